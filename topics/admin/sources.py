from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from topics.admin.deletions import KeptWhileNamed
from topics.admin.entries import EntryAdmin
from topics.admin.forms.source import SourceForm
from topics.models import Source


@admin.register(Source)
class SourceAdmin(KeptWhileNamed, EntryAdmin):
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
            {"fields": ["document_number", "doi", "isbn", "url"]},
        ),
    ]

    def get_readonly_fields(self, request, obj=None):
        # Texts cite a source by its key.
        return ["key"] if obj else []

    def names_of(self, source):
        return {source.key}

    @admin.display(description=_("pages"), ordering="topic_count")
    def topic_count(self, source):
        return source.topic_count
