"""Sections, tags and sources: `sections.yaml`, `tags.yaml`, `sources.json`."""

import json

from django.core.exceptions import ValidationError

from topics import citing, publishing
from topics.content.topic_file import (
    FileRefused,
    decode,
    parse_yaml,
    plain_lines,
    write_yaml,
)
from topics.models import LoadedEntry, Section, Source, Tag, TagAddress, TagAlias
from topics.models.loaded_entry import digest_of
from topics.models.profiles.country_row import alpha2

SECTIONS, TAGS, SOURCES = "sections.yaml", "tags.yaml", "sources.json"
SECTION_KEYS = (
    *("slug", "title", "position", "profile", "other_profile"),
    *("summary", "introduction"),
)
TAG_KEYS = (
    *("slug", "name", "facet", "definition", "country"),
    *("old_slugs", "aliases", "broader", "related"),
)


def load_sections(folder, *, force=False):
    """Create or update the sections of a folder; returns how many changed.

    One that an editor changed or deleted is left alone, except with `force`.
    """
    path, changed, digests = folder / SECTIONS, 0, {}
    present = Section.objects.in_bulk(field_name="slug")
    now = {slug: digest_of(_section_entry(row)) for slug, row in present.items()}
    edited = set() if force else edited_since_loading(SECTIONS, now)
    for entry, line in read_entries(path, SECTION_KEYS, ("slug", "title", "summary")):
        if entry["slug"] in edited:
            continue
        section = present.get(entry["slug"]) or Section(slug=entry["slug"])
        columns = {"profile": "", "other_profile": "", "introduction": "", **entry}
        changed += _update(section, columns, path, line)
        digests[section.slug] = digest_of(_section_entry(section))
    LoadedEntry.objects.record(SECTIONS, digests)
    return changed


def edited_since_loading(file, present):
    """The names of what a file gave and that has changed or gone since.
    `present` maps the name of each row to the digest of its entry."""
    loaded = LoadedEntry.objects.of(file)
    return {name for name, digest in loaded.items() if present.get(name) != digest}


def _section_entry(section):
    entry = {key: str(getattr(section, key)) for key in SECTION_KEYS}
    # What was loaded before there was the column has a digest without it.
    return {k: text for k, text in entry.items() if text or k != "other_profile"}


def dump_sections():
    return write_yaml(
        [_filled(_section_entry(section)) for section in Section.objects.all()]
    )


def load_tags(folder, *, force=False):
    """Create or update the tags of a folder; returns how many changed.

    A tag that an editor changed or deleted is left alone, except with `force`; one
    that was merged into another stays merged.
    """
    path = folder / TAGS
    entries = read_entries(path, TAG_KEYS, ("slug", "name", "facet", "definition"))
    merged = {row.slug: row.tag for row in TagAddress.objects.select_related("tag")}
    tags = Tag.objects.in_bulk(field_name="slug") | merged
    kept = merged.keys() | (set() if force else _edited_tags(tags))
    _check_named_tags(entries, tags.keys() | kept, path)
    loaded = [(entry, line) for entry, line in entries if entry["slug"] not in kept]
    changed = _free_aliases([entry for entry, _line in loaded])
    for entry, line in loaded:
        tag = tags.setdefault(entry["slug"], Tag(slug=entry["slug"]))
        if _store_tag(tag, entry, path, line):
            changed.add(tag.slug)
        _store_old_slugs(tag, entry, path, line)
    changed |= _store_relations(loaded, tags, path)
    # A tag itself says whether it was edited.
    LoadedEntry.objects.record(TAGS, {entry["slug"]: "" for entry, _line in loaded})
    return len(changed)


def merge_replaced_tags(folder, *, force=False):
    """Merge each tag that was loaded before, and that another one replaces by now
    (`old_slugs`), into that: pages and drafts that still carry it get the other. One
    that an editor changed stays, except with `force`."""
    for entry, _line in read_entries(folder / TAGS, TAG_KEYS, ()):
        replaced = _replaced(Tag.objects.all(), [entry], force=force)
        for tag in replaced:
            target = Tag.objects.get(slug=entry["slug"])
            publishing.merge_tags(tag, target, author=None, keep_name=False)
            # As loaded: the file says the same.
            Tag.objects.filter(pk=target.pk).update(is_edited=False)


