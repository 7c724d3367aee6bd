from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.exceptions import PermissionDenied
from django.forms.formsets import all_valid
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from topics import publishing
from topics.admin.bulk import change_tags, download_files
from topics.admin.consequences import of_deletion
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
from topics.admin.forms.profile import profile_fields
from topics.admin.forms.topic import Outdated, TopicForm
from topics.admin.kept_forms import with_kept_form
from topics.admin.permissions import may_publish, may_upload
from topics.admin.previews import preview_address, preview_of_form
from topics.admin.publication import ask_to_publish
from topics.models import (
    Alias,
    Autosave,
    CrossReference,
    Presence,
    Revision,
    Section,
    Topic,
)
from topics.models.slugs import number_in

# Names of buttons; any other saves a draft.
SUBMIT, PUBLISH, PREVIEW = "_submit", "_publish", "_preview"
TAKE_OVER = "take_over"  # a field that is offered to those who may publish
ASK = "ask"  # in the address: show what readers will see change first
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


class CrossReferenceInline(admin.TabularInline):
    model = CrossReference
    form = CrossReferenceForm
    formset = CrossReferenceFormSet
    fk_name = "source"
    fields = ["kind", "target", "note"]
    template = "admin/topics/topic/_cross_references.html"
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
class TopicAdmin(admin.ModelAdmin):
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
    actions = [download_files, change_tags]

    def get_queryset(self, request):
        return super().get_queryset(request).for_change_list()

    def get_changelist(self, request, **kwargs):
        return TopicChangeList

    def changelist_view(self, request, extra_context=None):
        context = {"may_upload": may_upload(request.user), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_actions(self, request):
        actions = super().get_actions(request)
        # A topic is deleted on its own page, which says what leads to it.
        actions.pop("delete_selected", None)
        return actions

    def has_publish_permission(self, request):
        """Asked by the actions that are for those who may publish."""
        return may_publish(request.user)

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
        meta = type("Meta", (TopicForm.Meta,), {"fields": fields})
        comparisons = getattr(request, "comparisons", {})
        attributes = {"Meta": meta, "comparisons": comparisons}
        return type("TopicForm", (TopicForm,), attributes)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        may_rename = may_publish(request.user) or not obj.published_at
        return ["section"] if may_rename else ["section", "slug"]

    def get_fieldsets(self, request, obj=None):
        slug = ["slug", *self._offers(request, obj)]
        fieldsets = [
            (None, {"fields": ["title", "section", *slug, "summary", "body"]}),
            (_("Tags and sources"), {"fields": ["tags", "search_terms", "sources"]}),
        ]
        section = obj.section if obj else _chosen_section(request)
        for name, fields in profile_fields(section).items() if section else ():
            label = capfirst(Section.Profile(name).label)
            fieldsets.append((label, {"fields": [*fields.values()]}))
        review = ["reviewed", "reviewer", "review_months"]
        this_version = [*review, "position", "note", "based_on"]
        return [*fieldsets, (_("This version"), {"fields": this_version})]

    def _offers(self, request, topic):
        """What the form offers where another page had the address that is asked for."""
        slug, present = request.POST.get("slug", ""), topic.slug if topic else ""
        is_offered = slug not in ("", present) and may_publish(request.user)
        former = Alias.objects.of_another(slug, topic)
        return [TAKE_OVER] if is_offered and former.exists() else []

    def add_view(self, request, form_url="", extra_context=None):
        context = self._with_buttons(request, extra_context)
        if answer := self._before_saving(request, None):
            return answer
        return super().add_view(request, form_url, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = self._with_buttons(request, extra_context)
        if request.method != "POST" and (topic := self.get_object(request, object_id)):
            request = with_kept_form(request, topic)
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
        topic = self.get_object(request, object_id) if _asked_for(request) else None
        if topic is not None and (answer := self._before_saving(request, topic)):
            return answer
        with publishing.invalidating() as invalidation:
            # Nobody saves between what the form is compared with and its saving.
            invalidation.lock()
            return super().change_view(request, object_id, form_url, context)

    def _before_saving(self, request, topic):
        """The preview of what is typed, or the question whether to publish it, if one
        of them is asked for and the form is sound."""
        shows = _asked_for(request)
        if shows is None or not self._may_write(request, topic):
            return None
        form = self.get_form(request, topic)(request.POST, instance=topic)
        is_sound = form.is_valid()
        formsets = [
            FormSet(**self.get_formset_kwargs(request, form.instance, inline, prefix))
            for FormSet, inline in self.get_formsets_with_inlines(request, topic)
            for prefix in [FormSet.get_default_prefix()]
        ]
        if not is_sound or not all_valid(formsets):
            return None
        return shows(request, form.instance, {**form.content(), **_related(formsets)})

    def _may_write(self, request, topic):
        if topic is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, topic)

    def _with_buttons(self, request, extra_context):
        allowed = may_publish(request.user)
        if not allowed and request.POST.keys() & {PUBLISH, TAKE_OVER}:
            raise PermissionDenied
        return {**(extra_context or {}), "may_publish": allowed}

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        topic, form = kwargs.get("obj"), context["adminform"].form
        if topic is not None and self.has_change_permission(request, topic):
            context["state"] = self._state(request, topic)
            form.show_warnings()
        if form.is_bound and form.is_notice:
            context["errors"] = None
        return super().render_change_form(request, context, add, change, **kwargs)

    def _state(self, request, topic):
        """What the form shows beside its fields: others, kept words, state."""
        newest = newest_revision(topic)
        others = Presence.objects.others(topic, request.user)
        Presence.objects.note(topic, request.user)
        return {
            "newest": newest,
            "public": topic.published_revision if topic.is_published else None,
            "others": others,
            "kept": Autosave.objects.of(topic, request.user),
            "preview_url": preview_address(newest) if newest else "",
        }

    def save_model(self, request, topic, form, change):
        take_over = form.cleaned_data[TAKE_OVER]
        if not change:
            if take_over:
                publishing.free_address(topic.slug)
            topic.save()
        elif "slug" in form.changed_data:
            slug, topic.slug = topic.slug, form.initial["slug"]
            publishing.rename(topic, slug, take_over=take_over)

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
        context = {**(extra_context or {}), "subtitle": topic}
        if topic is not None:
            context["consequences"] = of_deletion(topic)
        return super().delete_view(request, object_id, context)


def _asked_for(request):
    """What a posted form is to show instead of being saved, or None."""
    if PREVIEW in request.POST:
        return preview_of_form
    return ask_to_publish if PUBLISH in request.POST and ASK in request.GET else None


def _chosen_section(request):
    """The section of a new topic, as far as it is chosen."""
    number = request.POST.get("section") or request.GET.get("section") or ""
    return Section.objects.filter(pk=number_in(number)).first()


def _related(formsets):
    related = formsets[0].content() if formsets else []
    return {"related": related} if related else {}
