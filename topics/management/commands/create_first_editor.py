import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Create an administrator with a random password if there is no user yet."

    def handle(self, **options):
        users = get_user_model().objects
        if users.exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("editor", password=password)
        self.stdout.write(f"First account: user “editor”, password “{password}”.")
        self.stdout.write("It is shown only now; change it after signing in.")
