from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from topics import publishing
from topics.admin.lookups import LookupMixin
from topics.admin.tag_moves import TagMovesMixin
from topics.models import Tag, TagAlias


class TagAliasInline(admin.TabularInline):
    model = TagAlias
    extra = 1


@admin.register(Tag)
class TagAdmin(LookupMixin, TagMovesMixin, admin.ModelAdmin):
    list_display = ["name", "slug", "facet", "broader", "topic_count"]
    list_filter = ["facet"]
    list_select_related = ["broader"]
    search_fields = ["name", "slug", "aliases__name"]
    autocomplete_fields = ["broader", "related"]
    fields = ["name", "slug", "facet", "definition", "broader", "related"]
    inlines = [TagAliasInline]

    def get_readonly_fields(self, request, obj=None):
        # Revisions and files name a tag by its slug.
        return ["slug"] if obj else []

    def changeform_view(self, *args, **kwargs):
        # The tag, its other names and its relations are saved one after the other.
        with publishing.invalidating():
            return super().changeform_view(*args, **kwargs)

    def save_model(self, request, tag, form, change):
        tag.is_edited = True
        super().save_model(request, tag, form, change)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    @admin.display(description=_("pages"), ordering="topic_count")
    def topic_count(self, tag):
        return tag.topic_count
