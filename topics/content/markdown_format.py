"""The `md` serialization format: `loaddata missions/unef-i.md`, `dumpdata --format md`.

One file is one topic, named `<section>/<slug>.md`; see `topic_file` for what is in it.
"""

from pathlib import Path

from django.core.serializers.base import DeserializationError, SerializationError
from django.core.serializers.base import Serializer as BaseSerializer

from topics.content.loading import FolderRefused, Loading
from topics.content.topic_file import FileRefused, decode, parse, write
from topics.models import Topic


class Serializer(BaseSerializer):
    """Writes the published text of one topic."""

    def serialize(self, queryset, *, stream=None, **options):
        topics = list(queryset)
        if len(topics) != 1 or not isinstance(topics[0], Topic):
            raise SerializationError(
                "An md file holds one topic: name it with `topics.topic --pks N`, or "
                "write them all with `dump_content`."
            )
        self.text = topic_text(topics[0])
        if stream is not None:
            stream.write(self.text)
        return self.text

    def getvalue(self):
        return self.text


def topic_text(topic):
    """The file of a published topic."""
    revision = topic.published_revision
    aliases = [alias.slug for alias in topic.aliases.all()]
    return write(revision.content, aliases, revision.front_matter)


class TopicFromFile:
    """What `loaddata` saves: publishes through the model, unlike a raw save."""

    deferred_fields = None

    def __init__(self, topic_file):
        self.topic_file = topic_file
        self.object = Topic(slug=topic_file.slug)

    def save(self, save_m2m=True, using=None, **kwargs):
        with Loading(force=True) as loading:
            if self.topic_file.section not in loading.sections:
                raise DeserializationError(
                    f"{self.topic_file.path}:1: There is no section "
                    f"“{self.topic_file.section}”. Load the sections first, with "
                    "`load_content`."
                )
            try:
                loading.take([self.topic_file])
                loading.check()
                loading.store()
            except FolderRefused as refused:
                raise DeserializationError(str(refused)) from refused
        self.object = Topic.objects.get(slug=self.topic_file.slug)


def Deserializer(stream_or_string, *, using=None, **options):
    """Yields the topic of one file. Raises DeserializationError."""
    name = getattr(stream_or_string, "name", None)
    if not isinstance(name, str):
        raise DeserializationError(
            "An md fixture is read from a file named <section>/<slug>.md."
        )
    path = Path(name)
    raw = stream_or_string.read()
    try:
        text = raw if isinstance(raw, str) else decode(raw, name)
        yield TopicFromFile(
            parse(text, path=name, section=path.parent.name, slug=path.stem)
        )
    except FileRefused as error:
        raise DeserializationError(str(error)) from error
