from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from taggit import admin as taggit_admin

from topics.admin import (
    alerts,
    images,
    problem_reports,
    sections,
    sources,
    tags,
    topics,
    zero_result_queries,
)

__all__ = [
    "alerts",
    "images",
    "problem_reports",
    "sections",
    "sources",
    "tags",
    "topics",
    "zero_result_queries",
]

# django-taggit registers its own model (on import), which the portal does not use.
admin.site.unregister(taggit_admin.Tag)

admin.site.site_header = _("Peacekeeping Portal: editing")
admin.site.site_title = _("Editing")
admin.site.index_title = _("What would you like to edit?")
admin.site.empty_value_display = "–"
