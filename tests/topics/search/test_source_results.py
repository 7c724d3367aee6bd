"""Which sources are found, and in which order, on every database."""

import pytest

from tests.factories import make_source, make_topic
from topics.models import Source
from topics.search import complete_sources, search_sources

pytestmark = pytest.mark.django_db


def found(text):
    results = search_sources(Source.objects.all(), text)
    return [source.key for source in results.sources]


def offered(typed):
    return [source.key for source in complete_sources(typed, 3)]


FORTNA = {
    "title": "Does Peacekeeping Work? Shaping Belligerents’ Choices",
    "publisher": "Princeton University Press",
    "ISBN": "9780691136714",
}
ARTICLE = {
    "type": "article-journal",
    "title": "<i>Jus</i> post bellum",
    "author": [{"family": "Óberg", "given": "Magnus"}, {"family": "van der Lijn"}],
    "container-title": "Civil Wars",
    "DOI": "10.1017/S0003055420000738",
    "issued": {"date-parts": [[2020]]},
}
RESOLUTION = {
    "type": "legislation",
    "title": "Resolution 1509 (2003) [on Liberia]",
    "author": [{"literal": "United Nations Security Council"}],
    "number": "S/RES/1509 (2003)",
    "issued": {"date-parts": [[2003]]},
}


@pytest.mark.parametrize(
    "text",
    [
        "Fortna",
        "fortna 2008",
        "Virginia Fortna",
        "does peacekeeping work",
        "shaping belligerent",
        '"peacekeeping work"',
        "“Peacekeeping Work”",
        "belliger*",
        "Princeton fortna",
        "fortna OR nobody",
        "9780691136714",
        "978-0-691-13671-4",
        "ISBN 978 0 691 13671 4",
        "0-691-13671-8",
    ],
)
def test_book_is_found_by_author_title_publisher_year_and_isbn(text):
    make_source("fortna-2008", **FORTNA)
    make_source("other", author=[], title="Another")

    assert found(text) == ["fortna-2008"]


@pytest.mark.parametrize(
    "text",
    [
        "oberg",
        "Öberg",
        "der Lijn",
        "jus post bellum",
        "civil wars 2020",
        "10.1017/S0003055420000738",
        "10.1017/s0003055420000738",
        "doi:10.1017/S0003055420000738",
        "https://doi.org/10.1017/S0003055420000738",
        "http://dx.doi.org/10.1017/S0003055420000738",
    ],
)
def test_article_is_found_by_names_without_accents_container_and_doi(text):
    make_source("oberg-2020", **ARTICLE)
    make_source("other", title="Another")

    assert found(text) == ["oberg-2020"]


@pytest.mark.parametrize(
    "text",
    [
        "S/RES/1509",
        "s/res/1509",
        "S/RES/1509 (2003)",
        "S/RES/1509(2003)",
        "SCR 1509",
        "UNSCR 1509",
        "resolution 1509",
        "Security Council resolution 1509",
        "https://undocs.org/S/RES/1509(2003)",
        "https://docs.un.org/en/S/RES/1509",
    ],
)
def test_resolution_is_found_first_however_its_symbol_is_written(text):
    make_source("s-res-1509-2003", **RESOLUTION)
    citing = make_source(
        "aaa", title="On S/RES/1509 (2003), resolution 1509 or SCR 1509"
    )
    make_topic(body=f"Claim [@{citing.key}].\n")

    assert found(text)[0] == "s-res-1509-2003"


@pytest.mark.parametrize("text", ["A/55/305", "S/2000/809", "A/55/305–S/2000/809"])
def test_each_of_joined_symbols_finds_the_document(text):
    make_source("brahimi", type="report", number="A/55/305-S/2000/809")
    make_source("other", type="report", number="A/55/3051")

    assert found(text) == ["brahimi"]


def test_every_word_is_needed_and_none_that_is_excluded():
    make_source("a-1", title="Peace in Liberia")
    make_source("b-1", title="Peace in Angola")

    assert found("peace liberia") == ["a-1"]
    assert found("peace -liberia") == ["b-1"]
    assert found("-liberia") == ["b-1"]
    assert found("peace rwanda") == []


def test_side_by_side_comes_before_apart_and_names_before_the_rest():
    make_source("rest", title="Other", publisher="Civil war")
    make_source("apart", title="War among civil servants")
    make_source("phrase", title="On civil war")

    assert found("civil war") == ["phrase", "apart", "rest"]


def test_author_comes_first_then_what_more_pages_cite():
    for key in ("zzz-1", "aaa-1"):
        make_source(key, author=[{"family": "Adams"}], title="Reading Walter")
    make_source("mmm-1", author=[{"family": "Walter"}], title="A title")
    make_topic(body="Claim [@zzz-1].\n")

    assert found("walter") == ["mmm-1", "zzz-1", "aaa-1"]


def test_words_of_different_fields_are_no_phrase():
    make_source("a-1", author=[{"family": "Alpha"}], title="Beta", publisher="Gamma")

    assert found('"alpha beta"') == found('"beta gamma"') == []


def test_other_names_of_the_same_are_found_and_told():
    make_source("a-1", title="Elections in the Democratic Republic of the Congo")

    results = search_sources(Source.objects.all(), "DRC elections")

    assert [source.key for source in results.sources] == ["a-1"]
    assert "DRC" in results.related


@pytest.mark.parametrize(
    "text",
    [
        *("'", '"', '""', "*", "(", "OR", "NOT a", "{names}:x", "a:b", "\\", "%", "_"),
        *("\ue000", "\ue001", "a' | 'b", "é" * 200, '- + "', "a AND", "NEAR(a b)"),
        *("10.", "isbn", "doi:", "a" * 200, "ﷺ" * 200, "+a -a", "x* y* z* a* b* c*"),
    ],
)
def test_no_text_is_taken_for_an_expression_of_the_index(text):
    make_source("a-1", title="Title")

    assert isinstance(found(text), list)
    assert isinstance(offered(text), list)


def test_word_without_which_there_are_sources_is_told():
    make_source("a-1", title="Peace in Liberia")
    make_source("b-1", title="Peace in Angola")

    results = search_sources(Source.objects.all(), "peace qwertz liberia")
    counts = {clause.text: n for clause, n in results.counts_without_each()}

    assert counts == {"qwertz": 1}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fort", ["fortna-2008"]),
        ("does peacekeepi", ["fortna-2008"]),
        ("belligerents", ["fortna-2008"]),
        ("fortna wor", ["fortna-2008"]),
        ("S/RES/15", ["s-res-1509-2003"]),
        ("s/res/1509 (2", ["s-res-1509-2003"]),
        ("scr 15", ["s-res-1509-2003"]),
        ("prince", []),
        ("  ", []),
    ],
)
def test_names_titles_and_symbols_are_completed(typed, expected):
    make_source("fortna-2008", **FORTNA)
    make_source("s-res-1509-2003", **RESOLUTION)

    assert offered(typed) == expected
