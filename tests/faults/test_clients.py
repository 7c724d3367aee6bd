"""Clients that are silent, slow or many do not stop readers, also without a proxy."""

import os
import subprocess
import sys
from contextlib import ExitStack

import pytest

from tests.cluster.visitor import Visitor
from tests.databases import ROOT
from tests.faults import clients
from tests.faults.clients import HEAD, opened, seconds_to_answer
from tests.faults.servers import Portal

pytestmark = pytest.mark.servers
PAGE = "/role/page-1/"
# Such an answer is made anew.
NOT_KEPT = {"Authorization": "none"}
LARGE = "/static/css/reader.css"
ATTACKS = {
    "silent": clients.silent,
    "half a head": clients.half_heads,
    "kept alive": clients.kept_alive,
    "bodies to a page": lambda port: clients.slow_bodies(port, "/"),
    "bodies to sign in": lambda port: clients.slow_bodies(port, "/admin/login/"),
    "bodies to a form": lambda port: clients.slow_bodies(
        port, "/admin/topics/topic/1/change/"
    ),
    "readers of a page": lambda port: clients.slow_readers(port, PAGE),
    "readers of a file": lambda port: clients.slow_readers(port, LARGE),
    "searches": clients.searching,
}
# The portal answers within a few milliseconds; the machine of a test may be busy.
AT_MOST = 1  # second, for 99 of 100


@pytest.fixture(scope="module")
def portal(tmp_path_factory, filled_file):
    folder = tmp_path_factory.mktemp("clients")
    with Portal(folder, f"sqlite:///{filled_file}") as running:
        seconds_to_answer(running.port, PAGE, 30)
        yield running


@pytest.mark.parametrize("attack", ATTACKS)
def test_readers_notice_nothing(portal, attack):
    with ATTACKS[attack](portal.port):
        assert seconds_to_answer(portal.port, PAGE)[98] < AT_MOST
        assert seconds_to_answer(portal.port, "/healthz")[98] < AT_MOST
        assert clients.ask(portal.port, PAGE, NOT_KEPT) == 200


def test_readers_notice_nothing_of_all_at_once(portal):
    with ExitStack() as stack:
        for name, attack in ATTACKS.items():
            idle = name in {"silent", "half a head", "kept alive"}
            stack.enter_context(
                clients.silent(portal.port, 660) if idle else attack(portal.port)
            )
        assert seconds_to_answer(portal.port, PAGE)[98] < AT_MOST
        assert seconds_to_answer(portal.port, "/healthz")[98] < AT_MOST


def test_editor_signs_in_meanwhile(portal):
    with (
        clients.slow_bodies(portal.port, "/admin/login/"),
        clients.slow_bodies(portal.port, "/admin/topics/topic/1/change/"),
    ):
        editor = Visitor(portal.url).sign_in()

        assert editor.get("/admin/").status_code == 200


def test_connection_that_asks_nothing_is_closed(portal):
    beginnings = [
        "",
        HEAD.format("GET /") + "X-A: ",
        HEAD.format("GET /healthz") + "\r\n",
    ]
    with ExitStack() as stack:
        connections = [
            stack.enter_context(opened(portal.port, sent)) for sent in beginnings
        ]
        for connection in connections:
            connection.settimeout(15)
            # The answer, if something was asked; then the end.
            while connection.recv(10_000):
                pass


@pytest.mark.parametrize("path", ["/", "/search/", "/no/such/page/"])
def test_body_that_nobody_wants_is_refused_at_once(portal, path):
    sent = HEAD.format(f"POST {path}") + "Content-Length: 100000\r\n\r\na="
    with opened(portal.port, sent) as connection:
        assert b" 405 " in connection.recv(100)


def test_second_server_on_the_port_is_refused(portal):
    result = subprocess.run(
        [sys.executable, "-m", "portal.server", "--port", str(portal.port)],
        cwd=ROOT,
        env={**os.environ, **portal.environment},
        capture_output=True,
        text=True,
    )

    assert result.returncode == 1
    assert (
        result.stderr
        == f"Port {portal.port} cannot be used (Address already in use).\n"
    )
