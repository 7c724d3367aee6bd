"""Addresses that forgive, and what is offered where they cannot."""

from urllib.parse import urlsplit

import pytest

from tests.factories import (
    make_agreement,
    make_draft,
    make_mission,
    make_source,
    make_topic,
    make_topics,
)
from topics import publishing
from topics.models import Tag

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(scope="module", autouse=True)
def pages(module_db):
    make_mission(
        "unamsil", title="United Nations Mission in Sierra Leone", tags=["ddr"]
    )
    make_agreement("comprehensive-peace", profile={"acronym": "CPA"})
    make_source("fortna-2008")
    tag = Tag.objects.get(slug="ddr")
    tag.add_alias("Demobilization")
    topic = make_topic("a-page", title="Women, peace and security")
    topic.aliases.create(slug="former-name")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/missions/UNAMSIL/", "/missions/unamsil/"),
        ("/missions/UNAMSIL", "/missions/unamsil/"),
        ("/Missions/unamsil/", "/missions/unamsil/"),
        ("/unamsil/", "/missions/unamsil/"),
        ("/UnamSil", "/missions/unamsil/"),
        ("/MISSIONS/", "/missions/"),
        ("/CPA/", "/history/comprehensive-peace/"),
        ("/history/cpa/", "/history/comprehensive-peace/"),
        ("/DDR/", "/tags/ddr/"),
        ("/demobilization/", "/tags/ddr/"),
        ("/tags/DDR/", "/tags/ddr/"),
        ("/tags/Demobilization/", "/tags/ddr/"),
        ("/Tags/ddr/", "/tags/ddr/"),
        ("/TAGS/", "/tags/"),
        ("/sources/Fortna-2008/", "/sources/fortna-2008/"),
        ("/Sources/FORTNA-2008/", "/sources/fortna-2008/"),
        ("/countries/SLE/", "/countries/sl/"),
        ("/countries/Sl/", "/countries/sl/"),
        ("/Countries/sle/", "/countries/sl/"),
        ("/Timeline/", "/timeline/"),
        ("/Search/?q=Peace+Talks", "/search/?q=Peace+Talks"),
        ("/role/A-Page/history/", "/role/a-page/history/"),
        ("/role/former-name/", "/role/a-page/"),
        ("/role/former-name/history/1/", "/role/a-page/history/1/"),
        ("/law/a-page/history/", "/role/a-page/history/"),
        ("/role/A-Page/cite/", "/role/a-page/cite/"),
        ("/role/former-name/cite.bib", "/role/a-page/cite.bib"),
        ("/Missions/Missions.csv", "/missions/missions.csv"),
        ("/ROBOTS.TXT", "/robots.txt"),
    ],
)
def test_address_in_other_letters_leads_to_the_page(client, asked, there):
    steps = client.get(asked, follow=True).redirect_chain

    assert steps[-1][0] == there
    assert {status for _address, status in steps} == {301}
    # One for the slash at most.
    assert len(steps) <= 2
    assert client.get(there).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        *("/nothing/", "/role/nothing/", "/NOTHING/At/All/", "/tags/Nothing/"),
        *("/Sources/Nothing/", "/Countries/ZZ/", "/countries/AQ/", "/1/", "/tags/1/"),
        *("/role/a-page/history/99/", "/Role/A-Page/history/99/x/"),
        *("/ADMIN/", "/Nothing/nothing.csv", "/Tags/a-page/", "/sources/unamsil/"),
        *("/%2F%2Fevil.example/UNAMSIL/", "/\\evil.example/"),
        *("/K\u0130SS/", "/\u212aosovo/", "/media/images/X-1.webp", "/UNAMSIL/x/y/z/"),
    ],
)
def test_unknown_address_stays_unknown(client, address):
    response = client.get(address, follow=True)

    assert response.status_code == 404
    assert [urlsplit(to).netloc for to, _status in response.redirect_chain] in (
        [],
        [""],
    )


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example/X", "//UNAMSIL"])
def test_address_never_leads_to_another_site(client, path):
    response = client.get("/", PATH_INFO=path)

    assert urlsplit(response.get("Location", "")).netloc == ""


def test_acronym_of_several_is_searched_for_and_finds_them(client):
    make_mission("onuc-1", profile={"acronym": "ONUC"})
    make_agreement("onuc-2", profile={"acronym": "onuc"})

    response = client.get("/missions/Onuc/")

    assert (response.status_code, response["Location"]) == (302, "/search/?q=Onuc")


def test_form_sent_to_another_address_is_not_led_on(as_editor):
    assert as_editor.post("/Admin/Topics/").status_code in {404, 405}


def test_drafts_are_neither_led_to_nor_offered(client, read):
    make_draft("secret-draft", title="Secret draft")
    gone = make_mission("secretmission", title="Secret mission")
    gone.aliases.create(slug="secret-alias")
    publishing.unpublish(gone)

    for address in (
        *("/SECRETMISSION/", "/missions/SecretMission/", "/Role/Secret-Draft/"),
        *("/secret-alias/", "/missions/secretmission/history/", "/secret/"),
    ):
        assert not read(address, status=404).select("main a[href*=secret]:not([rel])")


def offered(page):
    return [link["href"] for link in page.select("main .plain-list a")]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/missions/unamsill/", "/missions/unamsil/"),
        ("/missions/sierra-leone-mission/", "/missions/unamsil/"),
        ("/women-peace-security/", "/role/a-page/"),
        ("/role/women-piece-and-security.html", "/role/a-page/"),
        ("/Women%20Peace%20Security", "/role/a-page/"),
    ],
)
def test_page_not_found_offers_the_nearest_pages(read, asked, meant):
    assert meant in offered(read(asked, status=404))


def test_page_not_found_offers_a_search_for_the_words_of_its_address(read, client):
    page = read("/missions/the-sierra_leone%20mission.html/", status=404)

    [link] = page.select("main a[rel=nofollow]")
    words = "missions the sierra leone mission html"
    assert words in link.text
    assert client.get(link["href"]).context["form"].cleaned_data["q"] == words


@pytest.mark.parametrize(
    "path",
    [
        "/%3Cscript%3Ealert(1)%3C/script%3E/",
        "/" + "very-long-" * 300 + "/",
        "/%E2%80%AEgnp.exe/",
        "/" + "a/" * 500,
        "/%00/",
        "/-/",
    ],
)
def test_odd_address_is_answered_in_few_words(client, read, path):
    page = read(path, status=404)

    assert page.select_one("h1").text == "There is no page here"
    assert not page.select("main script")
    assert len(page.select_one("main").text) < 1_500


def test_page_not_found_is_not_for_search_engines(read):
    page = read("/nothing/", status=404)

    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("link[rel=canonical]")


def test_guessing_costs_the_same_with_few_pages_and_with_many(
    client, django_assert_num_queries
):
    make_topics([f"t-{number}" for number in range(30)])
    client.get("/")

    for _ in range(2):
        with django_assert_num_queries(3):
            client.get("/wp-login.php/nothing/")
