"""One archive of all that cannot be made again: the database and the images. Nobody is
signed in where it is restored.

A backup is a tar archive of `database`, the files under `media/`, and `manifest.json`:
version, date, engine, applied migrations, and the SHA-256 of each of the others.
"""

from portal.backup.archive import Refused
from portal.backup.making import back_up
from portal.backup.restoring import restore

__all__ = ["Refused", "back_up", "restore"]
