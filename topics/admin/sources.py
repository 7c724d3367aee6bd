from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from topics.admin.entries import EntryAdmin
from topics.admin.forms.source import READ, SourceForm
from topics.models import Source

PASTED = (_("From a reference manager"), {"fields": ["pasted", "read"]})


@admin.register(Source)
class SourceAdmin(EntryAdmin):
    form = SourceForm
    named_as = "sources"
    list_display = ["key", "title", "type", "year", "topic_count"]
    list_filter = ["type"]
    search_fields = ["key", "title", "reference", "number"]
    fieldsets = [
        (None, {"fields": ["key", "kind", "work_title", "authors", "issued"]}),
        (
            _("Where it appeared"),
            {
                "fields": [
                    "container",
                    "publisher",
                    "place",
                    ("volume", "issue", "pages"),
                ]
            },
        ),
        (
            _("Where it can be found"),
            {"fields": ["document_number", "doi", "isbn", "url", "note"]},
        ),
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [PASTED, *fieldsets]

    def get_readonly_fields(self, request, obj=None):
        # Texts cite a source by its key.
        return ["key"] if obj else ["read"]

    def names_of(self, source):
        return {source.key}

    @admin.display(description=_("Then"))
    def read(self, _source):
        button = '<button type="submit" name="{}" value="1" class="button">{}</button>'
        return format_html(button, READ, _("Fill the fields"))

    @admin.display(description=_("pages"), ordering="topic_count")
    def topic_count(self, source):
        return source.topic_count
