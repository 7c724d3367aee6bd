"""The ways of a topic to readers and back: review, publication, withdrawal."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from topics import publishing
from topics.admin.forms.workflow import MergeForm, RemarkForm, ScheduleForm
from topics.models import Revision, Topic
from topics.models.slugs import number_in

State = Revision.State


def log(request, topic, message):
    """Write to Django's admin log what somebody did to a topic."""
    LogEntry.objects.log_actions(
        request.user.pk, [topic], CHANGE, change_message=message, single_object=True
    )


class WorkflowPages:
    """Pages of TopicAdmin that move the newest revision or the topic on. Each asks
    first, changes by POST, and is for those who may publish."""

    def workflow_urls(self):
        pages = {
            "send-back": self.send_back_view,
            "schedule": self.schedule_view,
            "unpublish": self.unpublish_view,
            "archive": self.archive_view,
            "merge": self.merge_view,
        }
        return [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"topics_topic_{name.replace('-', '_')}",
            )
            for name, view in pages.items()
        ]

    def has_publish_permission(self, request):
        return request.user.has_perm("topics.publish_topic")

    def _topic_to_publish(self, request, object_id):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        topics = Topic.objects.select_related("section")
        return get_object_or_404(topics, pk=number_in(object_id))

    def _ask(self, request, topic, title, button, *, form=None, leading=()):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "topic": topic,
            "opts": self.opts,
            "form": form,
            "button": button,
            "leading": leading,
        }
        invalid = form is not None and form.is_bound
        return render(
            request,
            "admin/topics/topic/ask.html",
            context,
            status=400 if invalid else 200,
        )

    def _done(self, request, topic, message, logged):
        log(request, topic, logged)
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(
            reverse("admin:topics_topic_change", args=[topic.pk])
        )

    def send_back_view(self, request, object_id):
        topic = self._topic_to_publish(request, object_id)
        revision = topic.newest_revision
        if revision is None or revision.state != State.IN_REVIEW:
            self.message_user(
                request, _("No version waits for review."), messages.WARNING
            )
            return HttpResponseRedirect(
                reverse("admin:topics_topic_change", args=[topic.pk])
            )
        form = RemarkForm(request.POST or None)
        if request.method != "POST" or not form.is_valid():
            return self._ask(request, topic, _("Send back"), _("Send back"), form=form)
        remark = form.cleaned_data["remark"]
        publishing.move(revision, State.RETURNED, remark=remark)
        message = _("Version %(number)d was sent back.") % {"number": revision.number}
        return self._done(request, topic, message, f"Sent back: {remark}")

    def schedule_view(self, request, object_id):
        topic = self._topic_to_publish(request, object_id)
        form = ScheduleForm(request.POST or None)
        if request.method != "POST" or not form.is_valid():
            return self._ask(
                request, topic, _("Schedule publication"), _("Schedule"), form=form
            )
        revision, time = topic.newest_revision, form.cleaned_data["time"]
        publishing.schedule(topic, revision, time)
        message = _("Version %(number)d will be published on %(time)s.") % {
            "number": revision.number,
            "time": f"{time:%Y-%m-%d %H:%M %Z}",
        }
        return self._done(request, topic, message, message)

    def unpublish_view(self, request, object_id):
        return self._withdraw(request, object_id, archive=False)

    def archive_view(self, request, object_id):
        return self._withdraw(request, object_id, archive=True)

    def _withdraw(self, request, object_id, *, archive):
        topic = self._topic_to_publish(request, object_id)
        title = _("Archive") if archive else _("Take the page from readers")
        if request.method != "POST":
            leading = topics_leading_to(topic)
            return self._ask(request, topic, title, title, leading=leading)
        publishing.unpublish(topic, archive=archive)
        message = (
            _("The page is archived; its versions are kept.")
            if archive
            else _("Readers do not see the page any more; its versions are kept.")
        )
        return self._done(
            request, topic, message, "Archived" if archive else "Unpublished"
        )

    def merge_view(self, request, object_id):
        topic = self._topic_to_publish(request, object_id)
        form = MergeForm(request.POST or None, topic=topic)
        if request.method != "POST" or not form.is_valid():
            leading = topics_leading_to(topic)
            title = _("Merge into another page")
            return self._ask(
                request, topic, title, _("Merge"), form=form, leading=leading
            )
        other = form.cleaned_data["other"]
        title = topic.newest_revision.title if topic.newest_revision else topic.slug
        publishing.merge(topic, other, author=request.user)
        log(request, topic, f"Merged into {other.slug}")
        message = _("“%(title)s” is now part of this page; its text is in its history.")
        return self._done(
            request, other, message % {"title": title}, f"Merged with {title}"
        )


def topics_leading_to(topic):
    """Published topics that name `topic`, for the question before it goes."""
    naming = Topic.objects.published().naming(topic.slugs()).exclude(pk=topic.pk)
    return naming.listed().order_by("title")
