"""Contents of revisions compared and merged, key by key."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from topics import diff
from topics.models.profiles import PROFILES

LABELS = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "body": gettext_lazy("Text"),
    "tags": gettext_lazy("Tags"),
    "related": gettext_lazy("Cross-references"),
    "sources": gettext_lazy("Further reading"),
    "reviewed": gettext_lazy("Reviewed on"),
    "position": gettext_lazy("Position"),
}


@dataclass(frozen=True)
class Change:
    """What became of one key: its label and the rows of `diff.compare`."""

    label: str
    rows: list


def compare(old, new):
    """The Changes from one content to another, in the order of the form."""
    before, after = lines(old), lines(new)
    labels = dict.fromkeys([*before, *after])
    return [
        Change(label, diff.compare(before.get(label, ""), after.get(label, "")))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    ]


def lines(content):
    """A content as {label: text}, lists and profiles with one item a line."""
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
    return texts


def _text(value):
    if isinstance(value, dict):
        return "; ".join(f"{key}: {item}" for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(_text(item) for item in value)
    return str(value)


@dataclass(frozen=True)
class MergedContent:
    """One content of three; `conflicts` are the keys that both sides changed
    otherwise, in which mine stands."""

    content: dict
    conflicts: list


def merge(base, mine, theirs):
    """The changes of two contents to the same base, as a MergedContent."""
    content, conflicts = {}, []
    for key in dict.fromkeys([*theirs, *mine, *base]):
        values = [side.get(key) for side in (base, mine, theirs)]
        if key in PROFILES and all(isinstance(v, dict) for v in values if v):
            inner = merge(*(value or {} for value in values))
            content[key] = inner.content
            conflicts += [f"{key}: {name}" for name in inner.conflicts]
            continue
        content[key], is_conflict = _merged_value(key, *values)
        if is_conflict:
            conflicts.append(key)
    return MergedContent({k: v for k, v in content.items() if v}, conflicts)


def _merged_value(key, base, mine, theirs):
    if mine in (theirs, base):
        return theirs, False
    if theirs == base:
        return mine, False
    if key == "body":
        merged = diff.merge(base or "", mine or "", theirs or "")
        return merged.text, merged.has_conflicts
    if all(isinstance(value, (list, type(None))) for value in (base, mine, theirs)):
        return merged_list(base or [], mine or [], theirs or []), False
    return mine, True


def merged_list(base, mine, theirs):
    """My items, with those that they added and without those that they took away."""
    added = [item for item in theirs if item not in base and item not in mine]
    return [item for item in mine if item in theirs or item not in base] + added
