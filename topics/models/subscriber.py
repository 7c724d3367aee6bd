import secrets
from contextlib import suppress
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import (
    Unreadable,
    decrypted,
    encrypted,
    fingerprint,
    fingerprints,
)

# Alerts of all subscribers together.
MOST_KEPT = 20_000
PAGE_LENGTH = 1_500


def new_token():
    """What a link of an e-mail holds: who has it may confirm or stop."""
    return secrets.token_urlsafe(32)


class SubscriberQuerySet(models.QuerySet):
    def of_address(self, address):
        """The subscriber with an e-mail address, made if there is none."""
        known = self.filter(fingerprint__in=fingerprints(_normalized(address))).first()
        return (
            known
            or self.get_or_create(
                fingerprint=fingerprint(_normalized(address)),
                defaults={"encrypted_address": encrypted(address)},
            )[0]
        )

    def waiting_for(self, until):
        """Subscribers with a confirmed alert who were not told yet of all that changed
        up to `until`; those who have waited longest first."""
        confirmed = Alert.objects.confirmed().filter(subscriber=models.OuterRef("pk"))
        untold = models.Q(told_until=None) | models.Q(told_until__lt=until)
        waiting = self.filter(untold, models.Exists(confirmed))
        return waiting.order_by(
            "refusals", models.F("told_until").asc(nulls_first=True)
        )

    def without_alerts(self):
        return self.filter(alerts=None)

    def count_refusal(self):
        """Note that the mail server refuses them for good; the last time they are
        forgotten."""
        self.update(refusals=models.F("refusals") + 1)
        self.filter(refusals__gte=Subscriber.MOST_REFUSALS).delete()

    def encrypt_again(self):
        """Have every address that can be read under the present key."""
        for subscriber in self.iterator():
            with suppress(Unreadable):
                subscriber.encrypt_again()

    def forget_unreadable(self):
        """Delete those whose address no present key can read. Returns how many."""
        lost = [row.pk for row in self.iterator() if not row.is_readable]
        for pk in lost:
            self.filter(pk=pk).delete()
        return len(lost)


class Subscriber(models.Model):
    """An e-mail address to which alerts are sent, encrypted; gone with its last
    alert."""

    # How often a mail server may refuse the address for good before it is forgotten.
    MOST_REFUSALS = 5

    encrypted_address = models.TextField(editable=False)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    token = models.CharField(
        max_length=43, unique=True, default=new_token, editable=False
    )
    told_until = models.DateTimeField(null=True, blank=True, editable=False)
    refusals = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self):
        return str(self.pk)

    @property
    def address(self):
        """Raises portal.encryption.Unreadable."""
        return decrypted(self.encrypted_address)

    @property
    def is_readable(self):
        try:
            return bool(self.address)
        except Unreadable:
            return False

    def encrypt_again(self):
        """Store the address under the present key. Raises Unreadable."""
        address = self.address
        Subscriber.objects.filter(pk=self.pk).update(
            encrypted_address=encrypted(address),
            fingerprint=fingerprint(_normalized(address)),
        )


class AlertQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def unmailed(self):
        """Alerts whose request to confirm could not be sent."""
        return self.filter(mailed_at=None, confirmed_at=None)

    @transaction.atomic
    def ask(self, address, page):
        """The alert of an e-mail address for a page, made if there is none."""
        subscriber = Subscriber.objects.of_address(address)
        return self.get_or_create(subscriber=subscriber, page=page)[0]

    def make_room(self):
        """Forget what was not confirmed in time. Returns whether another one fits."""
        self.forget_unconfirmed()
        return self.count() < MOST_KEPT

    def forget_unconfirmed(self):
        too_late = timezone.now() - Alert.CONFIRMED_WITHIN
        self.filter(confirmed_at=None, created_at__lt=too_late).delete()
        Subscriber.objects.without_alerts().delete()

    def confirm(self, token):
        """Confirm the alert with a token. Returns it, None if there is none."""
        alerts = self.filter(token=token)
        alerts.filter(confirmed_at=None).update(confirmed_at=timezone.now())
        return alerts.first()

    def stop(self, token):
        """Forget the alert, or all alerts of the subscriber, with a token."""
        self.filter(models.Q(token=token) | models.Q(subscriber__token=token)).delete()
        Subscriber.objects.without_alerts().delete()


class Alert(models.Model):
    """A subscriber follows a page. Until that is confirmed nobody is told anything."""

    CONFIRMED_WITHIN = timedelta(days=3)

    subscriber = models.ForeignKey(
        Subscriber, models.CASCADE, related_name="alerts", verbose_name=_("subscriber")
    )
    page = models.CharField(_("page"), max_length=PAGE_LENGTH)
    token = models.CharField(
        max_length=43, unique=True, default=new_token, editable=False
    )
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    # When it was last asked for by e-mail whether that was meant.
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "page"], name="alert_once_for_each_page"
            )
        ]

    def __str__(self):
        return self.page


def _normalized(address):
    return address.strip().lower()
