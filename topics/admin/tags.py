from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from topics import publishing
from topics.admin.entries import EntryAdmin
from topics.admin.forms.tag import TagForm
from topics.admin.permissions import may_merge_tags, may_rename_tags
from topics.models import Tag


@admin.register(Tag)
class TagAdmin(EntryAdmin):
    named_as = "tags"
    form = TagForm
    list_display = ["name", "slug", "facet", "broader", "topic_count"]
    list_filter = ["facet"]
    list_select_related = ["broader"]
    search_fields = ["name", "slug", "aliases__name"]
    fields = [
        "name",
        "slug",
        "facet",
        "definition",
        "country",
        "broader",
        "related",
        "other_names",
    ]

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

    def save_model(self, request, tag, form, change):
        tag.is_edited = True
        super().save_model(request, tag, form, change)
        publishing.set_aliases(tag, form.cleaned_data["other_names"])

    def names_of(self, tag):
        return {tag.slug, *tag.addresses.values_list("slug", flat=True)}

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    @admin.display(description=_("other names"))
    def other_names(self, tag):
        """For those who may see a tag and not change it."""
        return ", ".join(alias.name for alias in tag.aliases.all())

    @admin.display(description=_("pages"), ordering="topic_count")
    def topic_count(self, tag):
        return tag.topic_count
