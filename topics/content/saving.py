"""A parsed file becomes a topic and a published revision."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from topics.content.topic_file import FileRefused
from topics.models import Alias, Topic


@dataclass(frozen=True)
class Outcome:
    """What became of a file: `loaded`, `unchanged` or `kept` (edited since)."""

    topic: Topic
    what: str


def save_topic(topic_file, section, *, force=False, derive_now=True):
    """Publish the file's content unless it is there already.

    A topic that somebody edited or took from readers since it was loaded is kept,
    except with `force`.
    Raises FileRefused.
    """
    topic = (
        Topic.objects.filter(slug=topic_file.slug)
        .select_related("section", "published_revision")
        .first()
    )
    if topic is None:
        topic = Topic(slug=topic_file.slug, section=section)
        _checked(topic_file, topic.full_clean, "slug")
        topic.save()
    elif topic.section_id != section.pk:
        raise FileRefused(
            topic_file.path,
            1,
            f"The topic “{topic.slug}” stands in the section “{topic.section.slug}”.",
        )
    _save_aliases(topic_file, topic)
    newest = topic.revisions.order_by("-number").first()
    if newest and newest.content == topic_file.content and topic.is_published:
        return Outcome(topic, "unchanged")
    if newest and not force and not (newest.from_file and topic.is_published):
        return Outcome(topic, "kept")
    revision = _checked(
        topic_file,
        lambda: topic.save_revision(
            topic_file.content,
            note=_("First version")
            if newest is None
            else _("Updated from the content files"),
            front_matter=topic_file.front_matter,
            from_file=True,
        ),
    )
    topic.publish(revision) if derive_now else topic.take_over(revision)
    return Outcome(topic, "loaded")


def _save_aliases(topic_file, topic):
    for slug in topic_file.aliases:
        alias = Alias.objects.filter(slug=slug).select_related("topic").first()
        if Topic.objects.filter(slug=slug).exists() or (
            alias and alias.topic_id != topic.pk
        ):
            raise FileRefused(
                topic_file.path,
                topic_file.line("aliases"),
                f"The alias “{slug}” is taken by another topic.",
            )
        if alias is None:
            alias = Alias(topic=topic, slug=slug)
            _checked(topic_file, alias.full_clean, "aliases")
            alias.save()


def _checked(topic_file, action, key=None):
    try:
        return action()
    except ValidationError as error:
        raise refusal(topic_file, error, key) from error


def refusal(topic_file, error, key=None):
    """The FileRefused for a ValidationError: the first wrong key in the file."""
    by_key = error.message_dict if hasattr(error, "error_dict") else {}
    found = min(by_key, key=topic_file.line, default=key)
    reason = " ".join(by_key.get(found) or error.messages)
    where = topic_file.line(key or found)
    label = f"{found}: " if found not in (None, "__all__") else ""
    return FileRefused(topic_file.path, where, f"{label}{reason}")
