"""What editors narrow the list of topics by."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy

from topics.models import Revision

State = Revision.State


class OverdueFilter(admin.SimpleListFilter):
    title = gettext_lazy("review")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("overdue", gettext_lazy("Overdue"))]

    def queryset(self, request, queryset):
        return queryset.overdue() if self.value() == "overdue" else queryset


class BrokenLinksFilter(admin.SimpleListFilter):
    title = gettext_lazy("links")
    parameter_name = "links"

    def lookups(self, request, model_admin):
        return [("broken", gettext_lazy("Some broken"))]

    def queryset(self, request, queryset):
        broken = self.value() == "broken"
        return queryset.filter(broken_links__gt=0) if broken else queryset


class LastEditorFilter(admin.SimpleListFilter):
    title = gettext_lazy("last editor")
    parameter_name = "editor"

    def lookups(self, request, model_admin):
        editors = get_user_model().objects.filter(is_staff=True).order_by("username")
        return [(name, name) for name in editors.values_list("username", flat=True)]

    def queryset(self, request, queryset):
        name = self.value()
        return queryset.filter(latest_author=name) if name else queryset


class ArchiveFilter(admin.SimpleListFilter):
    title = gettext_lazy("archive")
    parameter_name = "archive"

    def lookups(self, request, model_admin):
        return [("only", gettext_lazy("Archived")), ("all", gettext_lazy("All"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": gettext_lazy("Not archived")}, *others]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(archived_at__isnull=self.value() != "only")


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("newest version")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        return queryset.filter(latest_state=self.value()) if self.value() else queryset
