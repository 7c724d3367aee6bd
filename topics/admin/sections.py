from django.contrib import admin

from topics.admin.entries import EntryAdmin
from topics.admin.forms.section import SectionForm
from topics.models import Section


@admin.register(Section)
class SectionAdmin(EntryAdmin):
    form = SectionForm
    list_display = ["title", "slug", "position", "profile"]
    search_fields = ["title", "slug"]
    fields = SectionForm.Meta.fields

    def get_readonly_fields(self, request, obj=None):
        # Addresses and profiles of all its topics hang on these.
        return ["slug", "profile", "other_profile"] if obj else []
