"""Reports: what each lists, the form that fixes it, and who may see it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.utils import timezone

from tests.factories import (
    make_draft,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
    make_user,
)
from topics.admin.reports import PAGE_SIZE, REPORTS
from topics.models import Topic
from topics.search import count_zero_result_query

pytestmark = pytest.mark.django_db


def rows(client, report, query=""):
    """The cells of a report's rows, as (words, address or None)."""
    response = client.get(f"/admin/reports/{report}/{query}")
    assert response.status_code == 200
    table = BeautifulSoup(response.content, "html.parser").select(".report tbody tr")
    return [
        [(cell.text, cell.a["href"] if cell.a else None) for cell in row.select("td")]
        for row in table
    ]


def form(topic):
    return f"/admin/topics/topic/{topic.pk}/change/"


def test_broken_links_lead_to_the_form_of_the_page(as_editor):
    make_draft("draft")
    see = {"kind": "explains", "note": "n"}
    topic = make_topic(
        title="A", body="[[gone]] [[draft]]\n", related=[{"to": "lost", **see}]
    )
    mission = make_mission("m", title="B", profile={"predecessor": "before"})
    make_topic(title="C", body="[[m]]\n")
    make_draft(title="D", body="[[nothing]]\n")

    assert rows(as_editor, "broken-links") == [
        [("A", form(topic)), ("draft", None), ("link in the text", None)],
        [("A", form(topic)), ("gone", None), ("link in the text", None)],
        [("A", form(topic)), ("lost", None), ("cross-reference", None)],
        [("B", form(mission)), ("before", None), ("predecessor", None)],
    ]


def test_missing_pages_come_by_how_many_want_them(as_editor):
    draft = make_draft("draft")
    for number in range(5):
        make_topic(title=f"Page {number}", body="[[most-wanted]]\n")
    see = {"to": "most-wanted", "kind": "explains", "note": "n"}
    make_topic(title="Both", body="[[most-wanted]] [[draft]]\n", related=[see])

    most, other = rows(as_editor, "missing-targets")

    assert most[:3] == [
        ("most-wanted", None),
        ("6", None),
        ("Both, Page 0, Page 1, 3 more", None),
    ]
    assert most[3] == ("Write it", "/admin/topics/topic/add/?slug=most-wanted")
    assert other[0] == ("draft", None)
    assert other[3] == ("Publish its draft", form(draft))


def test_form_that_fixes_a_missing_page_has_its_slug(as_editor):
    response = as_editor.get("/admin/topics/topic/add/?slug=most-wanted")

    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("#id_slug")["value"] == "most-wanted"


def test_orphans_come_by_how_few_other_published_pages_lead_to_them(as_editor):
    other = make_topic("other", title="A", body="[[lonely]]\n")
    lonely = make_topic("lonely", title="B", body="[[lonely]] [[linked]]\n")
    make_topic("linked", title="C", body="[[other]]\n")
    none = make_topic("none", title="D", body="[[none]] [[linked]]\n")
    make_draft(body="[[lonely]] [[none]]\n")

    assert rows(as_editor, "orphans") == [
        [("D", form(none)), ("Section role", None), ("0", None)],
        [("A", form(other)), ("Section role", None), ("1", None)],
        [("B", form(lonely)), ("Section role", None), ("1", None)],
    ]


def test_page_without_sources_cites_and_lists_none_and_stands_first(as_editor):
    make_source("a-1"), make_source("b-2")
    one = make_topic(title="A", body="Claim [@a-1].\n")
    listed = make_topic(title="B", sources=["a-1"])
    without = make_topic(title="C", body="Claim [@unknown-1].\n")
    make_topic(body="Claim [@a-1].\n", sources=["b-2"])

    assert rows(as_editor, "without-sources") == [
        [("C", form(without)), ("Section role", None), ("0", None)],
        [("A", form(one)), ("Section role", None), ("1", None)],
        [("B", form(listed)), ("Section role", None), ("1", None)],
    ]


def test_unknown_source_leads_to_a_form_with_its_key(as_editor):
    topic = make_topic(title="T", body="Claim [@unknown-1].\n")

    assert rows(as_editor, "unknown-sources") == [
        [
            ("unknown-1", "/admin/topics/source/add/?key=unknown-1"),
            ("T", form(topic)),
        ]
    ]


