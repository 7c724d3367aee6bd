"""What an older version says, less what is not there any more."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from topics.models import Image, Revision, Source, Tag, Topic
from topics.models.content import KEYS, clean_content, errors_of
from topics.models.named import named_in
from topics.models.profiles import PROFILES
from topics.models.revision_diff import LABELS
from topics.models.shapes import in_shape
from topics.publishing.invalidation import invalidating
from topics.publishing.revisions import check_text, save_revision

Content = dict[str, Any]


def restore(revision: Revision, *, author: Any) -> tuple[Revision, list[str]]:
    """Make what a revision says the newest draft of its topic, unless the newest says
    that already. Returns the newest, and what was left out (see `usable`). Raises
    ValidationError."""
    topic = revision.topic
    with invalidating() as invalidation:
        # Sent twice, it is saved once.
        invalidation.lock()
        content, left_out = usable(topic, revision.content)
        newest = topic.newest_revision
        if newest is None or newest.content != content:
            note = _("Restored version %(number)d") % {"number": revision.number}
            newest = save_revision(
                topic, content, note=note, author=author, is_clean=True
            )
    return newest, left_out


def usable(topic: Topic, content: Mapping[str, Any]) -> tuple[Content, list[str]]:
    """What of a content, stored some time ago, can be published now, under the present
    names of tags and topics; and words for each thing that is left out, because it is
    gone. Images are named too, but stay in the text. Raises ValidationError, by key, if
    the rest cannot be published either."""
    kept, rest = in_shape(content)
    for key in [*kept]:
        is_known = key in (*KEYS, "body")
        if not is_known or (key == "position" and errors_of(key, kept, topic)):
            rest[key] = kept.pop(key)
    left_out = [f"{LABELS.get(key, key)}: {value}" for key, value in rest.items()]
    kept |= {
        "tags": _tags(kept.get("tags", []), left_out),
        "sources": _sources(kept.get("sources", []), left_out),
        "related": _references(topic, kept.get("related", []), left_out),
    }
    for name in PROFILES.keys() & kept.keys():
        kept[name] = _profile(topic, name, kept[name], left_out)
    kept = _filled(kept)
    clean_content(kept, topic, check_text=check_text)
    images = named_in(kept)["images"]
    known = Image.objects.filter(slug__in=images).values_list("slug", flat=True)
    left_out += [
        _("the image “%(slug)s”") % {"slug": slug}
        for slug in sorted(images.difference(known))
    ]
    return kept, left_out


def _tags(slugs: list[str], left_out: list[str]) -> list[str]:
    tags = Tag.objects.by_slugs(slugs)
    left_out += [
        _("the tag “%(slug)s”") % {"slug": slug} for slug in slugs if slug not in tags
    ]
    return list(dict.fromkeys(tags[slug].slug for slug in slugs if slug in tags))


def _sources(keys: list[str], left_out: list[str]) -> list[str]:
    known = Source.objects.in_bulk(keys, field_name="key") if keys else {}
    left_out += [
        _("the source “%(key)s”") % {"key": key} for key in keys if key not in known
    ]
    return [key for key in keys if key in known]


def _references(
    topic: Topic, related: list[Content], left_out: list[str]
) -> list[Content]:
    targets = Topic.objects.by_slugs({item["to"] for item in related})
    kept: dict[tuple[str, str], Content] = {}
    for item in related:
        target = targets.get(item["to"])
        present = {**item, "to": target.slug if target else item["to"]}
        if target is None or errors_of("related", {"related": [present]}, topic):
            left_out.append(_("the cross-reference to “%(to)s”") % {"to": item["to"]})
        else:
            kept.setdefault((present["to"], present["kind"]), present)
    return list(kept.values())


def _profile(topic: Topic, name: str, profile: Content, left_out: list[str]) -> Content:
    """The facts that can still be stored; none if one that is needed cannot."""
    fields, kept = PROFILES[name].fields(), {**profile}
    named = PROFILES[name].topics_named_in(profile)
    targets = Topic.objects.by_slugs(named.values())
    kept |= {key: targets[slug].slug for key, slug in named.items() if slug in targets}
    while errors := _errors_of_profile(topic, name, kept):
        for key, reasons in errors.items():
            if key not in kept:
                left_out.append(_("the facts: %(why)s") % {"why": " ".join(reasons)})
                return {}
            sound = _sound_items(topic, name, kept, key)
            label = fields[key].label if key in fields else key
            left_out += [f"{label}: {item}" for item in _gone(kept[key], sound)]
            kept[key] = sound
        kept = _filled(kept)
    return kept


def _gone(value: Any, sound: list[Any]) -> list[Any]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if item not in sound]


def _filled(content: Content) -> Content:
    return {key: value for key, value in content.items() if value}


def _sound_items(topic: Topic, name: str, profile: Content, key: str) -> list[Any]:
    """The items of a list with a mistake that have none; of a text, nothing."""

    def is_sound(items: list[Any]) -> bool:
        return key not in _errors_of_profile(topic, name, {**profile, key: items})

    items = profile[key] if isinstance(profile[key], list) else []
    sound = [item for item in items if is_sound([item])]
    if sound == items:
        # Some cannot stand beside each other: the first of them stays.
        sound = []
        sound += (item for item in items if is_sound([*sound, item]))
    return sound


def _errors_of_profile(
    topic: Topic, name: str, profile: Content
) -> dict[str, list[str]]:
    if name not in topic.section.profiles:
        return {NON_FIELD_ERRORS: [_("This section has no such facts.")]}
    try:
        PROFILES[name].from_content(topic, profile)
    except ValidationError as error:
        has_keys = hasattr(error, "error_dict")
        return error.message_dict if has_keys else {NON_FIELD_ERRORS: error.messages}
    return {}
