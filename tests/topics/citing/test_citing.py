from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics.citing import InvalidEntry, check_entry, reference, sort_key, year_of
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
        ({"URL": ["https://example.org"]}, "URL"),
        ({"DOI": 10}, "DOI"),
        ({"type": ["book"]}, "type"),
        ({"title": {"en": "x"}}, "title"),
        ({"title": True}, "title"),
        ({"title": "<i> </i>"}, "title"),
        ({"title": "x" * 501}, "500"),
        ({"number": "x" * 121}, "120"),
        ({"id": "x" * 81}, "80"),
        ({"container-title": ["J"]}, "container-title"),
        ({"volume": 1.5}, "volume"),
        ({"title": "a\0b"}, "U\\+0000"),
        ({"note": "a\ud800b"}, "U\\+D800"),
        ({"custom": {"a": ["\x1b"]}}, "no text"),
        ({"author": [{"family": "Doe\u202e"}]}, "direction"),
        ({"DOI": "\u202a10.1111/x"}, "direction"),
        ({"custom": float("nan")}, "not a number"),
        ({"custom": [[[[[[[[[[[]]]]]]]]]]]}, "deep"),
        ({"editor": "Smith"}, "editor"),
        ({"editor": [{}]}, "editor"),
        ({"editor": [None]}, "editor"),
        ({"editor": {"family": "Smith"}}, "editor"),
        ({"translator": ["Smith"]}, "translator"),
        ({"author": [{"family": 5}]}, "author"),
        ({"author": [{"family": "Smith", "given": ["A"]}]}, "author"),
        ({"author": [{"literal": " "}]}, "author"),
        ({"author": None}, "author"),
        ({"issued": {"date-parts": [[2004], []]}}, "issued"),
        ({"issued": {"date-parts": [[2004, 5, 40]]}}, "issued"),
        ({"issued": {"date-parts": [[2004], [2003]]}}, "issued"),
        ({"issued": None}, "issued"),
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


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "suffix"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
NAMES = st.lists(
    st.dictionaries(
        st.sampled_from(["family", "given", "suffix", "non-dropping-particle"]),
        st.text(max_size=9) | JSON,
        max_size=3,
    ),
    max_size=5,
)
DATES = st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(st.integers(-1, 2100), max_size=4), max_size=3)},
    optional={"season": st.integers(-1, 5), "circa": JSON},
)
VARIABLES = {
    **dict.fromkeys(["author", "editor", "translator", "container-author"], NAMES),
    "issued": DATES,
    **dict.fromkeys(
        ["container-title", "volume", "page", "number", "edition", "event", "custom"],
        st.text(max_size=9),
    ),
}


@pytest.mark.slow
@settings(deadline=None, max_examples=400)
@given(
    kind=st.sampled_from(["book", "chapter", "article-newspaper", "report", "speech"]),
    title=st.text(min_size=1, max_size=20) | JSON,
    variables=st.fixed_dictionaries(
        {}, optional={name: values | JSON for name, values in VARIABLES.items()}
    ),
)
def test_entry_of_any_structure_is_refused_or_has_a_reference(kind, title, variables):
    entry = {"id": "any", "type": kind, "title": title, **variables}

    with suppress(InvalidEntry):
        check_entry(entry)
        assert "None" not in reference(entry) or "None" in str(entry)


def filed(**changes):
    return sort_key(reference({**BOOK, **changes}))


def test_references_are_filed_by_letters_whatever_their_marks():
    in_order = [
        filed(author=[{"family": "d'Argent", "given": "Pierre"}]),
        filed(author=[{"family": "de Coning", "given": "Cedric"}]),
        filed(author=[{"literal": "defenceWeb"}]),
        filed(author=[{"family": "Élan", "given": "A"}]),
        filed(author=[{"family": "Elan", "given": "B"}]),
        filed(author=[], title="The fall of a zone"),
        filed(author=[], title="“Fallen” and lost", type="treaty"),
        filed(author=[], title="<i>Jus</i> in bello"),
        filed(author=[{"family": "van der Lijn", "given": "Jaïr"}]),
        filed(author=[{"family": "Ólafur"}]),
        filed(author=[{"family": "Van Walraven", "given": "Klaas"}]),
        filed(author=[{"family": "Лавров"}]),
    ]

    assert in_order == sorted(in_order)
    assert len(set(in_order)) == len(in_order)


def test_references_of_an_author_are_filed_by_date_before_those_with_others():
    alone, other = {"family": "Doe", "given": "A"}, {"family": "Roe", "given": "B"}
    in_order = [
        filed(author=[alone], issued={"date-parts": [[1999]]}),
        filed(author=[alone], issued={"date-parts": [[2004], [2006]]}),
        filed(author=[alone], issued={"date-parts": [[2005]]}),
        filed(author=[alone, other], issued={"date-parts": [[1990]]}),
    ]

    assert in_order == sorted(in_order)


def test_article_is_not_taken_for_a_name_or_a_name_for_an_article():
    assert filed(author=[{"family": "An", "given": "Kyung"}]).startswith(b"an k")
    assert filed(author=[{"literal": "The Paper"}]).startswith(b"paper")


def test_article_without_author_and_periodical_is_filed_by_its_title():
    unsigned = {"author": [], "type": "article-newspaper", "title": "Troops leave"}

    assert filed(**unsigned).startswith(b"troops leave")
