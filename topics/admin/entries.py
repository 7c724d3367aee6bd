"""Sections, tags, sources and images: how their forms save, and their histories."""

from contextlib import contextmanager

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from topics import diff, publishing
from topics.admin.editorial_pages import editorial_page, show
from topics.admin.forms.entry import digest_of
from topics.models import EntryVersion, Image, Revision, Section, Source, Tag
from topics.models.revision_diff import Change
from topics.models.slugs import number_in

KINDS = {model._meta.model_name: model for model in (Section, Tag, Source, Image)}
PAGE_SIZE = 50


class EntryAdmin(admin.ModelAdmin):
    """Stores a version of whatever is saved, and of what stood before it. A row stays
    while a public, a scheduled or a newest version names it: the database knows of
    public ones only."""

    # The kind of name, as `topics.models.named` has it; "" if versions name none.
    named_as = ""

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

    def names_of(self, row):
        """Under which names versions may have the row."""
        return {row.slug}

    def delete_view(self, request, object_id, extra_context=None):
        with _nobody_saving(request):
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        # Its actions delete several.
        with _nobody_saving(request):
            return super().changelist_view(request, extra_context)

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        users = [line for row in objs for line in self.users_of(row)]
        return deleted, counts, lacking, users or protected

    def users_of(self, row):
        """A line, with a link, for each version that names the row."""
        if not self.named_as:
            return []
        versions = Revision.objects.in_use().naming(self.named_as, self.names_of(row))
        return [
            format_html(
                _('Version {} of <a href="{}">{}</a> ({})'),
                version.number,
                reverse("admin:topics_topic_change", args=[version.topic_id]),
                version.title or version.topic.slug,
                version.get_state_display(),
            )
            for version in versions
        ]


@contextmanager
def _nobody_saving(request):
    """No version comes to name a row between the question and its deletion."""
    if request.method != "POST":
        yield
        return
    with publishing.invalidating() as invalidation:
        invalidation.lock()
        yield


def _entry(request, kind, object_id):
    """The row of that kind, of which the user may see the form."""
    if not admin.site.get_model_admin(KINDS[kind]).has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(KINDS[kind], pk=number_in(object_id))


@editorial_page(lambda user: user.is_staff)
def history(request, kind, object_id):
    """The versions of a row; each can be put into the form, which then saves it."""
    entry = _entry(request, kind, object_id)
    versions = EntryVersion.objects.of(entry).select_related("author")
    page = Paginator(versions, PAGE_SIZE).get_page(request.GET.get("page"))
    # The first one of the next page is what the last one here changed.
    before = [*page, *versions[page.end_index() : page.end_index() + 1], None][1:]
    rows = [
        (version, _changes(kind, older, version))
        for version, older in zip(page, before, strict=False)
    ]
    newest = versions.first()
    return show(
        request,
        "entry_history.html",
        KINDS[kind],
        title=_("History: %(title)s") % {"title": entry},
        entry=entry,
        kind=kind,
        page=page,
        rows=rows,
        newest=newest,
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
