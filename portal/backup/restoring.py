"""Restoring an archive."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from portal.backup import archive, engines, transient


def restore(source: str | Path, *, force: bool = False) -> dict:
    """Replace database and images by those of the archive `source`, then migrate. With
    `force` the database may have tables. Returns the archive's manifest. Raises Refused
    if the archive or the database does not fit; then nothing was changed."""
    with archive.opened(source) as (tar, manifest):
        _refuse_what_does_not_fit(manifest, source)
        if not force:
            _refuse_full_database()
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder, archive.DATABASE)
            archive.extract(tar, archive.DATABASE, database)
            # Images first: named by their content, they are harmless if the database
            # then fails.
            _extract_images(tar, manifest)
            engines.of(connection).restore(connection, database)
    connection.close()
    call_command("migrate", verbosity=0)
    transient.forget()
    return manifest


def _refuse_what_does_not_fit(manifest, source):
    if manifest["engine"] != connection.vendor:
        raise archive.Refused(
            f"{source} holds a database of {manifest['engine']}, but DATABASE_URL "
            f"names one of {connection.vendor}. Set it to a {manifest['engine']} one."
        )
    known = MigrationLoader(None).disk_migrations
    for app, name in manifest["migrations"]:
        if (app, name) not in known:
            raise archive.Refused(
                f"{source} was made by portal {manifest['portal']}, which is newer: "
                f"{app}.{name} is unknown here. Install that version first."
            )


def _refuse_full_database():
    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        raise archive.Refused(
            f"The database cannot be read ({error}). Move it away or repair it first."
        ) from error
    if tables:
        raise archive.Refused(
            f"The database has {len(tables)} tables already. Name an empty one in "
            "DATABASE_URL, or replace all that is in this one with --force."
        )


def _extract_images(tar, manifest):
    root = Path(settings.MEDIA_ROOT).resolve()
    for name in manifest["files"]:
        if name == archive.DATABASE:
            continue
        path = (root / Path(name).relative_to(archive.MEDIA)).resolve()
        if not path.is_relative_to(root):
            raise archive.Refused(f"{name} would be written outside of {root}.")
        archive.extract(tar, name, path)
