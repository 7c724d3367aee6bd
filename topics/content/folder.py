"""A folder of fixtures and the database: loading one, writing the other."""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from django.db import transaction

from topics.content import vocabulary
from topics.content.images import dump_images, load_images
from topics.content.loading import FolderRefused, Loading
from topics.content.markdown_format import topic_text
from topics.content.parallel import workers
from topics.content.topic_file import FileRefused
from topics.models import Topic
from topics.publishing import invalidating

# How the names of Markdown files end, `.md` among them.
TEXTS = {".md", ".markdown", ".mdown"}


def load_folder(folder, *, force=False, bar=None):
    """Load everything in a folder, or nothing if a file of it cannot be used.

    What editors changed, renamed, withdrew or deleted since it was loaded is left as
    it is, except with `force`. `bar` makes progress bars as tqdm does.

    Returns a Counter of outcomes (`loaded`, `unchanged`, `kept`) and of `sections`,
    `tags`, `sources` and `images` changed. Raises FolderRefused with all that is wrong.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FolderRefused([f"{folder}: There is no such folder."])
    paths = _topic_paths(folder)
    if not paths and not (folder / vocabulary.SECTIONS).exists():
        raise FolderRefused(
            [f"{folder}: There are no fixtures here: no sections.yaml, no topic."]
        )
    with workers(len(paths)) as run, ExitStack() as stack:
        # Topics name what the other files define: nothing of either is kept if a
        # file is bad.
        with transaction.atomic():
            with invalidating():
                counts = _load_definitions(folder, force)
            loading = stack.enter_context(Loading(force=force, run=run, bar=bar))
            loading.read(paths)
            loading.check()
        loading.store()
    # Now that no page of the folder carries them any more.
    vocabulary.merge_replaced_tags(folder, force=force)
    return counts + loading.counts


def _topic_paths(folder):
    """The paths of the topics in a folder. Raises FolderRefused for those that look
    like topics and would not be found by their names."""
    texts = [
        path
        for path in sorted(folder.glob("*/**/*"))
        # macOS and some editors lay files beside others whose names begin with a dot.
        if path.suffix.lower() in TEXTS and not path.name.startswith(".")
    ]
    found = set(folder.glob("*/*.md"))
    if odd := [path for path in texts if path not in found]:
        reason = "The name of a topic's file must be <section>/<slug>.md."
        raise FolderRefused([str(FileRefused(path, 1, reason)) for path in odd])
    return texts


def _load_definitions(folder, force):
    try:
        return Counter(
            sections=vocabulary.load_sections(folder, force=force),
            tags=vocabulary.load_tags(folder, force=force),
            sources=vocabulary.load_sources(folder, force=force),
            images=load_images(folder, force=force),
        )
    except FileRefused as refused:
        raise FolderRefused([str(refused)]) from refused


def dump_folder(folder):
    """Write all that is published into a folder; returns how many files changed.

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
