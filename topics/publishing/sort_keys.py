from django.db.models import OuterRef, QuerySet, Subquery

from topics.lists.sort_key import sort_key
from topics.models import Tagging, Topic

FACTS = ("section__position", "position", "date", "title", "slug")


def sort_key_of(topic: Topic) -> str:
    """The sort key of a topic as it is, stored or not."""
    return sort_key(
        topic.section.position, topic.position, topic.date, topic.title, topic.slug
    )


def store_sort_keys(topics: QuerySet[Topic]) -> None:
    """Compute the sort keys of topics, and store them there and with their tags."""
    rows = topics.order_by().values_list("pk", *FACTS)
    found = [Topic(pk=pk, sort_key=sort_key(*facts)) for pk, *facts in rows]
    Topic.objects.bulk_update(found, ["sort_key"], batch_size=500)
    keys = Topic.objects.filter(pk=OuterRef("content_object")).order_by()
    carried = Tagging.objects.filter(content_object__in=topics.order_by().values("pk"))
    carried.update(sort_key=Subquery(keys.values("sort_key")))
