"""Topic files into the portal: all are checked, then they are stored in batches.

A run that was interrupted is continued by the next one.
"""

import logging
from collections import Counter, defaultdict
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import islice

from django.core.exceptions import ValidationError
from tqdm import tqdm

from topics import markup
from topics.content.saving import TOPICS, beside_topics, store
from topics.content.spool import Spool, packed
from topics.content.topic_file import (
    FileRefused,
    TopicFile,
    decode,
    parse,
    refusal,
    with_fences,
)
from topics.content.vocabulary import SECTIONS, SOURCES, TAGS
from topics.models import (
    Alias,
    LoadedEntry,
    Revision,
    Section,
    Source,
    Tag,
    TagAddress,
    Topic,
)
from topics.models.content import clean_content, with_present_tags
from topics.models.markdown import validation_error
from topics.publishing.derivation import Derived
from topics.publishing.links import LinkResolver
from topics.publishing.rebuilding import finish_load

BATCH = 250

logger = logging.getLogger(__name__)


class FolderRefused(ValueError):
    """Some files cannot be used; `problems` says which, where and why."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


class Loading:
    """One run over many files: read(), check(), store() and finish(), in this order.

    `run` is a `map` (see parallel.workers), `bar` makes progress bars as tqdm does. A
    context manager: what was read and checked waits in files that go with it.
    """

    def __init__(self, *, force=False, run=map, bar=None):
        self.force, self.run = force, run
        self.bar = bar or partial(tqdm, disable=True)
        self.counts, self.problems, self.places = Counter(), [], {}
        self.sections = {section.slug: section for section in Section.objects.all()}
        self.tags = frozenset(Tag.objects.values_list("slug", flat=True))
        self.old_tags = TagAddress.objects.present_slugs()
        # What editors deleted, by the keys of files that name it.
        self.deleted = {
            "section": _loaded(SECTIONS, but=self.sections),
            "tags": _loaded(TAGS, but=self.tags | self.old_tags.keys()),
            "sources": _loaded(SOURCES, but=_column(Source, "key")),
        }
        self.resolver = LinkResolver.of_everything()
        self.aliases = dict(Alias.objects.values_list("slug", "topic__slug"))
        self.aliases_of = defaultdict(list)
        for alias, slug in self.aliases.items():
            self.aliases_of[slug].append(alias)

    def __enter__(self):
        # Batches of files, and what is derived from each of them.
        self.files, self.derived = Spool(), Spool()
        return self

    def __exit__(self, *exception):
        self.files.close()
        self.derived.close()

    def read(self, paths):
        """Read the files that are not published as they are; not those of topics
        that editors renamed, merged or deleted."""
        gone = set() if self.force else _gone()
        published, tasks = _published_digests(), []
        for path in paths:
            place = self.places.setdefault(path.stem, path)
            if place is not path:
                reason = f"The slug “{path.stem}” is that of {place}."
                self.problems.append(str(FileRefused(path, 1, reason)))
            elif path.stem in gone:
                self.counts["kept"] += 1
            else:
                tasks.append((path, published.get((path.parent.name, path.stem))))
        with self.bar(total=len(tasks), desc="Reading") as bar:
            for results in self.run(_read, batches(tasks)):
                self.counts["unchanged"] += results.count(None)
                self.problems += [words for words in results if isinstance(words, str)]
                self.take([file for file in results if isinstance(file, TopicFile)])
                bar.update(len(results))

    def take(self, files):
        """Take parsed files as read, less what editors deleted; tags have their present
        slugs."""
        for file in files:
            if file.section in self.deleted["section"]:
                self.counts["kept"] += 1
            elif file.section not in self.sections:
                self._refuse(file, f"There is no section “{file.section}”.")
        files = [
            self._as_editors_left_it(file)
            for file in files
            if file.section in self.sections
        ]
        every = beside_topics(files, self.sections, self.force)
        for each in every:
            if each.what == "loaded":
                slug = each.file.slug
                names = [slug, *each.file.aliases, *self.aliases_of[slug]]
                title = str(each.file.content.get("title", ""))
                self.resolver.expect(names, each.file.section, slug, title)
        self.files.append(packed([(e.file, e.what == "loaded") for e in every]))
        self.counts["read"] += len(files)

    def _as_editors_left_it(self, file):
        content = with_present_tags(file.content, self.old_tags)
        for key in ("tags", "sources"):
            named = content.get(key)
            gone = [n for n in named if n in self.deleted[key]] if named else []
            if gone:
                left = [name for name in named if name not in gone]
                content = {k: v for k, v in {**content, key: left}.items() if v}
                logger.warning(
                    "%s: %s that editors deleted are left out: %s.",
                    *(file.path, key, ", ".join(gone)),
                )
        return replace(file, content=content)

    def check(self):
        """Check what was read and compute all that is derived from it; nothing is
        stored. Raises FolderRefused."""
        self._stop_at_problems()
        tasks = (
            (
                batch,
                self.resolver.narrowed_to(file.content["body"] for file, _ in batch),
            )
            for batch in self.files
        )
        # What a file of the folder was once may be an alias of another now.
        loaded = LoadedEntry.objects.of(TOPICS).keys()
        present = set(_column(Topic, "slug")) - (loaded - self.places.keys())
        with self.bar(total=self.counts["read"], desc="Checking") as bar:
            results = self.run(_derive, tasks)
            for batch, (raw, refused) in zip(self.files, results, strict=True):
                files = [file for file, _is_wanted in batch]
                for each in beside_topics(files, self.sections, self.force):
                    self._check(each, refused.get(each.file.slug), present)
                self.derived.append(raw)
                bar.update(len(batch))
        self._stop_at_problems()

    def _check(self, coming, refused, present):
        file, topic = coming.file, coming.topic
        if topic.section.slug != file.section:
            reason = (
                f"The topic “{file.slug}” is in the section “{topic.section.slug}”."
            )
            self._refuse(file, reason)
            return
        try:
            if topic.pk is None:
                _checked(file, topic.clean_fields, "slug")
            if file.slug in self.aliases:
                _checked(file, topic.clean, "slug")
            for alias in file.aliases:
                self._check_alias(alias, file, present)
            if coming.what == "loaded":
                check_text = partial(_check_text, refused)
                clean = partial(clean_content, file.content, topic, self.tags)
                _checked(file, partial(clean, check_text))
        except FileRefused as problem:
            self.problems.append(str(problem))

    def _check_alias(self, alias, file, present):
        _checked(file, partial(Alias(slug=alias).clean_fields, ["topic"]), "aliases")
        if alias in self.places:
            reason = f"The alias “{alias}” is the slug of {self.places[alias]}."
            self._refuse(file, reason, "aliases")
        elif alias in present or self.aliases.setdefault(alias, file.slug) != file.slug:
            reason = f"The alias “{alias}” is taken by another topic."
            self._refuse(file, reason, "aliases")

    def _refuse(self, file, reason, key=None):
        self.problems.append(str(FileRefused(file.path, file.line(key), reason)))

    def _stop_at_problems(self):
        if self.problems:
            raise FolderRefused(self.problems)

    def store(self):
        """Store what was checked, a batch at a time, and what is derived from all."""
        with self.bar(total=self.counts["read"], desc="Storing") as bar:
            for batch, derived in zip(self.files, self.derived, strict=True):
                files = [file for file, _is_wanted in batch]
                self.counts += store(files, derived, self.sections, self.force)
                bar.update(len(batch))
        finish_load()


def batches(items):
    """Lists of at most BATCH items."""
    items = iter(items)
    while batch := list(islice(items, BATCH)):
        yield batch


def _loaded(file, *, but):
    """The names of what a file, or the folder of topics, gave, without those `but`. A
    list: what is looked for in it may be anything that a file can hold."""
    return sorted(LoadedEntry.objects.of(file).keys() - {*but})


def _column(model, name):
    return model.objects.order_by().values_list(name, flat=True)


def _gone():
    """Slugs of topics that were loaded and that no topic has now."""
    return set(_loaded(TOPICS, but=_column(Topic, "slug")))


def _published_digests():
    """SHA-256 of each file whose content is published and was not edited since, by
    (section, slug): such a file need not be read as YAML, which takes the most time."""
    newest = Revision.objects.latest_of_each_topic().filter(from_file=True)
    rows = newest.filter(live_topic__in=Topic.objects.published()).values_list(
        "topic__section__slug", "topic__slug", "front_matter", "content__body"
    )
    return {
        (section, slug): sha256(f"{with_fences(head)}{body}".encode()).digest()
        for section, slug, head, body in rows.iterator(chunk_size=500)
    }


def _read(tasks):
    """Of each (path, digest of what is published) the TopicFile, None if that is its
    content, or the words of what is wrong."""
    return [_read_one(path, digest) for path, digest in tasks]


def _read_one(path, digest):
    try:
        raw = path.read_bytes()
    except OSError as error:
        return str(FileRefused(path, 1, f"It cannot be read: {error.strerror}."))
    if sha256(raw).digest() == digest:
        return None
    try:
        text = decode(raw, path)
        return parse(text, path=str(path), section=path.parent.name, slug=path.stem)
    except FileRefused as refused:
        return str(refused)


def _derive(task):
    """From a batch of (file, whether it is wanted): {slug: Derived} of the wanted,
    packed, and {slug: ValidationError} of those whose text is refused."""
    batch, resolver = task
    derived, refused = {}, {}
    for file in (file for file, is_wanted in batch if is_wanted):
        try:
            derived[file.slug] = Derived.of(file.content["body"], resolver)
        except markup.SourceRefused as problem:
            refused[file.slug] = validation_error(problem)
    return packed(derived), refused


def _check_text(refused, _body):
    if refused:
        raise refused


def _checked(file, action, key=None):
    try:
        action()
    except ValidationError as error:
        raise refusal(file, error, key) from error
