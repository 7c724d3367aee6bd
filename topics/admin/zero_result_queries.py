from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from topics.models import EmptySearch


@admin.register(EmptySearch)
class ZeroResultQueryAdmin(admin.ModelAdmin):
    """A report: what to write, or to add as another name of a tag."""

    list_display = ["words", "count", "last_at", "again"]
    list_display_links = None
    search_fields = ["words"]
    actions = None

    def has_add_permission(self, request):
        return False

    has_change_permission = has_delete_permission = lambda *_: False

    @admin.display(description=_("search again"))
    def again(self, query):
        return format_html('<a href="{}">{}</a>', query.get_absolute_url(), query)
