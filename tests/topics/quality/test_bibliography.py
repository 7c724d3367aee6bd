"""Rules of the bibliography: what breaks each, and what only just does not."""

import pytest

from tests.factories import make_source, make_topic
from topics import publishing
from topics.models import Source
from topics.quality.bibliography import (
    books_without_publisher,
    documents_without_symbol,
    encyclopedias,
    incomplete_articles,
    unsaid_copies,
    works_with_two_keys,
)

pytestmark = pytest.mark.django_db

ARTICLE = {"type": "article-journal", "container-title": "Survival"}


def found(rule):
    """The rows of a rule after a page has cited all sources."""
    keys = Source.objects.values_list("key", flat=True)
    make_topic(body=" ".join(f"[@{key}]" for key in keys) + "\n")
    return list(rule())


def keys_of(rule):
    return [row["subject"] for row in found(rule)]


def test_article_needs_its_journal_and_a_place_in_it_or_a_doi():
    make_source("no-journal", type="article-journal", volume="42")
    make_source("no-place", **ARTICLE)
    make_source("by-volume", **ARTICLE, volume="42")
    make_source("by-issue", **ARTICLE, issue="3")
    make_source("by-doi", **ARTICLE, DOI="10.1093/survival/42.3.27")
    make_source("a-page", type="webpage")

    assert keys_of(incomplete_articles) == ["no-journal", "no-place"]


def test_book_needs_a_publisher():
    make_source("without", type="book")
    make_source("with", type="book", publisher="Polity")
    make_source("report", type="report")

    assert keys_of(books_without_publisher) == ["without"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"URL": "https://example.org/a"}, {"URL": "http://www.example.org/a/"}),
        ({"DOI": "10.1234/AB"}, {"DOI": "10.1234/ab"}),
        ({"DOI": "10.1234/ab"}, {"URL": "https://doi.org/10.1234/ab"}),
    ],
)
def test_one_address_or_doi_has_one_key(one, other):
    make_source("first", title="One", **one)
    make_source("second", title="Another", **other)

    (row,) = found(works_with_two_keys)

    assert (row["subject"], row["other"]) == ("second", "first")


def test_works_of_one_title_or_number_may_be_two():
    make_source("first", title="Report", number="A/1", URL="https://example.org/1")
    make_source("second", title="Report", number="A/1", URL="https://example.org/2")

    assert keys_of(works_with_two_keys) == []


def test_document_needs_its_symbol():
    make_source("without", URL="https://docs.un.org/S/1999/1257")
    make_source("older", URL="http://undocs.org/en/S/1999/1257")
    make_source("with", URL="https://docs.un.org/S/1999/836", number="S/1999/836")
    make_source("elsewhere", URL="https://example.org/docs.un.org/S/1999/836")

    assert keys_of(documents_without_symbol) == ["older", "without"]


@pytest.mark.parametrize("host", ["docslib.org", "www.scribd.com", "fr.doczz.net:443"])
def test_copy_must_be_said(host):
    make_source("unsaid", URL=f"https://{host}/doc/1")
    make_source("said", URL=f"https://{host}/doc/2", note="Edition of 1990. Copy at x")
    make_source("by-doi", URL=f"https://{host}/doc/3", DOI="10.1234/ab")

    assert keys_of(unsaid_copies) == ["unsaid"]


def test_site_is_known_by_its_whole_name():
    make_source("other", URL="https://notdocslib.org/doc/1")
    make_source("below", URL="https://example.org/docslib.org")
    make_source("broken", URL="https://[docslib.org")
    make_source("none")

    assert keys_of(unsaid_copies) == []


def test_encyclopedia_is_no_source():
    make_source("wiki", URL="https://fr.wikipedia.org/wiki/ONU")
    make_source("leaks", URL="https://wikileaks.org/cable/1")

    assert keys_of(encyclopedias) == ["wiki"]


def test_source_that_nothing_cites_is_left_to_the_report_of_unused_ones():
    make_source("unused", type="book")

    assert list(books_without_publisher()) == []


def test_source_of_a_withdrawn_page_needs_nothing():
    make_source("without", type="book")
    publishing.unpublish(make_topic(body="[@without]\n"))

    assert list(books_without_publisher()) == []
