"""What belongs to the moment: who is signed in, and who guesses. Whoever reads a backup
could act as those who were signed in when it was made."""

from axes.models import (
    AccessAttempt,
    AccessAttemptExpiration,
    AccessFailureLog,
    AccessLog,
)
from django.contrib.sessions.models import Session
from django_otp import device_classes
from django_otp.models import ThrottlingMixin

MODELS = [
    Session,
    AccessAttemptExpiration,
    AccessAttempt,
    AccessFailureLog,
    AccessLog,
]
TABLES = [model._meta.db_table for model in MODELS]


def forget() -> None:
    """Remove it from a database that was restored: older archives have it."""
    for model in MODELS:
        model.objects.all().delete()
    for device in device_classes():
        if issubclass(device, ThrottlingMixin):
            device.objects.update(
                throttling_failure_timestamp=None, throttling_failure_count=0
            )
