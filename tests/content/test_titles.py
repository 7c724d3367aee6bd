"""Search engines and windows tell pages apart by their titles, also where two things
have the same name."""

from collections import defaultdict

import pytest
from bs4 import BeautifulSoup

from topics.lists.countries import countries_by_letter
from topics.models import Section, Source, Tag, Topic

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("shipped_content")]


def pages_by_name():
    """{name in small letters: addresses} of all that has a page of its own."""
    topics = Topic.objects.published().select_related("section")
    named = [
        *((section.title, section) for section in Section.objects.all()),
        *((topic.title, topic) for topic in topics),
        *((tag.name, tag) for tag in Tag.objects.all()),
        *((source.title, source) for source in Source.objects.all()),
        *((row.name, row) for _letter, rows in countries_by_letter() for row in rows),
    ]
    pages = defaultdict(list)
    for name, thing in named:
        pages[name.casefold()].append(thing.get_absolute_url())
    return pages


def test_pages_on_things_of_the_same_name_have_titles_of_their_own(client):
    same = [addresses for addresses in pages_by_name().values() if len(addresses) > 1]
    titles = defaultdict(list)
    for address in (address for addresses in same for address in addresses):
        head = client.get(address).content.partition(b"</head>")[0]
        titles[BeautifulSoup(head, "html.parser").title.text].append(address)

    assert len(same) > 20
    assert [pages for pages in titles.values() if len(pages) > 1] == []
