"""Several editors save at once, through two processes of the portal."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cluster.visitor import Visitor
from tests.faults.editing import address, opened, save

pytestmark = pytest.mark.servers
SAVES = 3
MOST_MERGED = 20  # one after the other wins, so nobody loses so often
SHARED = 1  # the page that everybody writes to


@pytest.fixture(params=["on_sqlite", "on_postgres"])
def portal(request):
    return request.getfixturevalue(request.param)


def write(editor, page, who):
    """Add lines to a page, one a save; after a merge, look at it and save again. Gives
    back the status of all answers."""
    statuses = []
    for number in range(SAVES):
        line = f"Line {number} of {who}."
        for _attempt in range(MOST_MERGED):
            form = opened(editor, page)
            body = f"{form['body']}\r\n\r\n{line}\r\n"
            answer = editor.post(address(page), {**form, "body": body})
            statuses.append(answer.status_code)
            if answer.status_code != 200:
                break
    return statuses


def test_concurrent_saves_lose_nothing_and_none_fails(portal):
    pages = {"Ann": SHARED, "Bob": SHARED, "Cem": 2, "Dan": 3}
    editors = {who: Visitor(portal.url).sign_in() for who in pages}
    for who, page in pages.items():
        assert save(editors[who], page, body="Begun.").status_code == 302

    with ThreadPoolExecutor() as threads:
        answers = [
            threads.submit(write, editors[who], page, who)
            for who, page in pages.items()
        ]
        statuses = {status for answer in answers for status in answer.result()}

    assert statuses <= {200, 302}
    for who, page in pages.items():
        body = opened(editors[who], page)["body"]
        written = [body.count(f"Line {number} of {who}.") for number in range(SAVES)]
        assert written == [1] * SAVES, body
    assert "database is locked" not in portal.log.read_text()
    assert "deadlock" not in portal.log.read_text()
