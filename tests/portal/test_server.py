"""The port, the proxy and the open files that the server needs."""

import resource
import socket

import pytest

from portal import server
from portal.server import CONNECTIONS, OTHER_FILES, allowed_connections, claim
from tests.portal.server import free_port

HERE = "127.0.0.1"


def test_claimed_port_is_refused_to_others():
    port = free_port()

    with claim(HERE, port), pytest.raises(OSError, match="in use"):
        claim(HERE, port)

    claim(HERE, port).close()


@pytest.mark.parametrize("host", [HERE, "0.0.0.0"])  # noqa: S104
def test_port_that_a_server_shares_is_refused(host):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind((HERE, 0))
        other.listen()

        with pytest.raises(OSError, match="in use"):
            claim(host, other.getsockname()[1])


def test_processes_of_the_server_may_listen_where_it_claimed():
    port = free_port()

    with claim(HERE, port), socket.socket() as one, socket.socket() as other:
        for process in (one, other):
            process.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            process.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            process.bind((HERE, port))
            process.listen()


@pytest.mark.parametrize(
    ("host", "proxies", "warned"),
    [
        ("0.0.0.0", 0, True),  # noqa: S104
        ("::", 0, True),
        ("0.0.0.0", 1, False),  # noqa: S104
        (HERE, 0, False),
        ("::1", 0, False),
    ],
)
def test_missing_proxy_is_said_where_others_can_ask(
    settings, caplog, host, proxies, warned
):
    settings.TRUSTED_PROXIES = proxies

    server.warn_without_proxy(host)

    assert ("TRUSTED_PROXIES=0" in caplog.text) is warned


NONE = resource.RLIM_INFINITY
WANTED = CONNECTIONS + OTHER_FILES


@pytest.mark.parametrize(
    ("soft", "hard", "raised", "allowed"),
    [
        (1024, 10_000, WANTED, CONNECTIONS),
        (1024, NONE, WANTED, CONNECTIONS),
        (1024, 1500, 1500, 1500 - OTHER_FILES),
        (10_000, 10_000, None, CONNECTIONS),
        (NONE, NONE, None, CONNECTIONS),
        (100, 100, 100, 1),
    ],
)
def test_no_more_connections_are_held_than_files_may_be_open(
    monkeypatch, soft, hard, raised, allowed
):
    told = []
    monkeypatch.setattr(resource, "getrlimit", lambda which: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda which, pair: told.append(pair))

    assert allowed_connections() == allowed
    assert told == ([(raised, hard)] if raised else [])
