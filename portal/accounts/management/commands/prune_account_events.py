from django.core.management.base import BaseCommand

from portal.accounts.models import AccountEvent


class Command(BaseCommand):
    help = "Delete what was recorded about accounts more than 90 days ago."

    def handle(self, **options):
        count = AccountEvent.objects.prune()
        self.stdout.write(f"Deleted {count} entries.")
