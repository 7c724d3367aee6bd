import pytest

from topics.citing import InvalidEntry, check_entry, reference, year_of
from topics.citing.csl import is_isbn

BOOK = {
    "id": "fortna-2008",
    "type": "book",
    "title": "Does Peacekeeping Work?",
    "author": [{"family": "Fortna", "given": "Virginia Page"}],
    "issued": {"date-parts": [[2008]]},
    "publisher": "Princeton University Press",
    "publisher-place": "Princeton",
}


def test_reference_names_author_year_title_and_publisher():
    assert reference(BOOK) == (
        "Fortna, V.P. (2008) <i>Does Peacekeeping Work?</i> "
        "Princeton: Princeton University Press."
    )


def test_reference_leaves_the_address_to_the_page():
    assert reference({**BOOK, "URL": "https://example.org/x"}) == reference(BOOK)


def test_reference_escapes_markup_in_an_entry():
    line = reference({**BOOK, "title": "<script>x</script> & <u>more</u>"})

    assert "&lt;script&gt;x&lt;/script&gt; &amp; &lt;u&gt;more&lt;/u&gt;" in line


def test_title_of_a_work_without_author_stands_once():
    treaty = {
        "id": "t-1949",
        "type": "treaty",
        "title": "Geneva Conventions",
        "issued": {"date-parts": [[1949]]},
    }

    assert reference(treaty).count("Geneva Conventions") == 1


def test_year_is_that_of_the_first_date():
    assert year_of({"issued": {"date-parts": [[1999, 10, 22]]}}) == 1999
    assert year_of({"issued": {"raw": "long ago"}}) is None


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"id": "Fortna 2008"}, "id"),
        ({"id": None}, "id"),
        ({"type": "scroll"}, "type"),
        ({"title": " "}, "title"),
        ({"author": "Fortna"}, "author"),
        ({"author": [{"given": "Page"}]}, "author"),
        ({"issued": {"date-parts": [["soon"]]}}, "issued"),
        ({"DOI": "https://doi.org/10.1/x"}, "DOI"),
        ({"ISBN": "9780306406158"}, "ISBN"),
        ({"URL": "javascript:alert(1)"}, "address"),
    ],
)
def test_entry_that_cannot_be_cited_is_refused(changes, word):
    with pytest.raises(InvalidEntry, match=word):
        check_entry({**BOOK, **changes})


def test_good_entry_passes():
    check_entry({**BOOK, "DOI": "10.1111/ajps.12036", "ISBN": "978-0-306-40615-7"})


@pytest.mark.parametrize("isbn", ["0-306-40615-2", "080442957X", "9780306406157"])
def test_check_digits_of_isbn(isbn):
    assert is_isbn(isbn)
    assert not is_isbn(isbn.replace("4", "5", 1))
