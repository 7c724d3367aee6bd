"""Questions about topics that editors ask: what was saved, what waits, what is due."""

from collections import Counter

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from topics.models.picking import asked, first_where
from topics.models.revision import Revision


class EditorialQuerySet(models.QuerySet):
    """Topics by their newest versions and their reviews."""

    def overdue(self):
        """Those of which the review is due."""
        return self.filter(review_due__lte=timezone.localdate())

    def with_latest_save(self):
        """Topics with `latest_title`, `latest_state`, `latest_author` (a name),
        `latest_note`, `latest_remark` (a reviewer's) and `latest_saved_at` of their
        newest revision, the last saved first."""
        newest = Revision.objects.filter(topic=OuterRef("pk")).order_by("-number")
        return self.annotate(
            latest_title=Subquery(newest.values("content__title")[:1]),
            latest_state=Subquery(newest.values("state")[:1]),
            latest_author=Subquery(newest.values("author__username")[:1]),
            latest_note=Subquery(newest.values("note")[:1]),
            latest_remark=Subquery(newest.values("remark")[:1]),
            latest_saved_at=Subquery(newest.values("created_at")[:1]),
        ).order_by("-latest_saved_at", "pk")

    def drafted_by(self, user):
        """Those whose newest version is a draft, or was sent back, and to which `user`
        saved a version since the last publication; with its latest save."""
        mine = Revision.objects.filter(
            topic=OuterRef("pk"),
            author=user,
            number__gt=Coalesce(OuterRef("published_revision__number"), 0),
        )
        states = [Revision.State.DRAFT, Revision.State.RETURNED]
        drafts = self.with_latest_save().filter(latest_state__in=states)
        return drafts.filter(Exists(mine))

    def waiting_for_review(self):
        """Those whose newest version waits for review; the longest waiting first."""
        waiting = self.with_latest_save().filter(latest_state=Revision.State.IN_REVIEW)
        return waiting.order_by("latest_saved_at", "pk")

    def named(self, names):
        """{name as asked: topic} by slug, present or old, by a title that only one
        published topic has, and by number; unknown ones are left out."""
        wanted, keys = asked(names)
        called = Q(slug__in=wanted) | Q(aliases__slug__in=wanted) | Q(pk__in=keys)
        rows = self.annotate(lower=Lower("title"), old=F("aliases__slug")).filter(
            called | Q(lower__in=wanted)
        )
        titles = Counter({topic.pk: topic.lower for topic in rows}.values())
        found = {}
        # What is least like an address comes first, so that the others replace it.
        for read in (
            lambda topic: topic.lower if titles[topic.lower] == 1 else None,
            lambda topic: str(topic.pk),
            lambda topic: topic.old,
            lambda topic: topic.slug,
        ):
            found |= {read(topic): topic for topic in rows}
        return {name: found[name.lower()] for name in names if name.lower() in found}

    def autocomplete(self, typed):
        """Topics whose slug, title or newest title holds what is typed: first the one
        of this slug, then those whose slug or title begins with it."""
        newest = Revision.objects.latest_of_each_topic()
        drafted = newest.filter(content__title__icontains=typed).values("topic")
        called = Q(slug__icontains=typed) | Q(title__icontains=typed)
        order = first_where(
            Q(slug__iexact=typed),
            Q(slug__istartswith=typed),
            Q(title__istartswith=typed),
        )
        return self.filter(called | Q(pk__in=drafted)).order_by(order, "slug")
