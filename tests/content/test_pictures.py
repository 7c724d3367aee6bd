"""The pictures with all shipped missions."""

import pytest

from topics.models import Mission, MissionCountry
from topics.pictures.geometry.map import outlines

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("shipped_content")]


def test_timeline_has_every_mission(read):
    page = read("/timeline/")

    assert len(page.select(".timeline__label")) == Mission.objects.count()
    assert len(page.select(".spans__name")) == Mission.objects.count()
    assert len(page.select(".timeline__era")) == 4


def test_every_country_of_a_mission_is_on_the_map(read):
    codes = set(MissionCountry.objects.values_list("country", flat=True))

    assert codes <= set(outlines())
    assert len(read("/map/").select(".map__country")) == len(codes)
