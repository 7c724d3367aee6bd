"""What the page on privacy promises."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    make_image,
    make_indicator,
    make_mission,
    make_source,
    make_tag,
    make_topic,
    revise,
)

# What a browser fetches by itself, by tag.
LOADED = {"src", "srcset", "poster", "data", "action", "formaction", "ping"}
LOADING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "manifest",
    "prefetch",
}


@pytest.fixture
def content(db):
    make_source("a-1", URL="https://example.org/report")
    make_tag("gender")
    make_image("convoy")
    make_mission("unamsil", body="[[page]]\n")
    make_indicator("deaths", [(2011, 1), (2013, 2, 1, 3)])
    page = make_topic("page", tags=["gender"], body="Claim [@a-1].\n\n![[convoy]]\n")
    revise(page, body="Claim [@a-1], revised.\n\n![[convoy]]\n")


@pytest.fixture
def site(client, content):
    """All that can be reached from the first page: {address: response}."""
    found, waiting = {}, ["/", "/search/?q=atlantis", "/nothing/"]
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith("/admin/"):
            continue
        found[address] = response = client.get(address)
        if "html" in response["Content-Type"]:
            links = page_of(response).select("a[href]")
            waiting += [
                urlsplit(link["href"])._replace(fragment="").geturl()
                for link in links
                if link["href"].startswith("/") and "?" not in link["href"]
            ]
    return found


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def test_nothing_that_readers_reach_sets_a_cookie(client, site):
    assert {"/role/page/", "/privacy/", "/role/page/history/"} <= site.keys()
    assert [address for address in site if site[address].cookies] == []
    assert not client.cookies


def test_nothing_that_readers_reach_loads_from_elsewhere(site):
    for address, response in site.items():
        if "html" not in response["Content-Type"]:
            continue
        page = page_of(response)
        loaded = [
            tag[name] for tag in page.find_all(True) for name in LOADED & set(tag.attrs)
        ]
        loaded += [
            link["href"]
            for link in page.select("link")
            if LOADING_LINKS & set(link["rel"])
        ]
        assert [
            url for url in loaded if not url.startswith("/") or url[:2] == "//"
        ] == [], address


def test_every_page_leads_to_privacy(read, content):
    assert read("/role/page/").select_one('footer a[href="/privacy/"]')


def test_signing_in_sets_the_cookies_that_the_page_names(
    client, editor, read, settings
):
    settings.SESSION_COOKIE_AGE = 3 * 24 * 3600

    page = read("/privacy/").select_one("main").text
    client.get("/admin/login/")
    assert set(client.cookies) == {"csrftoken"}
    client.post(
        "/admin/login/",
        {"username": editor.username, "password": "a-password-for-tests"},
    )
    assert set(client.cookies) == {"csrftoken", "sessionid", "editor"}
    assert "after 72 hours" in page
    assert "after 14 days" in page
    assert client.cookies["sessionid"]["max-age"] == settings.SESSION_COOKIE_AGE
