"""`make run`: prepare everything on this machine, then serve.

Usage: python -m portal.serve [--port 8000] [--dev]
"""

import argparse
import errno
import os
import secrets
import sys
from pathlib import Path

from portal.server import claim

VAR_DIR = Path(__file__).resolve().parent.parent / "var"


def main():
    parser = argparse.ArgumentParser(description="Prepare and serve the portal.")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--dev", action="store_true", help="serve for development")
    options = parser.parse_args()
    port = usable_port(options.port)
    keep_private(VAR_DIR)
    if options.dev:
        os.environ["DEBUG"] = "1"
    keep_secret_key(VAR_DIR / "secret_key")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    prepare()
    site = f"http://127.0.0.1:{port}"
    print(f"\nPortal: {site}/\nAdmin:  {site}/admin/\nStop with Ctrl-C.", flush=True)
    if options.dev:
        develop(port)
    serve(port)


def usable_port(written: str) -> int:
    """The port as a number. Ends the program with a sentence if it cannot be used."""
    if not written.isdecimal() or not 1 <= int(written) <= 65535:
        sys.exit(f"PORT is {written!r}; set it to a number from 1 to 65535.")
    port = int(written)
    try:
        claim("127.0.0.1", port).close()
    except OSError as error:
        sys.exit(
            f"Port {port} cannot be used ({error.strerror}). Choose another: "
            f"make run PORT={port + 1 if port < 65535 else 8000}"
        )
    return port


def keep_private(folder: Path) -> None:
    """Make the folder, and whatever is made from now on, for its owner only. Ends the
    program with a sentence where that is impossible."""
    os.umask(0o077)
    try:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        if error.errno == errno.EROFS:
            # Nothing can be made there: what it has can be shown.
            return
        sys.exit(
            f"{folder} cannot be made private ({error.strerror}). Let this user write "
            "there."
        )


def keep_secret_key(path: Path) -> None:
    """Make a key in the file, for its owner only, unless there is one."""
    if os.environ.get("SECRET_KEY"):
        return
    try:
        if path.exists():
            return
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    except OSError as error:
        sys.exit(
            f"{path} cannot be written ({error.strerror}). Let this user write there, "
            "or set SECRET_KEY."
        )


def prepare() -> None:
    """Migrate, load the content, collect static files, make the first account. Ends the
    program with a sentence if that is impossible."""
    import django
    from django.conf import settings
    from django.core.management import CommandError, call_command

    from portal.failures import FAILURES, sentence

    try:
        django.setup()
        if is_read_only():
            print("The database can only be read: pages are shown, nothing is loaded.")
            return
        # Its checks tell what no table can be made for.
        call_command("migrate", verbosity=0, skip_checks=False)
        call_command("load_content")
        if not (settings.DEBUG or static_files_are_collected()):
            call_command("collectstatic", interactive=False, verbosity=0)
        call_command("create_first_editor")
    except CommandError as error:
        sys.exit(f"The portal cannot start: {error}")
    except FAILURES as error:
        sys.exit(sentence(error))


def is_read_only() -> bool:
    """Whether SQLite's file, its folder or the file system is only for reading."""
    from django.db import OperationalError, connection, transaction

    from portal.databases.sqlite.base import cannot_write

    if connection.vendor != "sqlite":
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("PRAGMA user_version = 0")
            transaction.set_rollback(True)
    except OperationalError as error:
        return cannot_write(error.__cause__)
    return False


def static_files_are_collected() -> bool:
    """Whether no static file is newer than the collected ones (hashing and
    compressing them takes seconds)."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    manifest = settings.STATIC_ROOT / "staticfiles.json"
    return manifest.exists() and all(
        os.stat(storage.path(path)).st_mtime <= manifest.stat().st_mtime
        for finder in get_finders()
        for path, storage in finder.list([])
    )


def develop(port: int) -> None:
    """Replace this process by Django's development server, which reloads what
    changes."""
    command = [sys.executable, "manage.py", "runserver", str(port)]
    os.execv(sys.executable, command)  # noqa: S606 (nothing here is typed by a user)


def serve(port: int) -> None:
    """Replace this process by the application server, which then gets the signals."""
    command = [sys.executable, "-m", "portal.server", "--port", str(port)]
    os.execv(sys.executable, command)  # noqa: S606 (nothing here is typed by a user)


if __name__ == "__main__":
    main()
