"""Readers on replicas, with two processes of the portal and a streaming replica."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cluster.servers import wait_until
from tests.cluster.visitor import Visitor
from tests.databases import session
from tests.topics.admin.test_topics import address, form_values

pytestmark = pytest.mark.servers
PAGE = "/role/a-page/"
WAITING = "FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@pytest.fixture
def until_replica_answers(replica):
    """Read the page until the replica is asked for it: the last answer."""

    def read(portal):
        before = replica.times_asked_for_topics()

        def asked():
            response = Visitor(portal.url).get(PAGE)
            assert response.status_code == 200, portal.log.read_text()[-3000:]
            return replica.times_asked_for_topics() > before and response

        return wait_until(asked, "the replica is asked")

    return read


def test_readers_are_answered_by_the_replica_and_editors_by_the_primary(
    portals, replica, until_replica_answers
):
    until_replica_answers(portals[0])
    editor = Visitor(portals[0].url).sign_in()
    before = replica.times_asked_for_topics()

    editor.get(PAGE)
    editor.get("/admin/topics/topic/")

    assert replica.times_asked_for_topics() == before


def test_published_page_is_seen_at_once_while_the_replica_lags(
    portals, replica, publish, until_replica_answers
):
    one, two = portals
    until_replica_answers(two)

    with replica.replay_paused():
        title, _editor = publish(one)
        assert Visitor(two.url).get(PAGE).heading == title

    assert until_replica_answers(two).heading == title


def test_editor_reads_what_was_saved_while_the_replica_lags(
    portals, replica, databases, publish, until_replica_answers
):
    one, two = portals
    until_replica_answers(two)

    with replica.replay_paused():
        title, editor = publish(one, "_draft")
        editor.site = two.url
        shown = form_values(editor, address(databases.page))

    assert shown["title"] == title


def test_pages_go_on_without_the_replica_and_it_is_used_when_it_is_back(
    portals, replica, publish, until_replica_answers
):
    one, two = portals
    until_replica_answers(one)

    replica.stop()
    try:
        for portal in (one, two, one, two):
            assert Visitor(portal.url).get(PAGE).status_code == 200
        title, _editor = publish(one)
        assert Visitor(two.url).get(PAGE).heading == title
    finally:
        replica.start()

    assert until_replica_answers(one).heading == title


def test_request_whose_replica_fails_in_the_middle_is_answered_by_the_primary(
    portals, replica, databases, until_replica_answers
):
    reader = Visitor(portals[0].url)
    until_replica_answers(portals[0])

    with ThreadPoolExecutor() as threads, session(databases.primary) as primary:
        primary.execute("BEGIN")
        primary.execute("LOCK TABLE topics_topic IN ACCESS EXCLUSIVE MODE")
        with session(databases.primary) as other:
            # Else the lock is told of with the next transaction that changes anything.
            other.execute("SELECT pg_switch_wal()")
        held = "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'"
        wait_until(lambda: replica.ask(held), "the lock is replayed")
        answer = threads.submit(reader.get, PAGE)
        wait_until(lambda: replica.ask(f"SELECT count(*) {WAITING}"), "it waits")
        replica.ask(f"SELECT pg_terminate_backend(pid) {WAITING}")
        primary.execute("ROLLBACK")

    assert answer.result().status_code == 200


def test_pages_go_on_and_stay_exact_without_the_shared_cache(
    portals, replica, cache, publish, until_replica_answers
):
    one, two = portals
    until_replica_answers(two)

    cache.stop()
    try:
        with replica.replay_paused():
            title, _editor = publish(one)
            shown = Visitor(two.url).get(PAGE)
            assert shown.heading == title
            assert "X-Cache" not in shown.headers
    finally:
        cache.start()

    assert until_replica_answers(two).heading == title
