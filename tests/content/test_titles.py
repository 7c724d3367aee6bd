"""Search engines and windows tell pages apart by their titles."""

from collections import defaultdict

import pytest
from bs4 import BeautifulSoup

from topics.exports.sitemaps import SITEMAPS

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("shipped_content")]


def addresses():
    for make in SITEMAPS.values():
        sitemap = make()
        yield from (sitemap.location(item) for item in sitemap.items())


def test_no_two_pages_have_the_same_title(client):
    by_title = defaultdict(set)
    for address in addresses():
        html = client.get(address).content.partition(b"</head>")[0]
        by_title[BeautifulSoup(html, "html.parser").title.text].add(address)

    assert len(by_title) > 3_000
    assert [pages for pages in by_title.values() if len(pages) > 1] == []
