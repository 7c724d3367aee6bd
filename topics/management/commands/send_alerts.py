from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from topics.exports.alerts import Sending
from topics.models import Subscriber
from topics.publishing import publish_due

MOST = 1_000


class Command(BaseCommand):
    help = "Send by e-mail what is new to readers who follow something."

    def add_arguments(self, parser):
        parser.add_argument(
            "--most",
            type=int,
            default=MOST,
            help=f"how many e-mails to send, {MOST} if it is not said; others wait",
        )
        parser.add_argument(
            "--forget-unreadable",
            action="store_true",
            help="forget addresses that were encrypted under a key that is lost",
        )

    def handle(self, most, forget_unreadable, **options):
        if not settings.SENDS_MAIL:
            raise CommandError("This portal sends no e-mail. Set EMAIL_URL.")
        if forget_unreadable:
            number = Subscriber.objects.forget_unreadable()
            self.stdout.write(f"Forgot {number} addresses.")
        publish_due()
        sending = Sending(settings.SITE_URL, most)
        try:
            sending.run()
        except OSError as error:
            raise CommandError(
                f"The mail server failed ({type(error).__name__}) after "
                f"{sending.sent} e-mails. Run this again: nothing is lost."
            ) from error
        self.stdout.write(f"Sent {sending.sent} e-mails.")
        if sending.unreadable:
            raise CommandError(
                f"{sending.unreadable} addresses cannot be read with this SECRET_KEY. "
                "Add the one of before to SECRET_KEY_FALLBACKS or, if it is lost, run "
                "this with --forget-unreadable."
            )
