"""Of which shape the values of a content are. Whatever is saved is checked; what is
stored may be of older code, or have been written by hand."""

import datetime

from topics.models.profiles import PROFILES

REFERENCE = {"to", "kind", "note"}


def in_shape(content):
    """A content in two parts: that of which the values have the shape that code relies
    on, and the rest."""
    sound = {key: value for key, value in content.items() if _is_sound(key, value)}
    return sound, {key: content[key] for key in content if key not in sound}


def _is_sound(key, value):
    if key in PROFILES:
        return isinstance(value, dict) and _are_texts(
            [value[name] for name in PROFILES[key].topics_named_in(value)]
        )
    return SHAPES.get(key, _is_text)(value)


def _is_text(value):
    return isinstance(value, str)


def _is_number(value):
    return isinstance(value, str | int)


def _are_texts(values):
    return isinstance(values, list) and all(isinstance(item, str) for item in values)


def _are_references(values):
    return isinstance(values, list) and all(
        isinstance(item, dict)
        and item.keys() == REFERENCE
        and _are_texts([*item.values()])
        for item in values
    )


def _is_date(value):
    if value == "":
        return True
    try:
        return len(datetime.date.fromisoformat(value).isoformat()) == len(value)
    except (TypeError, ValueError):
        return False


SHAPES = {
    "tags": _are_texts,
    "search_terms": _are_texts,
    "sources": _are_texts,
    "related": _are_references,
    "reviewed": _is_date,
    "position": _is_number,
}
