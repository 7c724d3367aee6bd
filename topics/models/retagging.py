"""Other tags for many topics at once, with a version of each."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from topics.models.revision import Revision

NOTE_LENGTH = Revision._meta.get_field("note").max_length


class RetaggableQuerySet(models.QuerySet):
    def naming_tag(self, slug):
        """Topics whose public or newest version names the tag."""
        newest = Q(pk__in=Revision.objects.latest_of_each_topic().values("pk"))
        rows = Revision.objects.filter(newest | Q(live_topic__isnull=False))
        rows = rows.values_list("topic", "content__tags").order_by()
        return self.filter(pk__in={pk for pk, slugs in rows if slug in (slugs or [])})

    @transaction.atomic
    def retag(self, change, *, note, author):
        """Save and publish what `change` makes of each topic's list of tag slugs.

        Readers get the change at once; a draft that was not published gets it too and
        stays a draft. Gives back the topics that changed. Raises ValidationError,
        with the title, if one cannot be saved; then none is.
        """
        changed = [
            topic
            for topic in self.select_related("section", "published_revision")
            if _retag(topic, change, note, author)
        ]
        public = [topic.pk for topic in changed if topic.is_published]
        self.model.objects.filter(pk__in=public).rebuild()
        return changed


def _retag(topic, change, note, author):
    newest = topic.newest_revision
    public = topic.published_revision if topic.is_published else None
    changes_public = public is not None and _differs(public, change)
    if not changes_public and (newest is None or not _differs(newest, change)):
        return False
    try:
        if changes_public:
            content = _with_tags(public.content, change)
            revision = topic.save_revision(content, note=note, author=author)
            topic.publish(revision, derive_now=False)
        if newest != public:
            _save_draft(topic, newest, change, note, author)
    except ValidationError as error:
        raise ValidationError(
            _("“%(title)s” cannot be saved with other tags: %(reason)s Mend it first."),
            params={"title": newest.title, "reason": " ".join(error.messages)},
        ) from error
    return True


def _save_draft(topic, newest, change, note, author):
    """The draft again, so that it stays the newest version."""
    before = _("%(note)s; before: %(before)s") % {"note": note, "before": newest.note}
    is_public = newest.state == Revision.State.PUBLISHED
    topic.save_revision(
        _with_tags(newest.content, change),
        note=before[:NOTE_LENGTH],
        author=author,
        # What was withdrawn from readers comes back only by somebody's decision.
        state=Revision.State.DRAFT if is_public else newest.state,
    )


def _differs(revision, change):
    tags = revision.content.get("tags", [])
    return change(tags) != tags


def _with_tags(content, change):
    tags = change(content.get("tags", []))
    others = {key: value for key, value in content.items() if key != "tags"}
    return {**others, "tags": tags} if tags else others
