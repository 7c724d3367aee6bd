from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from topics import publishing
from topics.admin.forms.tag import TagForm
from topics.admin.permissions import may_merge_tags, may_rename_tags
from topics.models import Tag, TagAlias


class TagAliasInline(admin.TabularInline):
    model = TagAlias
    extra = 1


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    form = TagForm
    list_display = ["name", "slug", "facet", "broader", "topic_count"]
    list_filter = ["facet"]
    list_select_related = ["broader"]
    search_fields = ["name", "slug", "aliases__name"]
    fields = ["name", "slug", "facet", "definition", "broader", "related"]
    inlines = [TagAliasInline]

    def get_readonly_fields(self, request, obj=None):
        # Revisions and files name a tag by its slug.
        return ["slug"] if obj else []

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {
            "may_rename": may_rename_tags(request.user),
            "may_merge": may_merge_tags(request.user),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

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
