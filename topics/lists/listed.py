"""The rows of lists of topics, as this process remembers them."""

from collections.abc import Sequence

from portal.caching import surrogate_keys
from portal.caching.remembered import Remembered
from topics.models import Topic
from topics.models.section import SECTIONS

# So many topics take 6 MB.
MOST_REMEMBERED = 3_000

_remembered: Remembered[Topic] = Remembered("t", SECTIONS, most=MOST_REMEMBERED)


class ListedTopics:
    """The published topics with what lists print of them (TopicQuerySet.listed), in
    place of a queryset. Each is read once, until it changes: several pages share a
    row, so nothing may be set there."""

    def in_bulk(self, keys: Sequence[int]) -> dict[int, Topic]:
        """{primary key: topic}."""
        surrogate_keys.depends_on(*(f"t{key}" for key in keys))
        return _remembered.of(keys, Topic.objects.published().listed().in_bulk)
