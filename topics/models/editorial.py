"""Questions about topics that editors ask: what was saved, what waits, what is due."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

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
