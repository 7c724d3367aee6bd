"""Sections, tags, sources and images: how their forms save, and their histories."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from topics import diff, publishing
from topics.admin.editorial_pages import editorial_page, show
from topics.admin.forms.entry import digest_of
from topics.models import EntryVersion, Image, Section, Source, Tag
from topics.models.revision_diff import Change
from topics.models.slugs import number_in

KINDS = {model._meta.model_name: model for model in (Section, Tag, Source, Image)}
PAGE_SIZE = 50


class EntryAdmin(admin.ModelAdmin):
    """Stores a version of whatever is saved, and of what stood before it."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        return [*fieldsets, (None, {"fields": ["based_on"]})]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with publishing.invalidating() as invalidation:
            # Nobody saves between what the form is compared with and its saving.
            invalidation.lock()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        entry = form.instance
        if change:
            publishing.save_version(entry, digest_of(form.state), form.state, None)
        state = type(form)(instance=type(entry).objects.get(pk=entry.pk)).state
        publishing.save_version(entry, digest_of(state), state, request.user)

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        form = context["adminform"].form
        if form.is_bound and form.is_notice:
            context["errors"] = None
        return super().render_change_form(request, context, add, change, **kwargs)


def _entry(request, kind, object_id):
    """The row of that kind, of which the user may see the form."""
    if not any(
        request.user.has_perm(f"topics.{action}_{kind}")
        for action in ("view", "change")
    ):
        raise PermissionDenied
    return get_object_or_404(KINDS[kind], pk=number_in(object_id))


@editorial_page(lambda user: user.is_staff)
def history(request, kind, object_id):
    """The versions of a row; each can be put into the form, which then saves it."""
    entry = _entry(request, kind, object_id)
    versions = list(
        EntryVersion.objects.of(entry).select_related("author")[: PAGE_SIZE + 1]
    )
    older = [*versions[1:], *[None] * bool(versions)]
    rows = [
        (version, _changes(kind, before, version))
        for version, before in zip(versions, older, strict=True)
    ]
    return show(
        request,
        "entry_history.html",
        KINDS[kind],
        title=_("History: %(title)s") % {"title": entry},
        entry=entry,
        kind=kind,
        rows=rows[:PAGE_SIZE],
        based_on=versions[0].digest if versions else "",
        may_change=request.user.has_perm(f"topics.change_{kind}"),
    )


def _changes(kind, before, version):
    """What a version changed: {label: rows of a difference}."""
    if before is None:
        return []
    fields = admin.site.get_model_admin(KINDS[kind]).form.base_fields
    return [
        Change(
            fields[name].label if name in fields else name,
            diff.compare(before.content.get(name, ""), version.content.get(name, "")),
        )
        for name in dict.fromkeys([*before.content, *version.content])
        if before.content.get(name, "") != version.content.get(name, "")
    ]
