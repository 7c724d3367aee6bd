"""Backing up while the portal runs."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal import VERSION
from portal.backup import archive, engines


def back_up(destination: str | Path) -> int:
    """Write database and images to the archive `destination`. Returns the number of
    images. Raises Refused if it exists, or the database cannot be copied."""
    destination = Path(destination).absolute()
    archive.refuse_existing(destination)
    if not destination.parent.is_dir():
        raise archive.Refused(f"{destination.parent} is no folder. Make it first.")
    with tempfile.TemporaryDirectory(dir=destination.parent) as folder:
        database = Path(folder, archive.DATABASE)
        # First: the images that its pages show are in their folder by then.
        engines.of(connection).dump(connection, database)
        images = list(_images())
        archive.write(destination, _about(), [(archive.DATABASE, database), *images])
    return len(images)


def _about():
    return {
        "portal": VERSION,
        "made": timezone.now().isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "migrations": sorted(MigrationRecorder(connection).applied_migrations()),
    }


def _images():
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield f"{archive.MEDIA}/{path.relative_to(root).as_posix()}", path
