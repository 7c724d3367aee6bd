"""Zip archives of topics: what is packed, and what is refused before it is read."""

import stat
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_topic
from topics.content import archive
from topics.content.archive import ArchiveRefused, pack, unpack
from topics.models import Topic

FILE = ("role/one.md", b"---\ntitle: One\n---\nText.\n")


def zipped(*files, **changes):
    """The bytes of a zip; `changes` are set on each entry."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in files:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for key, value in changes.items():
                setattr(entry, key, value)
            packed.writestr(entry, raw)
    return buffer.getvalue()


def test_packed_topics_are_unpacked_again(db):
    make_topic("one", "role", body="[[two]]\n")
    make_topic("two", "law").aliases.create(slug="old-two")

    files = dict(unpack(pack(Topic.objects.all())))

    assert set(files) == {"role/one.md", "law/two.md"}
    assert files["role/one.md"].endswith(b"---\n[[two]]\n")
    assert b"aliases: [old-two]" in files["law/two.md"]


def test_same_topics_make_the_same_bytes(db):
    make_topic("one"), make_topic("two")

    assert pack(Topic.objects.all()) == pack(Topic.objects.order_by("-pk"))


def test_what_file_managers_add_is_left_out():
    raw = zipped(
        *(FILE, ("__MACOSX/role/._one.md", b"x"), (".DS_Store", b"x"), ("role/", b"")),
        *(("role/._one.md", b"x"), ("role\\Thumbs.db", b"x")),
    )

    assert unpack(raw) == [FILE]


def written_in(encoding, name):
    """A zip whose entry's name is in an encoding of which the zip says nothing."""
    raw = name.encode(encoding)
    stand_in = "x" * len(raw)
    return zipped((stand_in, b"x")).replace(stand_in.encode(), raw)


def test_backslashes_of_windows_part_folders():
    raw = zipped(("pack\\role\\", b""), ("pack\\role\\one.md", FILE[1]))

    assert unpack(raw) == [(f"pack/{FILE[0]}", FILE[1])]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Übung/role/é.md"),
        ("utf-8", "U\u0308bung/role/e\u0301.md"),
        ("cp437", "Übung/role/é.md"),
    ],
)
def test_name_is_read_as_it_was_meant(encoding, name):
    assert unpack(written_in(encoding, name)) == [("Übung/role/é.md", b"x")]


def test_name_in_another_encoding_does_no_harm():
    [(name, _raw)] = unpack(written_in("cp850", "Ópera/role/one.md"))

    assert name.endswith("/role/one.md")


@pytest.mark.parametrize("other", ["role\\one.md", "role/one.md"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_name_that_is_the_same_when_read_is_refused(other):
    with pytest.raises(ArchiveRefused, match="twice"):
        unpack(zipped(FILE, (other, b"x")))


@pytest.mark.parametrize(
    "name",
    [
        "../one.md",
        "role/../../one.md",
        "/etc/one.md",
        "..\\..\\one.md",
        "\\role\\one.md",
        "role\\..\\..\\one.md",
        "C:/role/one.md",
        "role//one.md",
    ],
)
def test_path_that_leads_outside_is_refused(name):
    with pytest.raises(ArchiveRefused, match="outside"):
        unpack(zipped(FILE, (name, b"x")))


def test_link_is_refused():
    with pytest.raises(ArchiveRefused, match="link"):
        unpack(zipped(FILE, external_attr=(stat.S_IFLNK | 0o777) << 16))


def test_file_with_a_password_is_refused():
    raw = bytearray(zipped(FILE))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + place] |= 1

    with pytest.raises(ArchiveRefused, match="password"):
        unpack(bytes(raw))


def test_unusual_packing_is_refused():
    with pytest.raises(ArchiveRefused, match="plain zip"):
        unpack(zipped(FILE, compress_type=zipfile.ZIP_BZIP2))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_name_that_stands_twice_is_refused():
    with pytest.raises(ArchiveRefused, match="twice"):
        unpack(zipped(FILE, FILE))


def test_file_that_unpacks_to_too_much_is_refused_unread():
    bomb = zipped(("role/bomb.md", b"\0" * 40_000_000))
    assert len(bomb) < 50_000

    with pytest.raises(ArchiveRefused, match="larger than a topic can be"):
        unpack(bomb)


def test_many_files_that_together_are_too_much_are_refused():
    raw = zipped(*((f"role/f-{n}.md", b"\0" * 1_000_000) for n in range(35)))

    with pytest.raises(ArchiveRefused, match="larger than 30 MB"):
        unpack(raw)


def test_size_that_is_a_lie_is_found_out():
    honest = b"\0" * 2_000_000
    raw = bytearray(zipped(("role/bomb.md", honest)))
    small = (10).to_bytes(4, "little")
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = raw.index(signature) + place
        raw[start : start + 4] = small

    with pytest.raises(ArchiveRefused):
        unpack(bytes(raw))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "not a zip"),
        (b"PK\x03\x04 and no more", "not a zip"),
        (zipped(), "no files"),
        (zipped(("role/", b"")), "no files"),
        (b"x" * (archive.MAX_ARCHIVE_BYTES + 1), "larger than 5 MB"),
        (
            zipped(*((f"role/f-{n}.md", b"") for n in range(archive.MAX_FILES + 1))),
            "more than 1000 files",
        ),
    ],
)
def test_what_is_no_archive_of_topics_is_refused(raw, words):
    with pytest.raises(ArchiveRefused, match=words):
        unpack(raw)


SOUND = zipped(FILE, ("role/two.md", b"words " * 500))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.integers(0, len(SOUND) - 1), st.integers(0, 255), max_size=4))
def test_damaged_archive_is_refused_or_read_but_never_an_error(damage):
    raw = bytearray(SOUND)
    for place, byte in damage.items():
        raw[place] = byte

    with suppress(ArchiveRefused):
        unpack(bytes(raw))
