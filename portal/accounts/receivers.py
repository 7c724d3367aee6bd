"""What happens to accounts is recorded here, because the admin, commands and the shell
all change them, with models that are Django's."""

import time

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.contrib.sessions.models import Session
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone

from portal.accounts.middleware import RENEWED_AT, SIGNED_IN_AT
from portal.accounts.models import AccountEvent, KeptForm
from portal.accounts.recording import record

User = get_user_model()
Kind = AccountEvent.Kind
SESSIONS_AT_ONCE = 1_000
WATCHED = ("username", "is_active", "is_staff", "is_superuser")


@receiver(user_logged_in)
def record_sign_in(sender, request, user, **kwargs):
    request.session[SIGNED_IN_AT] = time.time()
    request.session.pop(RENEWED_AT, None)
    record(Kind.SIGNED_IN, user.get_username(), request=request)
    forget_expired()


def forget_expired():
    """Delete sessions that have ended, and forms that nobody came back for. Many
    sessions take several sign-ins."""
    ended = Session.objects.filter(expire_date__lt=timezone.now())
    some = list(ended.values_list("pk", flat=True)[:SESSIONS_AT_ONCE])
    Session.objects.filter(pk__in=some).delete()
    KeptForm.objects.prune()


@receiver(user_logged_out)
def record_sign_out(sender, request, user, **kwargs):
    if user:
        record(Kind.SIGNED_OUT, user.get_username(), request=request)


@receiver(user_login_failed)
def record_failed_sign_in(sender, credentials, request=None, detail="", **kwargs):
    # Where no account has the name, it may be a password typed into the wrong field.
    name = credentials.get(User.USERNAME_FIELD)
    known = User.objects.filter(**{User.USERNAME_FIELD: name}).exists()
    held_back = getattr(request, "axes_locked_out", False)
    record(
        Kind.SIGN_IN_FAILED,
        name if known else "",
        "held back" if held_back else detail,
        request=request,
    )


@receiver(pre_save, sender=User)
def record_rights_of_user(sender, instance, update_fields=None, **kwargs):
    watched = [n for n in WATCHED if update_fields is None or n in update_fields]
    stored = User.objects.filter(pk=instance.pk).values(*watched) if watched else []
    for before in stored:
        changes = [
            f"{name}: {old} → {getattr(instance, name)}"
            for name, old in before.items()
            if old != getattr(instance, name)
        ]
        if changes:
            record(Kind.RIGHTS, instance.get_username(), "; ".join(changes))


@receiver(post_save, sender=User)
@receiver(post_save, sender=Group)
def record_addition(sender, instance, created, **kwargs):
    if created:
        rights = [n for n in WATCHED[2:] if getattr(instance, n, False)]
        record(Kind.ADDED, instance, "; ".join(rights))


@receiver(post_delete, sender=User)
@receiver(post_delete, sender=Group)
def record_removal(sender, instance, **kwargs):
    record(Kind.REMOVED, instance)


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
@receiver(m2m_changed, sender=Group.permissions.through)
def record_rights(sender, instance, action, model, pk_set, **kwargs):
    if action == "pre_clear":
        record(Kind.RIGHTS, instance, f"− all of {model._meta.verbose_name_plural}")
    sign = {"post_add": "+", "post_remove": "−"}.get(action)
    if sign and pk_set:
        names = ", ".join(str(one) for one in model.objects.filter(pk__in=pk_set))
        record(Kind.RIGHTS, instance, f"{sign} {names}")
