"""A folder of fixtures and the database: loading one, writing the other."""

from collections import Counter
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from topics.content import vocabulary
from topics.content.images import dump_images, load_images
from topics.content.markdown_format import topic_text
from topics.content.saving import save_topic
from topics.content.topic_file import FileRefused, decode, parse
from topics.models import (
    Constellation,
    LoadedEntry,
    Neighbourhood,
    Revision,
    Section,
    Topic,
)
from topics.models.change import Change

TOPICS = "topics"


class FolderRefused(ValueError):
    """Some files cannot be used; `problems` says which, where and why."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


def load_folder(folder, *, force=False, progress=iter):
    """Load everything in a folder, or nothing.

    What editors changed, renamed, withdrew or deleted since it was loaded is left as
    it is, except with `force`.

    Gives back a Counter of outcomes (`loaded`, `unchanged`, `kept`) and of `sections`,
    `tags`, `sources` and `images` changed. Raises FolderRefused with all that is wrong.
    """
    folder = Path(folder)
    unchanged, kept, topic_files = _parse_all(folder, force)
    with transaction.atomic():
        try:
            counts = Counter(
                sections=vocabulary.load_sections(folder, force=force),
                tags=vocabulary.load_tags(folder, force=force),
                sources=vocabulary.load_sources(folder, force=force),
                images=load_images(folder, force=force),
                unchanged=unchanged,
                kept=kept,
            )
        except FileRefused as refused:
            raise FolderRefused([str(refused)]) from refused
        slugs = [topic_file.slug for topic_file in topic_files]
        with Change.of_slugs(slugs):
            outcomes = _save_all(topic_files, force, progress)
            loaded = [o.topic.pk for o in outcomes if o.what == "loaded"]
            Topic.objects.filter(pk__in=loaded).derive()
        counts.update(outcome.what for outcome in outcomes)
        LoadedEntry.objects.record(TOPICS, {f.slug: "" for f in topic_files})
        # A portal that was set up before there were pictures has none yet.
        if loaded or not Constellation.objects.exists():
            Neighbourhood.objects.redraw()
        if counts["sections"]:
            Section.objects.all().render()
    return counts


def _parse_all(folder, force):
    """How many files are published as they stand, how many are of topics that editors
    renamed, merged or deleted, and the others as TopicFiles."""
    paths = sorted(folder.glob("*/*.md"))
    known = folder / vocabulary.SECTIONS
    if not paths and not known.exists():
        raise FolderRefused(
            [f"{folder}: There are no fixtures here: no sections.yaml, no topic."]
        )
    unchanged, kept, topic_files, problems, places = 0, 0, [], [], {}
    gone = set() if force else _gone()
    published = _published_digests()
    for path in paths:
        try:
            if path.stem in places:
                raise FileRefused(
                    path, 1, f"The slug “{path.stem}” is that of {places[path.stem]}."
                )
            places[path.stem] = path
            raw = path.read_bytes()
            section, slug = path.parent.name, path.stem
            if sha256(raw).digest() == published.get((section, slug)):
                unchanged += 1
                continue
            if slug in gone:
                kept += 1
                continue
            text = decode(raw, path)
            topic_files.append(parse(text, path=str(path), section=section, slug=slug))
        except FileRefused as refused:
            problems.append(str(refused))
    problems += _aliases_of_others(topic_files, places)
    if problems:
        raise FolderRefused(problems)
    return unchanged, kept, topic_files


def _gone():
    """Slugs of topics that were loaded and that no topic has now."""
    present = set(Topic.objects.order_by().values_list("slug", flat=True))
    return set(LoadedEntry.objects.of(TOPICS)) - present


def _published_digests():
    """SHA-256 of each file whose content is published and was not edited since, by
    (section, slug): such a file need not be read as YAML, which takes the most time."""
    newest = Revision.objects.latest_of_each_topic().filter(from_file=True)
    rows = newest.filter(live_topic__in=Topic.objects.published()).values_list(
        "topic__section__slug", "topic__slug", "front_matter", "content__body"
    )
    return {
        (section, slug): sha256(f"---\n{head}---\n{body}".encode()).digest()
        for section, slug, head, body in rows.iterator(chunk_size=500)
    }


def _aliases_of_others(topic_files, places):
    for topic_file in topic_files:
        for alias in topic_file.aliases:
            if alias in places:
                yield (
                    f"{topic_file.path}:{topic_file.line('aliases')}: The alias "
                    f"“{alias}” is the slug of {places[alias]}."
                )


def _save_all(topic_files, force, progress):
    sections = {section.slug: section for section in Section.objects.all()}
    outcomes, problems = [], []
    for topic_file in progress(topic_files):
        section = sections.get(topic_file.section)
        try:
            if section is None:
                raise FileRefused(
                    topic_file.path, 1, f"There is no section “{topic_file.section}”."
                )
            with transaction.atomic():
                outcomes.append(
                    save_topic(topic_file, section, force=force, derive_now=False)
                )
        except FileRefused as refused:
            problems.append(str(refused))
    if problems:
        raise FolderRefused(problems)
    return outcomes


def dump_folder(folder):
    """Write all that is published into a folder; gives back how many files changed.

    A file whose content did not change keeps its bytes.
    """
    folder, changed = Path(folder), 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, dump in vocabulary.DUMPS.items():
        changed += _write(folder / name, dump().encode())
    for name, raw in dump_images():
        (folder / name).parent.mkdir(exist_ok=True)
        changed += _write(folder / name, raw)
    topics = Topic.objects.published().select_related("section", "published_revision")
    for topic in topics.prefetch_related("aliases"):
        path = folder / topic.section.slug / f"{topic.slug}.md"
        path.parent.mkdir(exist_ok=True)
        changed += _write(path, topic_text(topic).encode())
    return changed


def _write(path, raw):
    if path.exists() and path.read_bytes() == raw:
        return 0
    path.write_bytes(raw)
    return 1