def test_reviews_are_overdue_after_the_interval_or_if_there_was_none(as_editor):
    never = make_topic(title="Never")
    old = make_topic(title="Old", reviewed="2001-02-03")
    make_topic(title="Fresh", reviewed=str(timezone.localdate()))
    make_draft(title="Draft")

    assert rows(as_editor, "overdue-reviews") == [
        [("Never", form(never)), ("never", None)],
        [("Old", form(old)), ("3 February 2001", None)],
    ]


def test_tag_is_unused_if_no_page_draft_or_narrower_tag_needs_it(as_editor):
    make_topic(tags=["carried"]), make_draft(tags=["drafted"])
    make_tag("narrow", broader=make_tag("broad"))
    make_topic(tags=["narrow"])
    lonely = make_tag("lonely")

    assert rows(as_editor, "unused-tags") == [
        [("Lonely", f"/admin/topics/tag/{lonely.pk}/change/"), ("Themes", None)]
    ]


def test_source_is_never_cited_if_no_page_and_no_figure_rests_on_it(as_editor):
    make_source("cited"), make_source("listed"), make_source("figure")
    make_topic(body="[@cited]\n", sources=["listed"])
    make_topic(
        section=make_section("evaluation", profile="indicator"),
        indicator={
            "definition": "D",
            "unit": "u",
            "direction": "depends",
            "source": "figure",
        },
    )
    never = make_source("never")

    (row,) = rows(as_editor, "uncited-sources")

    assert row[0] == ("never", f"/admin/topics/source/{never.pk}/change/")


def test_search_without_result_leads_to_a_new_page_or_a_tag(as_editor):
    as_editor.get("/search/?q=xylophones")
    as_editor.get("/search/?q=xylophones")

    (row,) = rows(as_editor, "empty-searches")

    assert row[0] == ("xylophones", "/search/?q=xylophones")
    assert row[1] == ("2", None)
    assert row[3][1] == "/admin/topics/topic/add/?title=xylophones"
    assert row[4][1] == "/admin/topics/tag/?q=xylophones"


def test_list_of_reports_tells_how_much_each_lists(as_editor):
    make_topic(body="[[gone]]\n")

    page = BeautifulSoup(as_editor.get("/admin/reports/").content, "html.parser")

    counts = {row.th.text: row.td.text for row in page.select(".report tbody tr")}
    assert counts["Broken links"] == counts["Orphans"] == "1"
    assert counts["Unused tags"] == "0"
    assert len(counts) == len(REPORTS)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.slug)
def test_empty_report_says_so(as_editor, report):
    response = as_editor.get(f"/admin/reports/{report.slug}/")

    assert "nothing to fix" in response.content.decode()


def test_long_report_is_cut_into_pages(as_editor):
    for number in range(PAGE_SIZE + 3):
        count_zero_result_query(f"word{number:03}")

    assert len(rows(as_editor, "empty-searches")) == PAGE_SIZE
    assert len(rows(as_editor, "empty-searches", "?page=2")) == 3


@pytest.mark.parametrize("query", ["?page=999", "?page=x", "?page=-1", "?page=0"])
def test_page_that_is_not_there_is_answered_with_one_that_is(as_editor, query):
    make_topic(title="T")

    assert len(rows(as_editor, "orphans", query)) == 1


def test_unknown_report_is_not_found(as_editor):
    assert as_editor.get("/admin/reports/nonsense/").status_code == 404


def test_contributor_sees_reports(client, contributor):
    make_topic(title="T")
    client.force_login(contributor)

    assert len(rows(client, "orphans")) == 1


@pytest.mark.parametrize("address", ["", *(f"{report.slug}/" for report in REPORTS)])
def test_staff_without_rights_sees_no_report(client, address):
    user = make_user("nobody")
    user.is_staff = True
    user.save()
    client.force_login(user)

    assert client.get(f"/admin/reports/{address}").status_code == 403


def test_each_report_asks_for_its_own_right(client):
    user = make_user("librarian")
    user.is_staff = True
    user.save()
    user.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(user)

    assert client.get("/admin/reports/uncited-sources/").status_code == 200
    assert client.get("/admin/reports/orphans/").status_code == 403
    page = BeautifulSoup(client.get("/admin/reports/").content, "html.parser")
    assert len(page.select(".report tbody tr")) == 2


@pytest.mark.parametrize("address", ["", *(f"{report.slug}/" for report in REPORTS)])
def test_anonymous_is_asked_to_sign_in(client, address):
    response = client.get(f"/admin/reports/{address}")

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_reports_change_nothing(as_editor):
    make_topic(body="[[gone]]\n")

    as_editor.post("/admin/reports/orphans/", {"delete": "1"})

    assert Topic.objects.exists()
