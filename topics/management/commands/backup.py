from django.core.management.base import BaseCommand, CommandError

from portal.backup import Refused, back_up
from portal.failures import FAILURES, sentence


class Command(BaseCommand):
    help = "Write the database and all images to one archive, while the portal runs."

    def add_arguments(self, parser):
        parser.add_argument("destination", help="the archive to make, as backup.tar")

    def handle(self, destination, **options):
        try:
            images = back_up(destination)
        except Refused as refused:
            raise CommandError(f"{refused} Nothing was written.") from refused
        except FAILURES as error:
            raise CommandError(f"{sentence(error)} Nothing was written.") from error
        self.stdout.write(f"Backed up the database and {images} images.")
