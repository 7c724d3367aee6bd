from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static import admin as static_admin
from django_otp.plugins.otp_totp import admin as totp_admin

from portal.accounts import second_factor
from portal.accounts.models import AccountEvent

# django-otp registers its devices (on import), with their secrets to be read.
admin.site.unregister([static_admin.StaticDevice, totp_admin.TOTPDevice])
admin.site.unregister([Group, User])
# Django's two boxes with arrows have names that screen readers may not read.
BOXES = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    formfield_overrides = BOXES


@admin.register(User)
class AccountAdmin(UserAdmin):
    actions = ["turn_off_second_factor"]
    formfield_overrides = BOXES
    # Nobody decides them; and Django's fields for a time have no labels.
    readonly_fields = ["last_login", "date_joined"]
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"]}),
        (_("Rights"), {"fields": ["groups", "is_staff"]}),
        (_("Password"), {"fields": ["usable_password", "password1", "password2"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"]}),
        (_("Rights"), {"fields": ["groups", "is_staff", "is_active"]}),
        (_("Password"), {"fields": ["password"]}),
        (
            _("Single rights"),
            {"classes": ["collapse"], "fields": ["is_superuser", "user_permissions"]},
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_changeform_initial_data(self, request):
        # Without it, an account cannot sign in here.
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    @admin.action(
        description=_("Turn off the second factor (a telephone is lost)"),
        permissions=["reset"],
    )
    def turn_off_second_factor(self, request, queryset):
        count = sum(second_factor.turn_off(user) for user in queryset)
        message = ngettext(
            "The second factor of %(count)d account is turned off.",
            "The second factor of %(count)d accounts is turned off.",
            count,
        )
        self.message_user(request, message % {"count": count}, messages.SUCCESS)

    def has_reset_permission(self, request):
        return request.user.is_superuser


@admin.register(AccountEvent)
class AccountEventAdmin(admin.ModelAdmin):
    """For administrators to read, not to change."""

    list_display = ["time", "kind", "account", "detail", "by", "address"]
    list_filter = ["kind", "time"]
    search_fields = ["account", "by", "address", "detail"]
    date_hierarchy = "time"

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
