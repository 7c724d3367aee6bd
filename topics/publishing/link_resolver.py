"""Where the slugs, keys and images in some texts lead, looked up in a few queries."""

from dataclasses import dataclass

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from topics import markup


class Directory:
    """Answers `resolve`, `cite` and `depict` of `markup.render` for a set of texts.

    `topics` maps each slug or alias to its topic, published or not; `sources` maps
    each key to its source; `images` maps slugs of images.
    """

    def __init__(self, slugs, keys, images=()):
        # By name: the models that are looked up here render with a Directory.
        Topic, Alias, Source, Image = (
            apps.get_model("topics", name)
            for name in ("Topic", "Alias", "Source", "Image")
        )
        self.topics = {
            alias.slug: alias.topic
            for alias in Alias.objects.filter(slug__in=slugs).select_related(
                "topic__section"
            )
        }
        topics = Topic.objects.filter(slug__in=slugs).select_related("section")
        self.topics.update({topic.slug: topic for topic in topics})
        self.sources = Source.objects.in_bulk(keys, field_name="key")
        self.images = Image.objects.in_bulk(images, field_name="slug")

    @classmethod
    def for_texts(cls, texts, slugs=(), keys=()):
        named_slugs, named_keys, images = named_in(texts)
        return cls(named_slugs | set(slugs), named_keys | set(keys), images)

    def resolve(self, slug):
        topic = self.topics.get(slug)
        if topic is None or not topic.is_published:
            return None
        return markup.Target(topic.get_absolute_url(), topic.title)

    def cite(self, key):
        return key in self.sources

    def depict(self, slug):
        image = self.images.get(slug)
        return image.picture if image else None


def named_in(texts):
    """The slugs of topics, the keys of sources and the slugs of images that some
    texts name."""
    slugs, keys, images = set(), set(), set()
    for text in texts:
        slugs |= markup.linked_slugs(text)
        keys |= markup.cited_keys(text)
        images |= markup.depicted_slugs(text)
    return slugs, keys, images


@dataclass(frozen=True)
class PlainDirectory:
    """The same answers from plain values, for work in other processes and for topics
    that are not stored yet."""

    targets: dict  # markup.Target by slug
    keys: frozenset
    pictures: dict  # markup.Picture by slug

    @classmethod
    def of_everything(cls):
        """Where all that is here now leads."""
        Topic, Alias, Source, Image = (
            apps.get_model("topics", name)
            for name in ("Topic", "Alias", "Source", "Image")
        )
        place = ("section__slug", "slug", "title")
        directory = cls(
            {},
            frozenset(Source.objects.values_list("key", flat=True)),
            {image.slug: image.picture for image in Image.objects.all()},
        )
        for section, slug, title in Topic.objects.published().values_list(*place):
            directory.expect([slug], section, slug, title)
        aliases = Alias.objects.values_list("slug", "topic__slug")
        for alias, slug in aliases.filter(topic__in=Topic.objects.published()):
            directory.targets.setdefault(alias, directory.targets[slug])
        return directory

    def expect(self, names, section, slug, title):
        """Let slugs lead to a topic, stored or not; not to one that can have no
        address, which is refused when it is checked."""
        try:
            address = reverse("topics:topic_detail", args=[section, slug])
        except NoReverseMatch:
            return
        for name in names:
            self.targets[name] = markup.Target(address, title)

    def resolve(self, slug):
        return self.targets.get(slug)

    def cite(self, key):
        return key in self.keys

    def depict(self, slug):
        return self.pictures.get(slug)

    def of_texts(self, texts):
        """What of it some texts need."""
        slugs, keys, images = named_in(texts)
        return PlainDirectory(
            {slug: self.targets[slug] for slug in slugs & self.targets.keys()},
            self.keys & keys,
            {slug: self.pictures[slug] for slug in images & self.pictures.keys()},
        )
