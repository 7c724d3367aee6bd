import pytest

from tests.factories import make_draft, make_mission, make_topic
from topics import publishing
from topics.quality import links

pytestmark = pytest.mark.django_db


def orphans():
    """{slug: how many pages lead to it}"""
    rows = links.orphans()
    return {row["subject"].partition("/")[2]: row["count"] for row in rows}


def references(*slugs):
    return [{"to": slug, "kind": "see-also", "note": "why"} for slug in slugs]


def test_link_to_a_draft_is_broken():
    make_draft("draft")
    make_topic("page", body="[[draft]]\n")

    assert [row["named"] for row in links.broken_links()] == ["draft"]


def test_predecessor_that_is_not_published_is_broken():
    make_draft("draft")
    make_mission("first", profile={"predecessor": "draft"})
    make_mission("second", profile={"predecessor": "first"})

    broken = [(row["subject"], row["named"]) for row in links.broken_predecessors()]

    assert broken == [("missions/first", "draft")]


def test_page_that_two_others_lead_to_is_no_orphan():
    make_topic("page")
    make_topic("one", body="[[page]]\n")
    assert orphans() == {"page": 1, "one": 0}

    make_topic("two", related=references("page"))

    assert orphans() == {"one": 0, "two": 0}


def test_page_that_leads_by_link_and_reference_counts_once():
    make_topic("page")
    make_topic("one", body="[[page]]\n", related=references("page"))

    assert orphans()["page"] == 1


def test_page_itself_and_drafts_do_not_lead_to_it():
    make_topic("page", body="[[page]]\n")
    make_draft("one", body="[[page]]\n")

    assert orphans() == {"page": 0}


def test_link_by_an_old_slug_leads_to_the_page():
    page = make_topic("page")
    publishing.rename(page, "renamed")
    make_topic("one", body="[[page]] [[renamed]]\n")
    make_topic("two", body="[[page]]\n")

    assert "renamed" not in orphans()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("United Nations Mission, first", "first"),
        ("The 2nd page", "second"),
        ("MINUSX", "first"),
        ("frist", "first"),
        ("Twice", ""),
        ("entirely different", ""),
        ("a-draft", ""),
    ],
)
def test_broken_link_says_which_page_was_meant(written, meant):
    title, profile = "United Nations Mission (first)", {"acronym": "MINUSX"}
    make_mission("first", title=title, profile=profile)
    make_topic("second", title="The 2nd page")
    make_topic("third", title="Twice"), make_topic("fourth", title="Twice")
    make_draft("a-draft")
    make_topic("page", body=f"[[{written}]]\n")

    [issue] = links.BROKEN_LINK.issues()

    assert (f"did you mean “{meant}”?" in issue.sentence) == bool(meant)
    assert ("did you mean" in issue.sentence) == bool(meant)
