"""Topics as a zip of the files that `load_content` reads, and back.

Nothing of an archive is ever written to the disk: its files are read into memory, each
and all of them up to a limit, whatever the archive says about their sizes.
"""

import re
import stat
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from topics.content.topic_file import write
from topics.models import Revision

MAX_ARCHIVE_BYTES = 5 * 1024 * 1024
MAX_FILES = 1_000
MAX_FILE_BYTES = 1024 * 1024
MAX_TOTAL_BYTES = 30 * 1024 * 1024
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# `<section>/<slug>.md`, perhaps inside the folder that was packed.
TOPIC_PATH = re.compile(r"(?:.*/)?([a-z0-9-]+)/([a-z0-9-]+)\.md", re.DOTALL)
# What file managers add of their own accord.
_ADDED = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_ENCRYPTED, _NAMED_IN_UTF_8 = 0x1, 0x800
# zipfile raises these for archives that break off or lie about themselves.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),
    *(ValueError, NotImplementedError, IndexError),
)


class ArchiveRefused(ValueError):
    """The archive as a whole cannot be used; the words say why and what to do."""


def pack(topics):
    """The bytes of a zip with the newest version of each of `topics` (a queryset)."""
    newest = Revision.objects.latest_of_each_topic()
    revisions = newest.filter(topic__in=topics.order_by().values("pk"))
    revisions = revisions.select_related("topic__section").order_by("topic__slug")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for revision in revisions.prefetch_related("topic__aliases"):
            topic = revision.topic
            saved = revision.created_at.astimezone(get_current_timezone())
            file = zipfile.ZipInfo(
                f"{topic.section.slug}/{topic.slug}.md", saved.timetuple()[:6]
            )
            file.compress_type = zipfile.ZIP_DEFLATED
            file.external_attr = 0o644 << 16
            aliases = [alias.slug for alias in topic.aliases.all()]
            text = write(revision.content, aliases, revision.front_matter)
            archive.writestr(file, text)
    return buffer.getvalue()


def unpack(raw):
    """[(path, bytes)] of the files in a zip. Raises ArchiveRefused."""
    if len(raw) > MAX_ARCHIVE_BYTES:
        raise ArchiveRefused(
            _("The archive is larger than %(limit)d MB. Upload fewer topics at once.")
            % {"limit": MAX_ARCHIVE_BYTES // 1024 // 1024}
        )
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            files = [file for file in archive.infolist() if _is_meant(file)]
            _check_entries(files)
            return _contents(archive, files)
    except _BROKEN as error:
        # ArchiveRefused is a ValueError too.
        if isinstance(error, ArchiveRefused):
            raise
        raise ArchiveRefused(
            _("This is not a zip archive, or it is damaged. Pack the files again.")
        ) from error


def _name(file):
    """The path of a file as it was meant. Windows may have written backslashes, macOS
    UTF-8 without saying so and accents apart from their letters."""
    name = file.orig_filename
    if not file.flag_bits & _NAMED_IN_UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _is_meant(file):
    name = _name(file)
    return not name.endswith("/") and not _ADDED.search(name)


def _check_entries(files):
    if not files:
        raise ArchiveRefused(_("There are no files in the archive."))
    if len(files) > MAX_FILES:
        raise ArchiveRefused(
            _("There are more than %(limit)d files in the archive.")
            % {"limit": MAX_FILES}
        )
    seen = set()
    for file in files:
        _check_entry(file)
        name = _name(file)
        if name in seen:
            raise ArchiveRefused(
                _("“%(name)s” occurs twice in the archive.") % {"name": name}
            )
        seen.add(name)


def _check_entry(file):
    name = _name(file)
    named = {"name": name}
    # Names are never used as paths here; who sends such ones means no good.
    if ":" in name or {"", ".."} & {*name.split("/")}:
        raise ArchiveRefused(
            _("“%(name)s” would lie outside the archive's own folder. Pack it again.")
            % named
        )
    if stat.S_ISLNK(file.external_attr >> 16):
        raise ArchiveRefused(_("“%(name)s” is a link, not a file.") % named)
    if file.flag_bits & _ENCRYPTED:
        raise ArchiveRefused(_("“%(name)s” has a password. Pack it without.") % named)
    if file.compress_type not in METHODS:
        raise ArchiveRefused(
            _("“%(name)s” is packed in a way that is not read here. Use plain zip.")
            % named
        )


def _contents(archive, files):
    contents, total = [], 0
    for file in files:
        with archive.open(file) as stream:
            # What the archive says of sizes may be a lie: reading stops by itself.
            raw = stream.read(MAX_FILE_BYTES + 1)
        total += len(raw)
        if len(raw) > MAX_FILE_BYTES or total > MAX_TOTAL_BYTES:
            raise ArchiveRefused(
                _(
                    "Unpacked, “%(name)s” is larger than a topic can be, or the "
                    "archive as a whole is larger than %(limit)d MB. It was not read."
                )
                % {"name": _name(file), "limit": MAX_TOTAL_BYTES // 1024 // 1024}
            )
        contents.append((_name(file), raw))
    return contents
