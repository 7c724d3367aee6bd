from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS

from portal.backup import Refused, restore


class Command(BaseCommand):
    help = "Put back the database and the images of an archive that `backup` made."

    def add_arguments(self, parser):
        parser.add_argument("source", help="the archive")
        parser.add_argument(
            "--force",
            action="store_true",
            help="Replace all that the database holds now.",
        )

    def handle(self, source, force, **options):
        # Before anything is replaced.
        self.check(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
        try:
            manifest = restore(source, force=force)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Restored the backup of {manifest['made']} (portal {manifest['portal']}): "
            f"the database and {len(manifest['files']) - 1} images."
        )
