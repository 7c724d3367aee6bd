"""Facts of topics in typed columns, each kind a model of its own."""

from functools import cache

from topics.models.profiles.agreement import Agreement
from topics.models.profiles.event import Event
from topics.models.profiles.indicator import Indicator
from topics.models.profiles.instrument import Instrument
from topics.models.profiles.mission import Mission
from topics.models.profiles.profile import Profile

# By the names that sections and files have for them.
PROFILES: dict[str, type[Profile]] = {
    profile.singular(): profile
    for profile in (Mission, Instrument, Indicator, Event, Agreement)
}
# What lists and the pages of other topics print of a topic's profile, or choose by.
SHOWN_ELSEWHERE = tuple(
    f"{name}__{column}"
    for name, profile in PROFILES.items()
    for column in profile.SHOWN_ELSEWHERE
)


@cache
def topic_paths() -> list[str]:
    """The paths from a topic to those that its facts name."""
    return [path for profile in PROFILES.values() for path in profile.topic_paths()]
