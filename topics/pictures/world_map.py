"""Topics of missions as what the map draws and lists."""

from dataclasses import dataclass, field

from topics.models import Mission
from topics.pictures.geometry.map import draw


@dataclass
class Place:
    """A country with the topics of its missions."""

    country: object
    missions: list = field(default_factory=list)


@dataclass
class Places:
    """Topics of missions by their countries; a mission may count in several."""

    by_code: dict = field(default_factory=dict)
    mission_count: int = 0

    def add(self, topic):
        self.mission_count += 1
        for row in topic.mission.countries.all():
            place = self.by_code.setdefault(row.country.code, Place(row.country))
            place.missions.append(topic)

    @property
    def in_order(self):
        return sorted(self.by_code.values(), key=lambda place: place.country.name)


def map_of(missions, year, region):
    """The map of `missions` (topics) that worked in a year, or of all, showing one
    region or the world; with the places of each region."""
    world, regions = Places(), {value: Places() for value in Mission.Region.values}
    for topic in missions:
        if year is None or topic.mission.was_active_in(year):
            world.add(topic)
            regions[topic.mission.region].add(topic)
    # Of all years, so that the map stays where it is when the year changes.
    codes_shown = {
        row.country.code
        for topic in missions
        if topic.mission.region == region
        for row in topic.mission.countries.all()
    }
    counted = {
        code: (len(place.missions), place) for code, place in world.by_code.items()
    }
    return {
        "map": draw(counted, codes_shown),
        "counts": {"": world.mission_count}
        | {value: places.mission_count for value, places in regions.items()},
        "listed": [
            (Mission.Region(value).label, places)
            for value, places in regions.items()
            if places.mission_count and region in ("", value)
        ],
    }
