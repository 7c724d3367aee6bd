"""Where the slugs, keys and images in some texts lead, looked up in a few queries."""

from django.apps import apps

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
        slugs, keys, images = set(slugs), set(keys), set()
        for text in texts:
            slugs |= markup.linked_slugs(text)
            keys |= markup.cited_keys(text)
            images |= markup.depicted_slugs(text)
        return cls(slugs, keys, images)

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
