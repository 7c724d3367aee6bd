"""What readers find, for the tests of the search."""

from topics.models import Topic
from topics.search import complete, search_topics


def found(text):
    keys = search_topics(Topic.objects.published(), text, most=100).key_page.keys
    topics = Topic.objects.in_bulk(keys)
    return [topics[key].slug for key in keys]


def offered(typed):
    return [name.label for name in complete(typed, 8)]
