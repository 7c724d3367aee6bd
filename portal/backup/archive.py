"""The tar archive: written complete or not at all, checked before it is used."""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media"
FORMAT = 1


class Refused(Exception):
    """Why a backup or restore is impossible, and what to do, for the operator."""


def write(destination: Path, about: dict, files: Iterable[tuple[str, Path]]) -> None:
    """Make the archive `destination` of `files`, each a name and a path. The manifest
    holds `about` and their checksums. Raises Refused if `destination` exists."""
    # In the same folder, so that the rename cannot fail half-way; readable to its owner
    # only, because the database holds the hashes of passwords.
    handle, part = tempfile.mkstemp(".part", destination.name, destination.parent)
    try:
        with open(handle, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w") as tar:
                checksums = {name: _add(tar, name, path) for name, path in files}
                manifest = {"format": FORMAT, **about, "files": checksums}
                _add_manifest(tar, json.dumps(manifest, indent=1).encode())
            stream.flush()
            os.fsync(stream.fileno())
        refuse_existing(destination)
        os.rename(part, destination)
    except BaseException:
        os.unlink(part)
        raise


def refuse_existing(destination: Path) -> None:
    """Raise Refused if something has that name already."""
    if destination.exists():
        raise Refused(f"{destination} exists already. Choose another name.")


def _add(tar, name, path):
    with open(path, "rb") as file:
        reader = _Digesting(file)
        tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), reader)
    return reader.sha256.hexdigest()


def _add_manifest(tar, content):
    member = tarfile.TarInfo(MANIFEST)
    member.size = len(content)
    tar.addfile(member, BytesIO(content))


class _Digesting:
    """Reads a file and hashes what it read, so that the checksum is of exactly what the
    archive holds."""

    def __init__(self, file):
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size):
        chunk = self.file.read(size)
        self.sha256.update(chunk)
        return chunk


@contextmanager
def opened(source: str | Path) -> Iterator[tuple[tarfile.TarFile, dict]]:
    """Open an archive whose members agree with its manifest: the archive, the manifest.
    Raises Refused with the name of what is damaged."""
    if not Path(source).is_file():
        raise Refused(f"{source} is no file. Name an archive that `backup` made.")
    with open(source, "rb") as stream:
        try:
            tar = tarfile.TarFile(fileobj=stream)
            manifest = _checked_manifest(tar, source)
        except tarfile.TarError as error:
            raise Refused(
                f"{source} is no complete archive ({error}). Take another backup."
            ) from error
        yield tar, manifest


def _checked_manifest(tar: tarfile.TarFile, source: str | Path) -> dict:
    members = {member.name: member for member in tar.getmembers()}
    manifest = _manifest(tar, members, source)
    checksums = manifest["files"]
    for name in {**checksums, **members}:
        if name != MANIFEST and _sha256(tar, members.get(name)) != checksums.get(name):
            raise Refused(
                f"{name} in {source} is damaged: it differs from the manifest. Take "
                "another backup."
            )
    return manifest


def _manifest(
    tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo], source: str | Path
) -> dict:
    if not members:
        raise Refused(f"{source} is no complete archive (empty). Take another backup.")
    if MANIFEST not in members:
        raise Refused(
            f"{source} is damaged after {list(members)[-1]}: {MANIFEST} cannot be "
            "reached. Take another backup."
        )
    try:
        manifest = json.loads(tar.extractfile(members[MANIFEST]).read())
        made_as = manifest["format"]
        if made_as == FORMAT:
            _check_shape(manifest)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(
            f"{MANIFEST} in {source} is damaged. Take another backup."
        ) from error
    if made_as != FORMAT:
        raise Refused(
            f"{source} has format {made_as}, this portal reads {FORMAT}. "
            "Restore it with the version that made it."
        )
    return manifest


def _check_shape(manifest: dict) -> None:
    """Raise ValueError, KeyError, TypeError or AttributeError for a manifest that
    `back_up` cannot have written."""
    for name in ("portal", "made", "engine"):
        manifest[name].encode()
    for app, migration in manifest["migrations"]:
        app.encode(), migration.encode()
    others = {**manifest["files"]}
    others.pop(DATABASE)
    for name in others:
        if Path(name).relative_to(MEDIA) == Path():
            raise ValueError(name)


def _sha256(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> str:
    """The checksum of a member, an empty string if it is missing or not a file."""
    if member is None or not member.isfile():
        return ""
    return hashlib.file_digest(tar.extractfile(member), "sha256").hexdigest()


def extract(tar: tarfile.TarFile, name: str, path: Path) -> None:
    """Write a member to `path`, complete or not at all."""
    part = Path(f"{path}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    with tar.extractfile(name) as member, open(part, "wb") as file:
        shutil.copyfileobj(member, file)
    os.replace(part, path)
