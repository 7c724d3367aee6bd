from functools import partial

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.failures import sentence
from topics.content.folder import FolderRefused, load_folder


class Command(BaseCommand):
    help = "Load or update everything in a fixtures folder; all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=settings.FIXTURE_DIRS[0])
        parser.add_argument(
            "--force",
            action="store_true",
            help="Publish the files also over topics that were edited since.",
        )

    def handle(self, folder, force, verbosity, **options):
        # disable=None: no bar where the output is not a terminal.
        hidden = True if verbosity == 0 else None
        try:
            counts = load_folder(
                folder,
                force=force,
                bar=partial(tqdm, unit=" topics", disable=hidden, leave=False),
            )
        except FolderRefused as refused:
            raise CommandError(
                f"{refused}\nNothing was loaded. Fix the files and load again."
            ) from refused
        except OSError as error:
            raise CommandError(
                f"{sentence(error)} Let this user read the files, then load again."
            ) from error
        self.stdout.write(
            "Topics: {loaded} loaded, {unchanged} unchanged, {kept} kept as edited. "
            "Changed: {sections} sections, {tags} tags, {sources} sources, "
            "{images} images.".format_map(counts)
        )