def _replaced(tags, entries, *, force=False):
    slugs = [slug for entry in entries for slug in entry.get("old_slugs", [])]
    replaced = tags.filter(slug__in=slugs)
    return replaced if force else replaced.filter(is_edited=False)


def _free_aliases(entries):
    """Delete other names that tags of these entries, and those they replace, no longer
    have, so that others can take them; returns the slugs of the tags."""
    wanted = {entry["slug"]: entry.get("aliases", []) for entry in entries}
    replaced = _replaced(Tag.objects.all(), entries)
    wanted |= {slug: [] for slug in replaced.values_list("slug", flat=True)}
    freed = [
        alias
        for alias in TagAlias.objects.filter(tag__slug__in=wanted).select_related("tag")
        if alias.name not in wanted[alias.tag.slug]
    ]
    TagAlias.objects.filter(pk__in=[alias.pk for alias in freed]).delete()
    return {alias.tag.slug for alias in freed if alias.tag.slug in wanted}


def _edited_tags(tags):
    """The slugs of tags that an editor changed or, if they were loaded before,
    deleted."""
    deleted = LoadedEntry.objects.of(TAGS).keys() - tags.keys()
    return deleted | {slug for slug, tag in tags.items() if tag.is_edited}


def _check_named_tags(entries, present, path):
    """Raise FileRefused if an entry names a tag that does not exist."""
    known = present | {entry["slug"] for entry, _line in entries}
    for entry, line in entries:
        for slug in [*entry.get("related", []), entry.get("broader")]:
            if slug and slug not in known:
                raise FileRefused(path, line, f"There is no tag “{slug}”.")


def _store_tag(tag, entry, path, line):
    """Set the columns and aliases of a tag; returns whether anything changed."""
    columns = {key: entry[key] for key in ("name", "facet", "definition")}
    columns |= {"country": _country_code(entry, path, line), "is_edited": False}
    is_changed = _update(tag, columns, path, line)
    return _store_aliases(tag, entry, path, line) or is_changed


def _country_code(entry, path, line):
    """The country of a tag as its column has it, "" for none. Raises FileRefused."""
    if "country" not in entry:
        return ""
    try:
        return alpha2(entry["country"])
    except ValidationError as error:
        raise FileRefused(path, line, " ".join(error.messages)) from error


def _store_relations(entries, tags, path):
    """Set what is broader and add what is related; returns the slugs of tags that
    are below another one than before."""
    moved = set()
    for entry, line in entries:
        tag, broader = tags[entry["slug"]], tags.get(entry.get("broader"))
        if _update(tag, {"broader": broader}, path, line):
            moved.add(tag.slug)
        related = [tags[slug] for slug in entry.get("related", []) if slug in tags]
        if related:
            tag.related.add(*related)
    return moved


def _store_old_slugs(tag, entry, path, line):
    """Let old addresses lead to a tag. Those of tags that are still there follow when
    these are merged, see `merge_replaced_tags()`."""
    slugs = set(entry.get("old_slugs", []))
    present = Tag.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    known = TagAddress.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    for slug in sorted(slugs - {*present} - {*known}):
        address = TagAddress(tag=tag, slug=slug)
        _checked(address.full_clean, path, line)
        address.save()


def _store_aliases(tag, entry, path, line):
    # What an editor named differently stays with the tag that the editor chose.
    taken = TagAlias.objects.filter(tag__is_edited=True).exclude(tag=tag)
    wanted = set(entry.get("aliases", [])) - {*taken.values_list("name", flat=True)}
    present = {alias.name for alias in tag.aliases.all()}
    for name in sorted(wanted - present):
        alias = TagAlias(tag=tag, name=name)
        _checked(alias.full_clean, path, line)
        alias.save()
    return wanted != present


def dump_tags():
    tags = Tag.objects.select_related("broader").prefetch_related(
        "addresses", "aliases", "related"
    )
    return write_yaml(
        [
            _filled(
                {
                    "slug": tag.slug,
                    "name": tag.name,
                    "facet": tag.facet,
                    "definition": tag.definition,
                    "country": tag.country.alpha3,
                    "old_slugs": [address.slug for address in tag.addresses.all()],
                    "aliases": [alias.name for alias in tag.aliases.all()],
                    "broader": tag.broader.slug if tag.broader else "",
                    # The relation is the same from both sides: it is written once.
                    "related": sorted(
                        other.slug
                        for other in tag.related.all()
                        if other.slug > tag.slug
                    ),
                }
            )
            for tag in sorted(tags, key=lambda tag: tag.slug)
        ]
    )


