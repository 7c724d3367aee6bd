"""The pages of published topics, as readers get them."""

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.template.loader import render_to_string

from portal.caching import surrogate_keys

PARTS = ("article", "onward")
# Any number that nothing else takes for an advisory lock of PostgreSQL.
LOCK = 712_015


def alone_with_pages(*, shared=False):
    """Wait, in a transaction, until nobody makes pages from what is about to change,
    or with `shared` until nobody changes what pages are made from. On SQLite only one
    transaction writes at a time anyway."""
    if connection.vendor == "postgresql":
        suffix = "_shared" if shared else ""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{suffix}(%s)", [LOCK])


class PageQuerySet(models.QuerySet):
    def at(self, section, slug):
        """The page that readers find at `/<section>/<slug>/`, with its topic, or
        None."""
        topics = apps.get_model("topics", "Topic").objects.published()
        here = topics.filter(section__slug=section, slug=slug)
        named = ("topic__title", "topic__summary")
        pages = self.filter(topic__in=here).select_related("topic")
        page = pages.only(*PARTS, *named).first()
        if page is None and (topic := here.only("title", "summary").first()):
            page = self._made_now(topic)
        return page

    def _made_now(self, topic):
        try:
            with transaction.atomic():
                alone_with_pages(shared=True)
                made, shown = Page.of(topic.pk)
                self._store(made, shown)
        except DatabaseError:
            # The disk is full, or only for reading: the reader need not know.
            surrogate_keys.depends_on(surrogate_keys.ANYTHING)
            made, _shown = Page.of(topic.pk)
        made.topic = topic
        return made

    def showing(self, ids):
        """Pages that show one of the topics of `ids`."""
        return self.filter(pk__in=Shown.objects.filter(topic__in=ids).values("page"))

    def renew(self, ids, *, first=()):
        """Have the pages of the topics of `ids` (primary keys) made again: that of
        `first`, if it is one, at once, the others when they are read."""
        ids = set(ids)
        self.filter(pk__in=ids).delete()
        surrogate_keys.invalidate(*(f"p{pk}" for pk in ids))
        topics = apps.get_model("topics", "Topic").objects.published()
        if len(first) == 1 and (topic := topics.filter(pk__in=first).first()):
            page, shown = Page.of(topic.pk)
            self._store(page, shown)

    def _store(self, page, shown):
        self.bulk_create(
            [page],
            update_conflicts=True,
            unique_fields=["topic"],
            update_fields=PARTS,
        )
        Shown.objects.filter(page=page).delete()
        Shown.objects.bulk_create(Shown(page=page, topic_id=pk) for pk in shown)


class Page(models.Model):
    """All that is of its own on the page of a published topic: its text, its facts and
    references, and what leads on from it. What all pages share is added when it is
    read.

    It is made when the topic is published. When something else changes that it shows,
    it is dropped, and made again when it is read next.
    """

    topic = models.OneToOneField(
        "topics.Topic", models.CASCADE, primary_key=True, related_name="page"
    )
    # The main part, and what leads on from it.
    article = models.TextField()
    onward = models.TextField()

    objects = PageQuerySet.as_manager()

    def __str__(self):
        return str(self.topic_id)

    @classmethod
    def of(cls, pk):
        """(the page of a published topic, the primary keys of all topics it shows)."""
        topics = apps.get_model("topics", "Topic").objects.published()
        with surrogate_keys.collecting() as keys:
            topic = topics.for_page().get(pk=pk)
            context = topic.page_context(topics)
            article, onward = (
                render_to_string(f"topics/_{part}.html", context) for part in PARTS
            )
        shown = {int(key[1:]) for key in keys if key[0] == "t"} - {pk}
        return cls(topic_id=pk, article=article, onward=onward), shown


class Shown(models.Model):
    """A page shows another topic: its title, its address or that it exists."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="shown")
    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "topic"], name="shown_once")
        ]

    def __str__(self):
        return f"{self.page_id} shows {self.topic_id}"
