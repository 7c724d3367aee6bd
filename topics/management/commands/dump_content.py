from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from topics.content.folder import dump_folder


class Command(BaseCommand):
    help = "Write the published content into a fixtures folder, for version control."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=settings.FIXTURE_DIRS[0])

    def handle(self, folder, **options):
        try:
            changed = dump_folder(folder)
        except OSError as error:
            raise CommandError(
                f"{folder} cannot be written: {error.strerror}. Choose another folder."
            ) from error
        self.stdout.write(f"{changed} files changed in {folder}.")