def load_sources(folder, *, force=False):
    """Create or update the bibliography; returns how many entries changed.

    An entry that an editor changed or deleted is left alone, except with `force`.
    """
    path = folder / SOURCES
    if not path.exists():
        return 0
    entries = _read_bibliography(path)
    now = {key: digest_of(csl) for key, csl in Source.objects.values_list("key", "csl")}
    edited = set() if force else edited_since_loading(SOURCES, now)
    entries = [entry for entry in entries if entry["id"] not in edited]
    stored = publishing.store_sources(entries)
    digests = {entry["id"]: digest_of(entry) for entry in entries}
    LoadedEntry.objects.record(SOURCES, digests)
    return len(stored)


def _read_bibliography(path):
    """The CSL-JSON entries of a file, each valid. Raises FileRefused."""
    text = plain_lines(decode(path.read_bytes(), path))
    try:
        entries = json.loads(text)
    except RecursionError:
        raise FileRefused(path, 1, "The JSON is nested too deep.") from None
    except ValueError as error:  # also for a number of thousands of digits
        line = getattr(error, "lineno", 1)
        reason = getattr(error, "msg", str(error))
        raise FileRefused(path, line, f"The JSON cannot be read: {reason}.") from None
    if not isinstance(entries, list):
        raise FileRefused(path, 1, "The bibliography must be a list of CSL-JSON items.")
    seen = set()
    for entry in entries:
        try:
            citing.check_entry(entry)
            if entry["id"] in seen:
                raise citing.InvalidEntry(
                    "The id “%(key)s” occurs twice.", key=entry["id"]
                )
        except citing.InvalidEntry as invalid:
            key = entry.get("id") if isinstance(entry, dict) else None
            line = text[: max(text.find(f'"{key}"'), 0)].count("\n") + 1
            raise FileRefused(path, line, str(invalid)) from None
        seen.add(entry["id"])
    return entries


def dump_sources():
    # Sorted here: databases do not agree on where hyphens go.
    entries = sorted(
        Source.objects.values_list("csl", flat=True), key=lambda entry: entry["id"]
    )
    ordered = citing.in_key_order(entries)
    return json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"


def read_entries(path, keys, needed):
    """The (entry, line) pairs of a YAML list. Raises FileRefused."""
    if not path.exists():
        return []
    entries, lines = parse_yaml(plain_lines(decode(path.read_bytes(), path)), path=path)
    if not isinstance(entries, list):
        raise FileRefused(path, 1, "The file must be a list.")
    seen = set()
    for number, entry in enumerate(entries):
        line = lines[number]
        _check_keys(entry, keys, needed, path, line)
        if entry["slug"] in seen:
            raise FileRefused(path, line, f"The slug “{entry['slug']}” occurs twice.")
        seen.add(entry["slug"])
    return [(entry, lines[number]) for number, entry in enumerate(entries)]


def _check_keys(entry, keys, needed, path, line):
    if not isinstance(entry, dict):
        raise FileRefused(path, line, "An entry must be keys and values.")
    for key in entry:
        if key not in keys:
            raise FileRefused(path, line, f"There is no key `{key}`.")
    for key in needed:
        if not entry.get(key):
            raise FileRefused(path, line, f"`{key}` is missing.")


def _update(instance, columns, path, line):
    """Set columns and save if any differs; returns whether it did."""
    present = {name: getattr(instance, name) for name in columns}
    same = all(
        present[name] == value or str(present[name]) == str(value)
        for name, value in columns.items()
    )
    if same and instance.pk:
        return False
    for name, value in columns.items():
        setattr(instance, name, value)
    _checked(instance.full_clean, path, line)
    instance.save()
    return True


def _checked(check, path, line):
    try:
        check()
    except ValidationError as error:
        raise FileRefused(path, line, " ".join(error.messages)) from error


def _filled(entry):
    return {key: value for key, value in entry.items() if value}


DUMPS = {SECTIONS: dump_sections, TAGS: dump_tags, SOURCES: dump_sources}
