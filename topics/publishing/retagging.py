"""Other tags for many topics at once, with a version of each."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from topics.models.revision import Revision
from topics.publishing.invalidation import Change

NOTE_LENGTH = Revision._meta.get_field("note").max_length


class RetaggableQuerySet(models.QuerySet):
    def naming_tag(self, slug):
        """Topics whose public, scheduled or newest version names the tag."""
        newest = Q(pk__in=Revision.objects.latest_of_each_topic().values("pk"))
        waiting = Q(state=Revision.State.SCHEDULED)
        public = Q(live_topic__isnull=False)
        rows = Revision.objects.filter(newest | waiting | public)
        rows = rows.values_list("topic", "content__tags").order_by()
        return self.filter(pk__in={pk for pk, slugs in rows if slug in (slugs or [])})

    @transaction.atomic
    def retag(self, change, *, note, author):
        """Save and publish what `change` makes of each topic's list of tag slugs.

        Readers get the change at once; a draft that was not published gets it too and
        stays a draft. Gives back the topics that changed. Raises ValidationError,
        with the title, if one cannot be saved; then none is.
        """
        topics = list(self.select_related("section", "published_revision"))
        with Change(topic.pk for topic in topics):
            changed = [t for t in topics if _retag(t, change, note, author)]
            public = [topic.pk for topic in changed if topic.is_published]
            self.model.objects.filter(pk__in=public).derive()
        return changed


def _retag(topic, change, note, author):
    public = topic.published_revision if topic.is_published else None
    drafts = list(topic.revisions.not_yet_public(public))
    changes_public = public is not None and _differs(public, change)
    if not changes_public and not any(_differs(draft, change) for draft in drafts):
        return False
    try:
        if changes_public:
            content = _with_tags(public.content, change)
            revision = topic.save_revision(content, note=note, author=author)
            topic.take_over(revision)
        for draft in drafts:
            _save_again(topic, draft, change, note, author)
    except ValidationError as error:
        title = topic.newest_revision.title
        raise ValidationError(
            _("“%(title)s” cannot be saved with other tags: %(reason)s Mend it first."),
            params={"title": title, "reason": " ".join(error.messages)},
        ) from error
    return True


def _save_again(topic, draft, change, note, author):
    """The draft with other tags, as it was: sent back, in review or waiting for its
    time; so that it stays newer than what is public."""
    before = _("%(note)s; before: %(before)s") % {"note": note, "before": draft.note}
    revision = topic.save_revision(
        _with_tags(draft.content, change), note=before[:NOTE_LENGTH], author=author
    )
    if draft.state == Revision.State.SCHEDULED:
        topic.schedule(revision, draft.scheduled_for)
    # What was withdrawn from readers comes back only by somebody's decision.
    elif draft.state != Revision.State.PUBLISHED:
        revision.move_to(draft.state, remark=draft.remark)


def _differs(revision, change):
    tags = revision.content.get("tags", [])
    return change(tags) != tags


def _with_tags(content, change):
    tags = change(content.get("tags", []))
    others = {key: value for key, value in content.items() if key != "tags"}
    return {**others, "tags": tags} if tags else others
