"""What does not need a replica; the rest is in tests/cluster/."""

import pytest
from django.core.cache import cache

from portal.caching import surrogate_keys
from portal.caching.change_counters import slot_of
from portal.databases.replicas import MARK


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_change_is_told_though_nobody_knows_how_far_the_log_is_written(settings):
    """SQLite cannot say that either."""
    settings.REPLICAS = ["replica-1"]
    cache.set(MARK, 1)
    number = surrogate_keys.counters.newest

    surrogate_keys.invalidate("a")

    assert not surrogate_keys.counters.is_fresh([slot_of("a")], number)
    assert cache.get(MARK) is None
