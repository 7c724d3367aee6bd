from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.widgets import Script
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from topics import publishing
from topics.admin.bulk import BulkMixin
from topics.admin.filters import (
    ArchiveFilter,
    BrokenLinksFilter,
    LastEditorFilter,
    OverdueFilter,
    StateFilter,
)
from topics.admin.forms.cross_references import (
    CrossReferenceForm,
    CrossReferenceFormSet,
)
from topics.admin.forms.newest import newest_revision
from topics.admin.forms.topic import PROFILE_PREFIX, Outdated, TopicForm, profile_fields
from topics.admin.lookups import Lookup, LookupMixin, LookupMultiple
from topics.admin.revisions import RevisionPages
from topics.admin.uploads import UploadMixin
from topics.admin.workflow import WorkflowPages, topics_leading_to
from topics.admin.writing import WritingPages, preview_address, render_as_published
from topics.models import (
    Autosave,
    CrossReference,
    Measurement,
    Presence,
    Revision,
    Tag,
    Topic,
)

# Names of buttons; any other saves a draft.
SUBMIT, PUBLISH, PREVIEW = "_submit", "_publish", "_preview"
State = Revision.State
SAVED = {
    State.DRAFT: gettext_lazy(
        "Version %(number)d of “%(title)s” is saved as a draft; readers do not see it."
    ),
    State.IN_REVIEW: gettext_lazy(
        "Version %(number)d of “%(title)s” waits for review; readers do not see it."
    ),
    State.PUBLISHED: gettext_lazy("Version %(number)d of “%(title)s” is public."),
}


