"""The ways of a topic to readers and back: review, publication, withdrawal. Each page
asks first and changes by POST."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from topics import publishing
from topics.admin.consequences import of_merger, of_withdrawal
from topics.admin.editorial_pages import (
    ask,
    back_to_form,
    editorial_page,
    log,
    say,
    topic_or_404,
)
from topics.admin.forms.workflow import (
    MergeForm,
    ReasonForm,
    RemarkForm,
    ScheduleForm,
)
from topics.admin.permissions import may_publish
from topics.models import Revision

State = Revision.State


@editorial_page(may_publish)
def send_back(request, object_id):
    topic = topic_or_404(object_id)
    revision = topic.newest_revision
    if revision is None or revision.state != State.IN_REVIEW:
        message = _("No version waits for review.")
        return back_to_form(request, topic, message, messages.WARNING)
    form = RemarkForm(request.POST or None, newest=revision)
    if request.method != "POST" or not form.is_valid():
        return ask(request, topic, _("Send back"), _("Send back"), form=form)
    remark = form.cleaned_data["remark"]
    publishing.move(revision, State.RETURNED, remark=remark)
    log(request, [topic], f"Sent back: {remark}")
    message = _("Version %(number)d was sent back.") % {"number": revision.number}
    return back_to_form(request, topic, message)


@editorial_page(may_publish)
def schedule(request, object_id):
    topic, title = topic_or_404(object_id), _("Schedule publication")
    newest = topic.newest_revision
    if newest is None:
        message = _("This page has no text yet.")
        return back_to_form(request, topic, message, messages.WARNING)
    if topic.is_published and newest.pk == topic.published_revision_id:
        message = _("Nothing waits: version %(number)d is public already.")
        message %= {"number": newest.number}
        if request.method == "POST":
            return back_to_form(request, topic, message, messages.WARNING)
        return say(request, topic, title, message)
    form = ScheduleForm(request.POST or None, newest=newest)
    revision = _scheduled(form, topic) if form.is_valid() else None
    if revision is None:
        return ask(request, topic, title, _("Schedule"), form=form)
    message = _("Version %(number)d will be published on %(time)s.") % {
        "number": revision.number,
        "time": f"{revision.scheduled_for:%Y-%m-%d %H:%M %Z}",
    }
    log(request, [topic], message)
    return back_to_form(request, topic, message)


def _scheduled(form, topic):
    """The version that waits now; None if it cannot be published, which the form then
    says."""
    try:
        return publishing.schedule(topic, form.newest, form.cleaned_data["time"])
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None


@editorial_page(may_publish)
def unpublish(request, object_id):
    topic = topic_or_404(object_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        title, consequences = _("Take the page from readers"), of_withdrawal(topic)
        return ask(request, topic, title, title, form=form, consequences=consequences)
    publishing.unpublish(topic)
    log(request, [topic], form.logged("Unpublished"))
    message = _("Readers do not see the page any more; its versions are kept.")
    return back_to_form(request, topic, message)


@editorial_page(may_publish)
def archive(request, object_id):
    topic = topic_or_404(object_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        title, consequences = _("Archive"), of_withdrawal(topic, archive=True)
        return ask(request, topic, title, title, form=form, consequences=consequences)
    publishing.unpublish(topic, archive=True)
    log(request, [topic], form.logged("Archived"))
    message = _("The page is archived; its versions are kept.")
    return back_to_form(request, topic, message)


@editorial_page(may_publish)
def merge(request, object_id):
    topic = topic_or_404(object_id)
    form = MergeForm(request.POST or None, topic=topic)
    other = _merged(request, form) if form.is_valid() else None
    if other is None:
        title, consequences = _("Merge into another page"), of_merger(topic)
        return ask(
            request, topic, title, _("Merge"), form=form, consequences=consequences
        )
    message = _("“%(title)s” is now part of this page; its text is in its history.")
    return back_to_form(
        request, other, message % {"title": topic.newest_revision.title}
    )


def _merged(request, form):
    """The page that stays; None if it cannot be saved, which the form then says."""
    topic, other = form.topic, form.cleaned_data["other"]
    try:
        publishing.merge(topic, other, author=request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    log(request, [topic], f"Merged into {other.slug}")
    log(request, [other], f"Merged with {topic.newest_revision.title}")
    return other
