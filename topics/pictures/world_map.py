"""Topics of missions as what the map draws and lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django_countries.fields import Country

from topics.models import Mission, Topic
from topics.pictures.geometry.map import draw


@dataclass
class Place:
    """A country with the topics of its missions."""

    country: Country
    missions: list[Topic] = field(default_factory=list)


@dataclass
class Places:
    """Topics of missions by their countries; a mission may count in several."""

    by_code: dict[str, Place] = field(default_factory=dict)
    mission_count: int = 0

    @classmethod
    def of(cls, topics: Sequence[Topic]) -> Self:
        places = cls(mission_count=len(topics))
        for topic in topics:
            for row in topic.mission.countries.all():
                place = places.by_code.setdefault(row.country.code, Place(row.country))
                place.missions.append(topic)
        return places

    @property
    def by_number(self) -> dict[str, tuple[int, Place]]:
        """By code, how many missions a place has, and the place."""
        return {
            code: (len(place.missions), place) for code, place in self.by_code.items()
        }

    @property
    def in_order(self) -> list[Place]:
        return sorted(self.by_code.values(), key=lambda place: place.country.name)


def map_of(missions: Iterable[Topic], year: int | None, region: str) -> dict[str, Any]:
    """The map of `missions` (topics) that worked in a year, or of all, showing one
    region or the world; with the places of each region."""
    active = [t for t in missions if year is None or t.mission.was_active_in(year)]
    world, regions = Places.of(active), _by_region(active)
    # Of all years, so that the map stays where it is when the year changes.
    of_all_years = Places.of([t for t in missions if t.mission.region == region])
    return {
        "map": draw(world.by_number, of_all_years.by_code),
        "counts": {"": world.mission_count}
        | {value: places.mission_count for value, places in regions.items()},
        "listed": [
            (Mission.Region(value).label, places)
            for value, places in regions.items()
            if places.mission_count and region in ("", value)
        ],
    }


def map_around(country: Country, missions: Sequence[Topic]) -> dict[str, Any]:
    """The part of the map with a country, where its `missions` (topics) worked; with
    the other places among these."""
    places = Places.of(missions)
    return {
        "map": draw(places.by_number, [country.code]),
        "elsewhere": [
            place for place in places.in_order if place.country.code != country.code
        ],
    }


def _by_region(missions: Iterable[Topic]) -> dict[str, Places]:
    return {
        region: Places.of([t for t in missions if t.mission.region == region])
        for region in Mission.Region.values
    }
