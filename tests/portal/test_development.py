"""`DEBUG=1 manage.py runserver`: whoever edits a file sees it at once."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPException

import pytest

from tests.portal.server import answers, fetch, free_port, wait_until

pytestmark = pytest.mark.servers
FIRST_LOOK = 5  # seconds


@pytest.fixture
def port(checkout):
    """The port of a development server that runs on the checkout."""
    number = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{checkout}/db.sqlite3",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run(
        [*manage, "migrate", "--verbosity=0"],
        cwd=checkout,
        env=environment,
        check=True,
    )
    with (checkout / "log").open("w") as log:
        server = subprocess.Popen(
            [*manage, "runserver", str(number)],
            cwd=checkout,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    wait_until(lambda: answers(number))
    # Changes are told from a first look at all files, which nothing announces.
    time.sleep(FIRST_LOOK)
    yield number
    os.killpg(server.pid, 9)
    server.wait()


def says(port, path):
    """The text of a page, or none while the server starts again."""
    with suppress(OSError, HTTPException):
        return fetch(port, path)[1]
    return ""


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_edited_template_shows_at_once(checkout, port):
    assert "Edited words" not in fetch(port, "/privacy/")[1]

    edit(checkout / "templates/base.html", "<title>", "<title>Edited words")

    wait_until(lambda: "Edited words" in says(port, "/privacy/"))


def test_edited_module_is_loaded_again(checkout, port):
    edit(checkout / "portal/operations/health.py", '"ok\\n"', '"edited\\n"')

    wait_until(lambda: says(port, "/healthz") == "edited\n")


def test_static_files_are_served_as_they_are_edited(checkout, port):
    assert fetch(port, "/static/css/base.css")[0] == 200

    (checkout / "static/css/base.css").write_text("/* edited */")

    assert fetch(port, "/static/css/base.css")[1] == "/* edited */"
