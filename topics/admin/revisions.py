"""The history of a topic: its revisions, compared and restored."""

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from topics import publishing
from topics.admin.workflow import log
from topics.models import Topic, revision_diff
from topics.models.slugs import number_in

PAGE_SIZE = 50


class RevisionPages:
    """Pages of TopicAdmin on the revisions of one topic."""

    def revision_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path(
                "<path:object_id>/compare/",
                wrap(self.compare_view),
                name="topics_topic_compare",
            ),
            path(
                "<path:object_id>/restore/<int:number>/",
                wrap(self.restore_view),
                name="topics_topic_restore",
            ),
        ]

    def history_view(self, request, object_id, extra_context=None):
        topic = self.get_object(request, object_id)
        if topic is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, topic):
            raise PermissionDenied
        revisions = topic.revisions.select_related("author").order_by("-number")
        page = Paginator(revisions, PAGE_SIZE).get_page(request.GET.get("page"))
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Topic), object_id=topic.pk
        ).select_related("user")
        return self._show(
            request,
            "history.html",
            topic,
            title=_("History: %(title)s") % {"title": topic},
            revisions=page,
            entries=entries[:PAGE_SIZE],
            published=topic.published_revision_id if topic.published_at else None,
        )

    def compare_view(self, request, object_id):
        topic = self._topic_to_view(request, object_id)
        numbers = [number_in(request.GET.get(name, "")) for name in ("a", "b")]
        if not all(numbers):
            self.message_user(request, _("Choose two versions."), messages.WARNING)
            url = reverse("admin:topics_topic_history", args=[topic.pk])
            return HttpResponseRedirect(url)
        old, new = sorted(numbers)
        before, after = (
            get_object_or_404(topic.revisions.select_related("author"), number=number)
            for number in (old, new)
        )
        return self._show(
            request,
            "compare.html",
            topic,
            title=_("Version %(old)d and version %(new)d") % {"old": old, "new": new},
            before=before,
            after=after,
            changes=revision_diff.compare(before.content, after.content),
            side_by_side=request.GET.get("view") != "inline",
        )

    def restore_view(self, request, object_id, number):
        topic = self._topic_to_view(request, object_id)
        if not self.has_change_permission(request, topic):
            raise PermissionDenied
        revision = get_object_or_404(topic.revisions, number=number)
        if request.method != "POST":
            title = _("Restore version %(number)d") % {"number": number}
            return self._ask(request, topic, title, _("Restore as a new draft"))
        note = _("Restored version %(number)d") % {"number": number}
        publishing.save_revision(
            topic, revision.content, note=note, author=request.user
        )
        log(request, topic, note)
        self.message_user(
            request,
            _("Version %(number)d is the newest again, as a draft.")
            % {"number": number},
            messages.SUCCESS,
        )
        return HttpResponseRedirect(
            reverse("admin:topics_topic_change", args=[topic.pk])
        )

    def _topic_to_view(self, request, object_id):
        topic = self.get_object(request, object_id)
        if not self.has_view_or_change_permission(request, topic):
            raise PermissionDenied
        topics = Topic.objects.select_related("section")
        return get_object_or_404(topics, pk=number_in(object_id))

    def _show(self, request, template, topic, **context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "topic": topic,
            "may_change": self.has_change_permission(request, topic),
            **context,
        }
        return render(request, f"admin/topics/topic/{template}", context)
