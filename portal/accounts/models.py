"""The record of what happened to accounts; recovery codes; forms that are kept for who
has to sign in."""

from datetime import timedelta
from hashlib import sha256

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, ThrottlingMixin

KEPT = timedelta(days=90)
FAILED = "sign-in-failed"
MOST_FAILED = 10_000


class AccountEventQuerySet(models.QuerySet):
    def prune(self):
        """Delete what is older than 90 days, here and among the failed sign-ins that
        django-axes counts, which hold names and addresses too; how many of either. Of
        failed ones, which strangers can make, only the newest 10,000 stay."""
        oldest = timezone.now() - KEPT
        attempts, failed = AccessAttempt.objects, self.filter(kind=FAILED)
        old = [
            attempts.filter(attempt_time__lt=oldest),
            attempts.filter(pk__lte=_newest_of_too_many(attempts)),
            self.filter(time__lt=oldest),
            failed.filter(pk__lte=_newest_of_too_many(failed)),
        ]
        return sum(rows.delete()[0] for rows in old)


def _newest_of_too_many(rows):
    """The key of the newest row that is one too many, or null."""
    newest_first = rows.order_by("-pk").values("pk")
    return models.Subquery(newest_first[MOST_FAILED : MOST_FAILED + 1])


class AccountEvent(models.Model):
    """Something that happened to an account, a group or to what they may do."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed-in", _("Signed in")
        SIGN_IN_FAILED = FAILED, _("Failed to sign in")
        SIGNED_OUT = "signed-out", _("Signed out")
        PASSWORD = "password", _("Password changed")
        RIGHTS = "rights", _("Rights changed")
        ADDED = "added", _("Added")
        REMOVED = "removed", _("Removed")
        SECOND_FACTOR = "second-factor", _("Second factor changed")

    time = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    kind = models.CharField(_("event"), max_length=20, choices=Kind)
    # Names, not foreign keys: the record outlives accounts and groups.
    account = models.CharField(_("account or group"), max_length=150, blank=True)
    by = models.CharField(_("by"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=45, blank=True)
    detail = models.TextField(_("detail"), blank=True)

    objects = AccountEventQuerySet.as_manager()

    class Meta:
        ordering = ["-time", "-pk"]
        verbose_name = _("account event")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.account}"


def digest(code):
    """The hash under which a recovery code is stored."""
    return sha256(code.encode()).hexdigest()


class RecoveryCodes(ThrottlingMixin, Device):
    """A user's codes on paper, each good for one use. Only their hashes are stored.

    Codes of 120 random bits need no slow hash (ASVS 6.5), which would tell by its time
    that the password beside them was right. Those of earlier versions, of 40 bits, have
    one.
    """

    OLD_LENGTH = 8

    hashes = models.JSONField(_("hashes"), default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("recovery codes")
        constraints = [
            models.UniqueConstraint(fields=["user"], name="recovery_codes_once")
        ]

    def get_throttle_factor(self):
        return 1

    def verify_token(self, token):
        """Whether the code is one that was not used yet; it is used now."""
        used = self._hash_of(token)
        with transaction.atomic():
            stored = RecoveryCodes.objects.select_for_update().get(pk=self.pk)
            may_try, _reason = stored.verify_is_allowed()
            if not may_try:
                return False
            if used not in stored.hashes:
                stored.throttle_increment()
                return False
            stored.hashes.remove(used)
            stored.throttle_reset(commit=False)
            stored.save()
        return True

    def _hash_of(self, token):
        if len(token) == self.OLD_LENGTH:
            return next((h for h in self.hashes if check_password(token, h)), None)
        return digest(token)


class KeptFormQuerySet(models.QuerySet):
    def keep(self, user, path, values):
        """Keep what a form held, instead of what was kept of it before. Returns
        whether it is; at most ten forms of a user are, for 14 days."""
        if len(path) > KeptForm._meta.get_field("path").max_length:
            return False
        self.prune()
        self.update_or_create(
            user=user,
            path=path,
            defaults={"values": values, "saved_at": timezone.now()},
        )
        own = self.filter(user=user).order_by("-saved_at")
        newest = own.values_list("pk", flat=True)[: KeptForm.MOST]
        own.exclude(pk__in=list(newest)).delete()
        return True

    def prune(self):
        """Delete what was kept for longer than 14 days."""
        self.filter(saved_at__lt=timezone.now() - KeptForm.KEPT).delete()


class KeptForm(models.Model):
    """What somebody posted whose sign-in had expired: {name of a field: [values]}."""

    KEPT = timedelta(days=14)
    MOST = 10  # of one user

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    path = models.CharField(max_length=200)
    values = models.JSONField()
    saved_at = models.DateTimeField(db_index=True)

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="kept_form_once")
        ]

    def __str__(self):
        return f"{self.user_id} at {self.path}"


class SentFormQuerySet(models.QuerySet):
    def begin(self, user, digest):
        """Returns (SentForm, whether nobody sent it before within a minute)."""
        self.filter(sent_at__lt=timezone.now() - SentForm.KNOWN).delete()
        return self.get_or_create(user=user, digest=digest)


class SentForm(models.Model):
    """A form that was sent in the last minute: a digest of what it said, and the
    address to which its sender was sent on, "" until it is done."""

    KNOWN = timedelta(minutes=1)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    digest = models.CharField(max_length=64)
    address = models.CharField(max_length=2000)
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="sent_form_once")
        ]

    def __str__(self):
        return f"{self.user_id}: {self.address}"
