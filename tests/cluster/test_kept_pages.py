"""Finished pages on two machines that share a cache."""

import pytest

from tests.cluster.servers import wait_until
from tests.cluster.visitor import Visitor

pytestmark = pytest.mark.servers
PAGE = "/role/a-page/"
ELSEWHERE = "/privacy/"


def how(portal, address=PAGE):
    return Visitor(portal.url).get(address).headers.get("X-Cache")


@pytest.fixture
def warm(caching_portals):
    for portal in caching_portals:
        for address in (PAGE, ELSEWHERE):
            wait_until(lambda p=portal, a=address: how(p, a) == "HIT", "it is kept")
    return caching_portals


def test_publication_on_one_machine_is_seen_on_the_other_at_once(
    warm, replica, publish
):
    one, two = warm

    with replica.replay_paused():
        title, _editor = publish(one)
        assert Visitor(two.url).get(PAGE).heading == title
    wait_until(lambda: how(two) == "HIT", "the new page is kept")

    assert Visitor(two.url).get(PAGE).heading == title


def test_publication_on_one_machine_leaves_other_pages_of_the_other_warm(warm, publish):
    publish(warm[0])

    assert how(warm[1], ELSEWHERE) == "HIT"


def test_nothing_old_is_shown_while_the_shared_cache_is_away(warm, cache, publish):
    one, two = warm

    cache.stop()
    try:
        title, _editor = publish(one)
        assert Visitor(two.url).get(PAGE).heading == title
        assert how(two) is None
    finally:
        cache.start()
    wait_until(lambda: how(two) == "HIT", "pages are kept again")

    assert Visitor(two.url).get(PAGE).heading == title


def test_change_that_could_not_be_told_is_told_later(warm, cache, publish):
    one, two = warm

    cache.stop()
    title, _editor = publish(one)
    cache.start()
    wait_until(lambda: how(one) == "HIT", "the machine asks the cache again")

    assert Visitor(two.url).get(PAGE).heading == title
