"""Merging a tag into another and moving it to another address. Both change published
pages."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from topics import publishing
from topics.admin.editorial_pages import editorial_page, log, show
from topics.admin.forms.tag import TagMergeForm, TagRenameForm
from topics.admin.permissions import may_merge_tags, may_rename_tags
from topics.models import Tag, Topic


@editorial_page(may_merge_tags)
def merge(request, pk):
    tag = get_object_or_404(Tag, pk=pk)
    form = TagMergeForm(request.POST or None, tag=tag)
    if form.is_valid():
        target = form.cleaned_data["target"]
        note = _("Tag “%(old)s” merged into “%(new)s”.")
        note %= {"old": tag.name, "new": target.name}
        with transaction.atomic():
            LogEntry.objects.log_actions(request.user.pk, [tag], DELETION)
            merged = _try(
                request,
                form,
                lambda: publishing.merge_tags(tag, target, author=request.user),
                target,
                note,
            )
        if merged:
            return redirect("admin:topics_tag_change", target.pk)
    title = _("Merge “%(name)s” into another tag") % {"name": tag.name}
    return _page(request, tag, form, title, _("Merge"))


@editorial_page(may_rename_tags)
def rename(request, pk):
    tag = get_object_or_404(Tag, pk=pk)
    initial = {"name": tag.name, "slug": tag.slug}
    form = TagRenameForm(request.POST or None, initial=initial, tag=tag)
    if form.is_valid():
        typed = form.cleaned_data
        note = _("Tag “%(old)s” (%(old_slug)s) is “%(new)s” (%(slug)s) now.") % {
            "old": tag.name,
            "old_slug": tag.slug,
            "new": typed["name"],
            "slug": typed["slug"],
        }
        with transaction.atomic():
            renamed = _try(
                request,
                form,
                lambda: publishing.rename_tag(
                    Tag.objects.get(pk=pk), **typed, author=request.user
                ),
                tag,
                note,
            )
        if renamed:
            return redirect("admin:topics_tag_change", tag.pk)
    title = _("Rename “%(name)s”") % {"name": tag.name}
    return _page(request, tag, form, title, _("Rename"))


def _try(request, form, move, tag, note):
    """Move, log and say so; or show in the form why that cannot be done."""
    try:
        topics = move()
    except ValidationError as error:
        transaction.set_rollback(True)
        form.add_error(None, error.messages)
        return False
    LogEntry.objects.log_actions(request.user.pk, [tag], CHANGE, note)
    log(request, topics, note)
    message = ngettext(
        "%(count)d page has a new version.",
        "%(count)d pages have new versions.",
        len(topics),
    )
    message %= {"count": len(topics)}
    messages.success(request, f"{note} {message}")
    return True


def _page(request, tag, form, title, button):
    public = Topic.objects.published().tagged(tag).only("title")
    draft_count = Topic.objects.naming_tag(tag.slug).exclude(pk__in=public.values("pk"))
    return show(
        request,
        "tag/move.html",
        Tag,
        title=title,
        button=button,
        is_merge=isinstance(form, TagMergeForm),
        tag=tag,
        form=form,
        topics=public.order_by("title"),
        draft_count=draft_count.count(),
        aliases=tag.aliases.all(),
        narrower=tag.narrower.all(),
    )
