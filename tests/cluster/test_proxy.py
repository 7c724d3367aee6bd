"""nginx with the configuration of docs/deployment, before one process of the portal."""

import pytest

from tests.cluster.servers import Proxy
from tests.cluster.visitor import Visitor
from tests.portal.server import free_port

pytestmark = pytest.mark.servers
PAGE = "/role/a-page/"


@pytest.fixture
def proxy(portal, tmp_path):
    with Proxy(free_port(), portal, tmp_path) as running:
        yield running


def test_pages_are_shown_while_the_portal_is_down(portal, proxy):
    visitor = Visitor(proxy.url)
    shown = visitor.get(PAGE)

    portal.stop()
    try:
        stale = visitor.get(PAGE)
        unknown = visitor.get("/sources/")
    finally:
        portal.start()

    assert (stale.status_code, stale.content) == (200, shown.content)
    assert unknown.status_code == 502


def test_published_page_is_seen_at_once_through_the_proxy(portal, proxy, publish):
    visitor = Visitor(proxy.url)
    visitor.get(PAGE)
    unchanged = visitor.get(PAGE)

    title, _editor = publish(portal)

    assert unchanged.headers["X-Cache-Status"] == "REVALIDATED"
    assert visitor.get(PAGE).heading == title


def test_browser_that_has_the_page_is_told_so(proxy):
    etag = Visitor(proxy.url).get(PAGE).headers["ETag"]

    answer = Visitor(proxy.url).get(PAGE, **{"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")


def test_editor_goes_past_what_is_kept(proxy):
    Visitor(proxy.url).get(PAGE)
    editor = Visitor(proxy.url).sign_in()

    assert editor.get(PAGE).headers["X-Cache-Status"] == "BYPASS"
    assert "admin/logout" in editor.get("/admin/").content.decode()


def test_session_is_known_under_the_name_that_its_cookie_has_with_tls(proxy):
    Visitor(proxy.url).get(PAGE)

    answer = Visitor(proxy.url).get(PAGE, Cookie="a=1; __Host-sessionid=x")

    assert answer.headers["X-Cache-Status"] == "BYPASS"


def test_static_file_is_answered_without_the_portal(proxy):
    visitor = Visitor(proxy.url)
    visitor.get("/static/css/base.css")

    answer = visitor.get("/static/css/base.css")

    assert answer.headers["X-Cache-Status"] == "HIT"
