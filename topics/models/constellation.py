from dataclasses import dataclass
from math import sqrt

from django.db import models

from topics.lists.keys import among
from topics.models.section import Section
from topics.pictures.geometry.graph import Graph, Page
from topics.pictures.geometry.section_graph import Band, Cluster, Dot, constellation
from topics.pictures.ties import ties_among

WIDEST_BAND = 22


class ConstellationManager(models.Manager):
    def redraw(self, topics):
        """Lay out anew the picture of all of `topics` (a queryset)."""
        rows = list(
            topics.order_by().values_list("pk", "slug", "section", "section__position")
        )
        pages = [Page(pk, (place, slug)) for pk, slug, _section, place in rows]
        graph = Graph(pages, *ties_among(topics))
        sections = {pk: section for pk, _slug, section, _place in rows}
        clusters, dots, bands = constellation(graph, sections)
        self.bulk_create(
            [Constellation(pk=1, clusters=clusters, dots=dots, bands=bands)],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["clusters", "dots", "bands"],
        )


class Constellation(models.Model):
    """The picture of all published topics; there is one row.

    It holds places only, as neighbourhoods do.
    """

    clusters = models.JSONField()
    dots = models.JSONField()
    bands = models.JSONField()

    objects = ConstellationManager()

    def __str__(self):
        return f"{len(self.dots)} topics"

    def showing(self, topics):
        """The Sky, with those of `topics` (a queryset) that stand in it."""
        dots = {values[0]: Dot(*values) for values in self.dots}
        clusters = {values[0]: Cluster(*values) for values in self.clusters}
        sections = {
            section.pk: section
            for section in Section.objects.all()
            if section.topic_count and section.pk in clusters
        }
        dots_of = {pk: [] for pk in sections}
        for topic in topics.filter(pk__in=among(dots, topics.db)).listed():
            if topic.section_id in sections:
                dots_of[topic.section_id].append((dots[topic.pk], topic))
        bands = [Band(*values) for values in self.bands]
        most = max((band.ties for band in bands), default=1)
        return Sky(
            [(clusters[pk], sections[pk], dots_of[pk]) for pk in sections],
            [
                (
                    clusters[band.one],
                    clusters[band.other],
                    round(WIDEST_BAND * sqrt(band.ties / most), 1),
                )
                for band in bands
                if band.one in sections and band.other in sections
            ],
        )


@dataclass(frozen=True)
class Sky:
    """A constellation with what stands in it: (cluster, section, [(dot, topic)]) of
    each section, and the two clusters and the width of each band."""

    clusters: list
    bands: list
