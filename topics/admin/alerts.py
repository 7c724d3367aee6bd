from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from topics.models import Alert


@admin.register(Alert)
class AlertAdmin(admin.ModelAdmin):
    """What readers follow by e-mail. Nobody sees who they are; what is deleted here is
    as if they had stopped it."""

    list_display = ["page", "created_at", "is_confirmed"]
    list_filter = [("confirmed_at", admin.EmptyFieldListFilter)]
    search_fields = ["page"]
    fields = readonly_fields = ["page", "created_at", "confirmed_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("confirmed"), boolean=True)
    def is_confirmed(self, alert):
        return alert.confirmed_at is not None
