"""What readers and the operator of the portal do about alerts."""

from django.core.management import call_command
from django.utils import timezone

from topics.models import Alert

SITE = "https://peace.example"


def follow(page="/changes/", email="reader@un.example"):
    alert = Alert.objects.ask(email, page)
    Alert.objects.filter(pk=alert.pk).update(mailed_at=timezone.now())
    return Alert.objects.confirm(alert.token)


def send(*options):
    call_command("send_alerts", *options, verbosity=0)
