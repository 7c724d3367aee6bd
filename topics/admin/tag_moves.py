"""Merging a tag into another and moving it to another address, on pages of its form."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from topics import publishing
from topics.admin.forms.tag import TagMergeForm, TagRenameForm
from topics.models import Tag, Topic


class TagMovesMixin:
    """Both change published pages, so both need the right to publish."""

    def get_urls(self):
        view = self.admin_site.admin_view
        moves = [
            path("<int:pk>/merge/", view(self.merge_view), name="topics_tag_merge"),
            path("<int:pk>/rename/", view(self.rename_view), name="topics_tag_rename"),
        ]
        return [*moves, *super().get_urls()]

    def has_move_permission(self, request, tag=None):
        may_change = self.has_change_permission(request, tag)
        return may_change and request.user.has_perm("topics.publish_topic")

    def has_merge_permission(self, request, tag=None):
        may_delete = self.has_delete_permission(request, tag)
        return may_delete and self.has_move_permission(request, tag)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {
            "may_rename": self.has_move_permission(request),
            "may_merge": self.has_merge_permission(request),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def merge_view(self, request, pk):
        tag = get_object_or_404(Tag, pk=pk)
        if not self.has_merge_permission(request, tag):
            raise PermissionDenied
        form = TagMergeForm(request.POST or None, tag=tag)
        if form.is_valid():
            target = form.cleaned_data["target"]
            note = _("Tag “%(old)s” merged into “%(new)s”.")
            note %= {"old": tag.name, "new": target.name}
            with transaction.atomic():
                self.log_deletions(request, Tag.objects.filter(pk=pk))
                merged = self._try(
                    request,
                    form,
                    lambda: publishing.merge_tags(tag, target, author=request.user),
                    target,
                    note,
                )
            if merged:
                return self._back_to(target)
        title = _("Merge “%(name)s” into another tag") % {"name": tag.name}
        return self._page(request, tag, form, title, _("Merge"))

    def rename_view(self, request, pk):
        tag = get_object_or_404(Tag, pk=pk)
        if not self.has_move_permission(request, tag):
            raise PermissionDenied
        initial = {"name": tag.name, "slug": tag.slug}
        form = TagRenameForm(request.POST or None, initial=initial)
        if form.is_valid():
            typed = form.cleaned_data
            note = _("Tag “%(old)s” (%(old_slug)s) is “%(new)s” (%(slug)s) now.") % {
                "old": tag.name,
                "old_slug": tag.slug,
                "new": typed["name"],
                "slug": typed["slug"],
            }
            with transaction.atomic():
                renamed = self._try(
                    request,
                    form,
                    lambda: publishing.rename_tag(
                        Tag.objects.get(pk=pk), **typed, author=request.user
                    ),
                    tag,
                    note,
                )
            if renamed:
                return self._back_to(tag)
        title = _("Rename “%(name)s”") % {"name": tag.name}
        return self._page(request, tag, form, title, _("Rename"))

    def _try(self, request, form, move, tag, note):
        """Move, log and say so; or show in the form why that cannot be done."""
        try:
            topics = move()
        except ValidationError as error:
            transaction.set_rollback(True)
            form.add_error(None, error.messages)
            return False
        self.log_change(request, tag, note)
        log_topics(request, topics, note)
        message = ngettext(
            "%(count)d page has a new version.",
            "%(count)d pages have new versions.",
            len(topics),
        )
        message %= {"count": len(topics)}
        self.message_user(request, f"{note} {message}", messages.SUCCESS)
        return True

    def _back_to(self, tag):
        return HttpResponseRedirect(reverse("admin:topics_tag_change", args=[tag.pk]))

    def _page(self, request, tag, form, title, button):
        public = Topic.objects.published().tagged(tag).only("title")
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "button": button,
            "is_merge": isinstance(form, TagMergeForm),
            "opts": self.opts,
            "tag": tag,
            "form": form,
            "topics": public.order_by("title"),
            "draft_count": Topic.objects.naming_tag(tag.slug)
            .exclude(pk__in=public.values("pk"))
            .count(),
            "aliases": tag.aliases.all(),
            "narrower": tag.narrower.all(),
        }
        return TemplateResponse(request, "admin/topics/tag/move.html", context)


def log_topics(request, topics, note):
    """Say in the log of each topic what was done to it."""
    LogEntry.objects.log_actions(request.user.pk, topics, CHANGE, note)
