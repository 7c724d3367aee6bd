"""The question before a publication: what readers will see change."""

from django.utils.translation import gettext as _

from topics.admin.editorial_pages import show
from topics.models import Topic, revision_diff
from topics.quality.draft import Draft
from topics.quality.rules import warnings


def ask_to_publish(request, topic, content):
    """A page that shows what a sound form would change for readers, and what should be
    looked at first. It sends the form again."""
    public = topic.published_revision if topic.pk and topic.is_published else None
    before = public.content if public else {}
    found = warnings(Draft(topic, content))
    return show(
        request,
        "topic/publish.html",
        Topic,
        title=_("Publish “%(title)s”") % {"title": content["title"]},
        topic=topic,
        public=public,
        changes=revision_diff.compare(before, content),
        warnings=[sentence for sentences in found.values() for sentence in sentences],
        old_address=_moved_from(topic, public),
        note=request.POST.get("note", ""),
        sent=[
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in ("csrfmiddlewaretoken", "note", "_publish")
        ],
    )


def _moved_from(topic, public):
    """The address that a page has now and will lose, or ""."""
    if public is None:
        return ""
    present = Topic.objects.select_related("section").get(pk=topic.pk)
    is_same = present.slug == topic.slug
    return "" if is_same else present.get_absolute_url()
