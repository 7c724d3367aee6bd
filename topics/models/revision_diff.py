"""Contents of revisions compared and merged, key by key."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from topics import diff
from topics.models.profiles import PROFILES
from topics.models.shapes import in_shape

LABELS = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "body": gettext_lazy("Text"),
    "tags": gettext_lazy("Tags"),
    "search_terms": gettext_lazy("Search terms"),
    "related": gettext_lazy("Cross-references"),
    "sources": gettext_lazy("Further reading"),
    "reviewed": gettext_lazy("Reviewed on"),
    "reviewer": gettext_lazy("Outside reviewer"),
    "position": gettext_lazy("Position"),
}


@dataclass(frozen=True)
class Change:
    """What became of one key: its label and the rows of `diff.compare` that differ."""

    label: str
    rows: list


def compare(old, new):
    """The Changes from one content to another, in the order of the form."""
    before, after = lines(old), lines(new)
    labels = dict.fromkeys([*before, *after])
    return [
        Change(label, [row for row in diff.compare(*texts) if not row.is_same])
        for label in labels
        if len(set(texts := (before.get(label, ""), after.get(label, "")))) > 1
    ]


def lines(content):
    """A content as {label: text}, lists and profiles with one item a line."""
    content, rest = in_shape(content)
    texts = {
        str(label): _text(content.get(key, ""))
        for key, label in LABELS.items()
        if content.get(key)
    }
    for name, profile in PROFILES.items():
        fields = profile.fields()
        for key, value in content.get(name, {}).items():
            # An old revision may have a field that profiles have no longer.
            label = fields[key].label if key in fields else key
            texts[f"{_('Facts')}: {label}"] = _text(value)
    return texts | {key: str(value) for key, value in rest.items()}


def _text(value):
    if isinstance(value, dict):
        return "; ".join(f"{key}: {item}" for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(_text(item) for item in value)
    return str(value)


@dataclass(frozen=True)
class MergedContent:
    """One content of three; `conflicts` are the keys that both sides changed
    differently: there, mine is kept."""

    content: dict
    conflicts: list


def merge(base, mine, theirs):
    """The changes of two contents to the same base, as a MergedContent."""
    content, conflicts = {}, []
    for key in dict.fromkeys([*theirs, *mine, *base]):
        values = [side.get(key) for side in (base, mine, theirs)]
        content[key], keys = _merged_value(key, *values)
        conflicts += keys
    return MergedContent({k: v for k, v in content.items() if v}, conflicts)


def _merged_value(key, *sides):
    """The value of one key, and the keys in which both sides changed it otherwise."""
    base, mine, theirs = sides
    if mine in (theirs, base):
        return theirs, []
    if theirs == base:
        return mine, []
    if key == "body":
        merged = diff.merge(*_as(str, sides))
        return merged.text, [key] * merged.has_conflicts
    if key in PROFILES and (profiles := _as(dict, sides)):
        merged = merge(*profiles)
        return merged.content, [f"{key}: {name}" for name in merged.conflicts]
    if items := _as(list, sides):
        return merged_list(*items), []
    return mine, [key]


def _as(kind, sides):
    """The sides, those that are missing as an empty value of the kind; None if one is
    of another."""
    values = [side or kind() for side in sides]
    return values if all(isinstance(value, kind) for value in values) else None


def merged_list(base, mine, theirs):
    """My items, with those that they added and without those that they took away."""
    in_base, in_mine, in_theirs = (
        set(map(_key, side)) for side in (base, mine, theirs)
    )
    kept = in_theirs | (in_mine - in_base)
    added = in_theirs - in_base - in_mine
    return [
        *(item for item in mine if _key(item) in kept),
        *(item for item in theirs if _key(item) in added),
    ]


def _key(item):
    """The same for equal items, which may be dictionaries."""
    return json.dumps(item, sort_keys=True)
