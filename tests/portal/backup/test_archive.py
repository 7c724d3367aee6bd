"""Whatever is wrong with an archive is answered with a sentence."""

import io
import json
import random
import tarfile

import pytest

from portal.backup import archive
from portal.backup.archive import Refused

GOOD = {
    "portal": "1.0",
    "made": "2026-11-20T10:00:00+00:00",
    "engine": "sqlite",
    "migrations": [["topics", "0001_initial"]],
}


@pytest.fixture
def made(tmp_path):
    """The bytes of a sound archive."""
    for name in ("database", "image"):
        (tmp_path / name).write_bytes(name.encode() * 200)
    path = tmp_path / "sound.tar"
    files = [("database", tmp_path / "database"), ("media/a.webp", tmp_path / "image")]
    archive.write(path, GOOD, files)
    return path.read_bytes()


def opened(tmp_path, raw):
    path = tmp_path / "tried.tar"
    path.write_bytes(raw)
    with archive.opened(path) as (_tar, manifest):
        return manifest


def with_manifest(made, change):
    """The archive with what `change` makes of the text of its manifest."""
    buffer = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(made)) as old,
        tarfile.open(fileobj=buffer, mode="w") as new,
    ):
        for member in old.getmembers():
            raw = old.extractfile(member).read()
            if member.name == archive.MANIFEST:
                raw = change(raw)
                member.size = len(raw)
            new.addfile(member, io.BytesIO(raw))
    return buffer.getvalue()


def without(key):
    return lambda raw: json.dumps(
        {name: value for name, value in json.loads(raw).items() if name != key}
    ).encode()


def having(**values):
    return lambda raw: json.dumps({**json.loads(raw), **values}).encode()


CHANGES = {
    **{f"without {key}": without(key) for key in (*GOOD, "format", "files")},
    **{f"{key} of another kind": having(**{key: 7}) for key in (*GOOD, "files")},
    "a migration without a name": having(migrations=[["topics"]]),
    "files of nothing": having(files={}),
    "empty": lambda raw: b"",
    "no mapping": lambda raw: b"[]",
    "nested without end": lambda raw: b"[" * 100_000,
    "no text": lambda raw: b"\xff\xfe",
    "cut off": lambda raw: raw[:-20],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_manifest_of_another_shape_is_refused(tmp_path, made, change):
    with pytest.raises(Refused, match="Take another backup"):
        opened(tmp_path, with_manifest(made, change))


def test_manifest_of_a_later_format_is_refused_as_such(tmp_path, made):
    with pytest.raises(Refused, match="has format 2, this portal reads 1"):
        opened(tmp_path, with_manifest(made, having(format=2, files=[])))


@pytest.mark.parametrize("kind", [tarfile.DIRTYPE, tarfile.SYMTYPE])
def test_manifest_that_is_no_file_is_refused(tmp_path, kind):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        member = tarfile.TarInfo(archive.MANIFEST)
        member.type = kind
        tar.addfile(member)

    with pytest.raises(Refused):
        opened(tmp_path, buffer.getvalue())


def test_archive_with_any_byte_changed_is_sound_or_refused(tmp_path, made):
    chance, outcomes = random.Random(7), set()  # noqa: S311
    for _ in range(300):
        raw = bytearray(made)
        place = chance.randrange(len(raw))
        if chance.random() < 0.7:
            raw[place] = chance.randrange(256)
        else:
            del raw[place : place + chance.randrange(600)]
        try:
            outcomes.add(opened(tmp_path, raw)["engine"])
        except Refused:
            outcomes.add("refused")

    assert "refused" in outcomes
