"""The disk is full, or the database is only for reading."""

import pytest

from tests.cluster.visitor import Visitor
from tests.faults.editing import address, opened, resend

pytestmark = pytest.mark.servers
# In bytes: room for the portal's log, none for SQLite's.
LITTLE = 20_000
LONG = "A long line of a long text about peace.\r\n" * 5_000


@pytest.fixture(params=["full disk", "read-only PostgreSQL"])
def portal_and_fault(request):
    if request.param == "full disk":
        portal = request.getfixturevalue("on_sqlite")
        return portal, portal.largest_file(LITTLE)
    portal = request.getfixturevalue("on_postgres")
    return portal, request.getfixturevalue("postgres").read_only()


def test_save_is_refused_with_all_that_was_typed_and_readers_read_on(portal_and_fault):
    portal, fault = portal_and_fault
    reader, editor = Visitor(portal.url), Visitor(portal.url).sign_in()
    typed = {**opened(editor, 1), "title": "Typed in vain", "body": LONG}

    with fault:
        refused = editor.post(address(1), typed)
        pages = [reader.get(f"/role/page-{number}/") for number in (1, 2, 3)]

    assert refused.status_code == 503
    assert refused.heading == "The portal could not save this now"
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert pages[0].heading != "Typed in vain"
    assert resend(editor, refused).status_code == 302
    assert Visitor(portal.url).get("/role/page-1/").heading == "Typed in vain"
