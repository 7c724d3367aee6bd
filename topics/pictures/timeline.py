"""Topics and tags as what timelines draw."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from topics.models import Mission, Tag, Topic
from topics.models.published import published
from topics.pictures.geometry.timeline import (
    Scale,
    Span,
    Timeline,
    draw,
    overview,
    rows,
)
from topics.pictures.mission_context import ROW_WIDTH, mission_span, span_of

WIDTH = 960
# More bars than these cannot be told apart, and are slow to load.
MOST_DRAWN = 300


def era_spans() -> list[Span]:
    spans = []
    for tag in Tag.objects.eras():
        first, last = tag.era_years
        end = date(last, 12, 31) if last else None
        # The years that follow the comma are on the axis.
        name = tag.name.partition(",")[0]
        spans.append(Span(date(first, 1, 1), end, name, tag))
    return spans


def timeline_of(missions: Sequence[Topic], events: Sequence[Topic]) -> dict[str, Any]:
    """The pictures of missions and events (topics): one whole, and the same as rows,
    by region."""
    spans = [mission_span(topic) for topic in missions]
    marks = [span_of(topic.profile, item=topic) for topic in events]
    in_region: dict[str, list[Span]] = defaultdict(list)
    for topic, span in zip(missions, spans, strict=True):
        in_region[topic.mission.region].append(span)
    regions = [
        (str(region.label), in_region[region])
        for region in Mission.Region
        if region in in_region
    ]
    today = timezone.localdate()
    whole = Scale.around([*spans, *marks], today, width=WIDTH, step=5)
    narrow = Scale.around(spans, today, width=ROW_WIDTH)
    return {
        "picture": draw(regions, whole, marks=marks, eras=era_spans()),
        "regions": [(label, rows(members, narrow)) for label, members in regions],
        "decades": narrow.ticks()[:-1],
    }


def rows_of(missions: Sequence[Topic]) -> dict[str, Any]:
    """Missions (topics), one a row, on one axis with its decades."""
    spans = [mission_span(topic) for topic in missions]
    scale = Scale.around(spans, timezone.localdate(), width=ROW_WIDTH)
    return {"rows": rows(spans, scale), "decades": scale.ticks()[:-1]}


def overview_of_missions() -> Timeline | None:
    """All missions, small; None if there are none, or too many."""
    missions = Mission.objects.filter(published("topic")).only("start", "end")
    spans = [span_of(mission) for mission in missions.order_by()[: MOST_DRAWN + 1]]
    if len(spans) > MOST_DRAWN:
        return None
    spans.sort(key=lambda span: span.start)
    scale = Scale.around(spans, timezone.localdate(), width=WIDTH, step=5)
    return overview(spans, scale, era_spans()) if spans else None
