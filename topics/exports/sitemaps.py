"""The addresses that search engines should know, and when readers last saw a change of
each: https://www.sitemaps.org/protocol.html."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from topics.lists.countries import countries_by_letter
from topics.models import Section, Source, Tag, Topic
from topics.models.country import country_address
from topics.models.published import published

# The protocol allows 50,000, but the page cache keeps no file of more than 1 MB.
MOST_IN_A_FILE = 2_000
PAGES = (
    *("home", "timeline", "map", "graph", "compare", "mandates", "change_list"),
    *("tag_list", "country_list", "source_list", "about", "privacy"),
)


class PortalSitemap(Sitemap):
    """Pages of one kind, under the portal's own address, whichever was asked."""

    limit = MOST_IN_A_FILE

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(PortalSitemap):
    """Pages of which nobody notes when they change."""

    def items(self) -> Sequence[str]:
        countries = [
            country_address(count.country)
            for _letter, counts in countries_by_letter()
            for count in counts
        ]
        return [*(reverse(f"topics:{name}") for name in PAGES), *countries]

    def location(self, item: str) -> str:
        return item


class RowSitemap(PortalSitemap):
    """Rows of the names in an address and the time of the last change, which is that
    of a topic."""

    route = ""

    def location(self, item: tuple[Any, ...]) -> str:
        return reverse(f"topics:{self.route}", args=item[:-1])

    def lastmod(self, item: tuple[Any, ...]) -> datetime | None:
        changed: datetime | None = item[-1]
        return changed

    def get_latest_lastmod(self) -> datetime | None:
        topics = Topic.objects.published().aggregate(newest=Max("revised_at"))
        newest: datetime | None = topics["newest"]
        return newest


class SectionSitemap(RowSitemap):
    route = "section_detail"

    def items(self) -> QuerySet[Any, Any]:
        changed = Max("topics__revised_at", filter=published("topics"))
        sections = Section.objects.annotate(changed=changed).order_by("position")
        return sections.values_list("slug", "changed")


class TopicSitemap(RowSitemap):
    route = "topic_detail"

    def items(self) -> QuerySet[Any, Any]:
        topics = Topic.objects.published().order_by("pk")
        return topics.values_list("section__slug", "slug", "revised_at")


class TagSitemap(RowSitemap):
    route = "tag_detail"

    def items(self) -> QuerySet[Any, Any]:
        return _used(Tag.objects.all(), "taggings__content_object", "slug")


class SourceSitemap(RowSitemap):
    route = "source_detail"

    def items(self) -> QuerySet[Any, Any]:
        return _used(Source.objects.all(), "citations__topic", "key")


SITEMAPS: dict[str, type[PortalSitemap]] = {
    "pages": PageSitemap,
    "sections": SectionSitemap,
    "topics": TopicSitemap,
    "tags": TagSitemap,
    "sources": SourceSitemap,
}


def _used(rows: QuerySet[Any], path: str, name: str) -> QuerySet[Any, Any]:
    """The name of each row that a published topic has, and when one of these topics
    changed last; `path` leads to them."""
    changed = Max(f"{path}__revised_at", filter=published(path))
    used: QuerySet[Any, Any]
    used = rows.filter(topic_count__gt=0).annotate(changed=changed).order_by("pk")
    return used.values_list(name, "changed")
