"""The history of a topic: its revisions, compared and restored."""

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from topics import publishing
from topics.admin.editorial_pages import (
    ask,
    back_to_form,
    editorial_page,
    log,
    not_there_any_more,
    show,
    topic_or_404,
)
from topics.admin.permissions import may_change, may_view
from topics.models import Topic, revision_diff
from topics.models.slugs import number_in

PAGE_SIZE = 50


@editorial_page(may_view)
def history(request, object_id):
    topic = topic_or_404(object_id)
    revisions = topic.revisions.select_related("author").order_by("-number")
    page = Paginator(revisions, PAGE_SIZE).get_page(request.GET.get("page"))
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Topic), object_id=topic.pk
    ).select_related("user")
    return show(
        request,
        "topic/history.html",
        Topic,
        title=_("History: %(title)s") % {"title": topic},
        topic=topic,
        revisions=page,
        entries=entries[:PAGE_SIZE],
        published=topic.published_revision_id if topic.published_at else None,
        may_change=may_change(request.user),
    )


@editorial_page(may_view)
def compare(request, object_id):
    topic = topic_or_404(object_id)
    numbers = [number_in(request.GET.get(name, "")) for name in ("a", "b")]
    if not all(numbers):
        messages.warning(request, _("Choose two versions."))
        return redirect("admin:topics_topic_history", topic.pk)
    old, new = sorted(numbers)
    before, after = (
        get_object_or_404(topic.revisions.select_related("author"), number=number)
        for number in (old, new)
    )
    return show(
        request,
        "topic/compare.html",
        Topic,
        title=_("Version %(old)d and version %(new)d") % {"old": old, "new": new},
        topic=topic,
        before=before,
        after=after,
        changes=revision_diff.compare(before.content, after.content),
        side_by_side=request.GET.get("view") != "inline",
    )


@editorial_page(may_change)
def restore(request, object_id, number):
    topic = topic_or_404(object_id)
    revision = get_object_or_404(topic.revisions, number=number)
    if request.method != "POST":
        title = _("Restore version %(number)d") % {"number": number}
        return ask(request, topic, title, _("Restore as a new draft"))
    before = topic.newest_revision
    try:
        newest, left_out = publishing.restore(revision, author=request.user)
    except ValidationError as error:
        message = _("Version %(number)d cannot be restored. %(reason)s") % {
            "number": number,
            "reason": " ".join(error.messages),
        }
        return back_to_form(request, topic, message, messages.ERROR)
    if newest != before:
        log(request, [topic], newest.note)
    if left_out:
        messages.warning(request, not_there_any_more(left_out))
    if newest.state == newest.State.DRAFT:
        message = _("Version %(number)d is the newest again, as a draft.")
        return back_to_form(request, topic, message % {"number": number})
    message = _("Nothing is saved: version %(number)d says the same already.")
    return back_to_form(request, topic, message % {"number": newest.number})
