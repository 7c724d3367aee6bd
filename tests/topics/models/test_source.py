import pytest

from tests.factories import make_source, make_topic
from topics import publishing
from topics.models import Citation, Source

pytestmark = pytest.mark.django_db

# In the order of the bibliography.
ENTRIES = {
    "p-1": {"author": [{"family": "d'Argent", "given": "Pierre"}]},
    "o-1": {"author": [{"family": "de Coning", "given": "Cedric"}]},
    "n-1": {"author": [{"literal": "defenceWeb"}]},
    "m-1": {"author": [{"family": "Einsiedel", "non-dropping-particle": "von"}]},
    "l-1": {"author": [{"family": "Élan", "given": "A"}]},
    "k-1": {"author": [], "title": "The <i>end</i> of it"},
    "j-1": {"author": [], "title": "“Final” report", "type": "treaty"},
    "i-1": {"author": [{"family": "al-Hussein", "given": "Zeid"}]},
    "h-1": {"author": [{"family": "van der Lijn", "given": "Jaïr"}]},
    "g-1": {"author": [{"family": "Ó Tuathail", "given": "Gearóid"}]},
    "f-1": {"author": [{"family": "Obi", "given": "B"}]},
    "e-1": {"author": [{"family": "O'Brien", "given": "Conor"}]},
    "d-1": {"author": [{"family": "Ódor", "given": "A"}]},
    "c-1": {"author": [{"family": "Van Walraven", "given": "Klaas"}]},
    "b-1": {"author": [{"family": "de Waal", "given": "Alex"}]},
    "a-2": {"author": [{"family": "Лавров", "given": "А"}]},
    "a-1": {"author": [{"family": "王", "given": "小明"}]},
}


def test_bibliography_is_in_the_order_of_libraries():
    for key in sorted(ENTRIES):
        make_source(key, **ENTRIES[key])

    assert [source.key for source in Source.objects.all()] == list(ENTRIES)


def test_sources_that_look_alike_are_in_the_order_of_their_keys():
    for key in ("b-1", "a-1"):
        make_source(key, title="The same")

    assert [source.key for source in Source.objects.all()] == ["a-1", "b-1"]


def test_further_reading_is_in_the_order_of_the_bibliography_after_what_is_cited():
    for key in ("f-1", "h-1", "n-1", "k-1"):
        make_source(key, **ENTRIES[key])
    make_topic(body="First [@h-1], then [@n-1].\n", sources=["f-1", "k-1"])

    citations = Citation.objects.for_page()

    assert [row.key for row in citations] == ["h-1", "n-1", "k-1", "f-1"]


def test_article_without_author_is_called_by_its_newspaper():
    source = make_source("a-1", author=[], **{"container-title": "<i>The Times</i>"})

    assert source.short_name == "The Times, 2008"


def test_title_is_without_markup():
    source = make_source("a-1", title="<i>Jus</i> &amp; bellum")

    assert source.title == "Jus & bellum"


def test_rebuilding_describes_sources_again():
    source = make_source("a-1")
    Source.objects.update(reference="", sort_key=b"", title="")

    publishing.rebuild()

    [again] = Source.objects.all()
    assert (again.reference, again.title) == (source.reference, source.title)
    assert bytes(again.sort_key) == bytes(source.sort_key) != b""


@pytest.mark.parametrize(
    ("kind", "shown"), [("report", False), ("book", True), ("webpage", True)]
)
def test_number_is_shown_beside_a_reference_without_it(kind, shown):
    source = make_source("a-1", type=kind, number='A/1 & "Add. 2"')

    assert source.shows_number is shown