class TopicAdminForm(TopicForm):
    """The form with the admin's widgets."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tag_field = Tag._meta.get_field("related")
        source_field = Measurement._meta.get_field("source")
        for name, widget in {
            "tags": LookupMultiple(tag_field, admin.site),
            "sources": LookupMultiple(source_field, admin.site),
            "reviewed": AdminDateWidget(),
            PROFILE_PREFIX + "source": Lookup(source_field, admin.site),
        }.items():
            if field := self.fields.get(name):
                if hasattr(field, "choices"):
                    widget.choices = field.choices
                field.widget = widget


class CrossReferenceInline(LookupMixin, admin.TabularInline):
    model = CrossReference
    form = CrossReferenceForm
    formset = CrossReferenceFormSet
    fk_name = "source"
    autocomplete_fields = ["target"]
    verbose_name_plural = gettext_lazy("cross-references")

    def get_extra(self, request, obj=None, **kwargs):
        newest = newest_revision(obj) if obj else None
        return len(newest.content.get("related", [])) + 1 if newest else 2

    # Users who may edit a topic may edit its cross-references: they are its content.
    def has_add_permission(self, request, obj=None):
        return True

    has_view_permission = has_change_permission = has_add_permission
    has_delete_permission = has_add_permission


class TopicChangeList(ChangeList):
    """What waits for review comes first, unless another order is asked for."""

    def get_ordering(self, request, queryset):
        ordering = super().get_ordering(request, queryset)
        return ordering if ORDER_VAR in self.params else ["waits", *ordering]


@admin.register(Topic)
class TopicAdmin(
    BulkMixin,
    UploadMixin,
    WorkflowPages,
    RevisionPages,
    WritingPages,
    admin.ModelAdmin,
):
    """Edits the newest revision; readers see a change when it is published."""

    form = TopicForm
    inlines = [CrossReferenceInline]
    list_display = [
        "working_title",
        "slug",
        "section",
        "state",
        "live",
        "last_editor",
        "review_due",
        "broken_links",
    ]
    list_filter = [
        StateFilter,
        "section",
        OverdueFilter,
        BrokenLinksFilter,
        LastEditorFilter,
        ArchiveFilter,
    ]
    list_select_related = ["section"]
    search_fields = ["title", "slug"]
    ordering = ["sort_key"]

    class Media:
        css = {"all": ["css/editor.css"]}
        js = [
            Script("js/editor.js", type="module"),
            Script("js/picker.js", type="module"),
            Script("js/autosave.js", type="module"),
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_change_list()

    def get_changelist(self, request, **kwargs):
        return TopicChangeList

    def get_urls(self):
        """Its pages; of somebody whose login expired, what is posted is kept first."""
        pages = [*self.workflow_urls(), *self.revision_urls(), *self.writing_urls()]
        urls = super().get_urls()
        for url in urls:
            if url.name == "topics_topic_change":
                url.callback = self.keeping_words(url.callback)
        return [*pages, *urls]

    @admin.display(description=gettext_lazy("last editor"), ordering="latest_author")
    def last_editor(self, topic):
        return topic.latest_author

    @admin.display(description=gettext_lazy("broken links"), ordering="broken_links")
    def broken_links(self, topic):
        return topic.broken_links or ""

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def working_title(self, topic):
        return topic.latest_title or topic.slug

    @admin.display(description=gettext_lazy("newest version"))
    def state(self, topic):
        return State(topic.latest_state).label if topic.latest_state else None

    @admin.display(description=gettext_lazy("public"), boolean=True)
    def live(self, topic):
        return topic.is_published

    def get_form(self, request, obj=None, change=False, **kwargs):
        readonly = self.get_readonly_fields(request, obj)
        fields = [name for name in TopicForm.Meta.fields if name not in readonly]
        kept = None
        if obj is not None and request.method == "GET":
            self.take_kept_form(request, obj)
        if obj is not None and request.method == "GET" and "restore" in request.GET:
            kept = Autosave.objects.of(obj, request.user)
        attributes = {
            "Meta": type("Meta", (TopicForm.Meta,), {"fields": fields}),
            "kept_values": kept.values if kept else None,
            "comparisons": getattr(request, "comparisons", {}),
        }
        return type("TopicAdminForm", (TopicAdminForm,), attributes)

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        may_rename = self.has_publish_permission(request) or not obj.published_at
        return ["section"] if may_rename else ["section", "slug"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = [
            (None, {"fields": ["title", "section", "slug", "summary", "body"]}),
            (_("Tags and sources"), {"fields": ["tags", "sources"]}),
        ]
        if obj and obj.section.profile:
            names = profile_fields(obj.section.profile)
            fieldsets.append((obj.section.get_profile_display(), {"fields": names}))
        this_version = ["reviewed", "review_months", "position", "note", "based_on"]
        return [*fieldsets, (_("This version"), {"fields": this_version})]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = self._with_buttons(request, extra_context)
        if request.method != "POST":
            return super().change_view(request, object_id, form_url, context)
        request.comparisons = {}
        while True:
            try:
                return self._posted(request, object_id, form_url, context)
            except Outdated as outdated:
                # Nothing was saved, and no lock is held here. Under the lock again, the
                # version may not be the newest any more.
                request.comparisons[outdated.number] = outdated.compare()

    def _posted(self, request, object_id, form_url, context):
        if PREVIEW in request.POST:
            topic = self.get_object(request, object_id)
            if topic is not None and self.has_change_permission(request, topic):
                return self._preview_posted(request, topic)
        with publishing.invalidating() as invalidation:
            # Nobody saves between what the form is compared with and its saving.
            invalidation.lock()
            return super().change_view(request, object_id, form_url, context)

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        topic = kwargs.get("obj")
        if topic is not None and self.has_change_permission(request, topic):
            context |= self._state_context(request, topic)
            context["adminform"].form.show_warnings()
        return super().render_change_form(request, context, add, change, **kwargs)

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(
            request, form_url, self._with_buttons(request, extra_context)
        )

    def _state_context(self, request, topic):
        """What the form shows beside its fields: others, kept words, state."""
        newest = newest_revision(topic)
        others = Presence.objects.others(topic, request.user)
        Presence.objects.note(topic, request.user)
        return {
            "newest": newest,
            "others": others,
            "kept": Autosave.objects.of(topic, request.user),
            "preview_url": preview_address(newest) if newest else "",
        }

    def _preview_posted(self, request, topic):
        """The page of what is typed, without saving it."""
        form_class = self.get_form(request, topic, change=True)
        form = form_class(request.POST, request.FILES, instance=topic)
        if not form.is_valid():
            return self.changeform_view(
                request, str(topic.pk), "", self._with_buttons(request, {})
            )
        with transaction.atomic():
            revision = publishing.save_revision(
                topic,
                {**(form.newest.content if form.newest else {}), **form.content()},
                note="Preview",
                is_clean=True,
            )
            response = render_as_published(request, revision)
            transaction.set_rollback(True)
        return response

    def _with_buttons(self, request, extra_context):
        may_publish = self.has_publish_permission(request)
        if request.method == "POST" and PUBLISH in request.POST and not may_publish:
            raise PermissionDenied
        return {**(extra_context or {}), "may_publish": may_publish}

    def save_model(self, request, topic, form, change):
        if not change:
            topic.save()
        elif "slug" in form.changed_data:
            slug, topic.slug = topic.slug, form.initial["slug"]
            publishing.rename(topic, slug)

    def save_related(self, request, form, formsets, change):
        """Store what was typed as a revision, or move the newest one on."""
        topic, newest = form.instance, form.newest
        content = {**form.content(), **_related(formsets)}
        if newest and newest.content == content:
            revision = newest
        else:
            revision = publishing.save_revision(
                topic,
                content,
                note=form.cleaned_data["note"] or _("Edited without a note"),
                author=request.user,
                is_clean=True,
            )
        if PUBLISH in request.POST:
            publishing.publish([(topic, revision)])
        else:
            submitted = SUBMIT in request.POST
            state = State.IN_REVIEW if submitted else State.DRAFT
            publishing.move(revision, state)
        form.saved_revision = topic.known_newest_revision = revision
        Autosave.objects.filter(topic=topic, user=request.user).delete()

    def construct_change_message(self, request, form, formsets, add=False):
        revision = form.saved_revision
        return f"{revision.get_state_display()} {revision.number}: {revision.note}"

    def response_add(self, request, topic, post_url_continue=None):
        return self._response(request, topic)

    def response_change(self, request, topic):
        return self._response(request, topic)

    def _response(self, request, topic):
        newest = newest_revision(topic)
        message = SAVED[newest.state] % {"number": newest.number, "title": newest.title}
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(
            reverse("admin:topics_topic_change", args=[topic.pk])
        )

    def delete_view(self, request, object_id, extra_context=None):
        topic = self.get_object(request, object_id)
        if topic is not None and request.method != "POST":
            self._warn_of_links(request, topic)
        return super().delete_view(request, object_id, extra_context)

    def _warn_of_links(self, request, topic):
        titles = [other.title for other in topics_leading_to(topic)]
        if titles:
            self.message_user(
                request,
                ngettext(
                    "%(count)d page leads here; the link will be missing: %(titles)s.",
                    "%(count)d pages lead here; the links will be missing: %(titles)s.",
                    len(titles),
                )
                % {"count": len(titles), "titles": ", ".join(titles)},
                messages.WARNING,
            )


def _related(formsets):
    related = formsets[0].content() if formsets else []
    return {"related": related} if related else {}
