"""Topics and tags as what timelines draw."""

from datetime import date

from django.utils import timezone

from topics.models import Mission, Tag
from topics.models.published import published
from topics.pictures.geometry.timeline import Scale, Span, draw, overview, rows
from topics.pictures.mission_context import ROW_WIDTH, mission_span, span_of

WIDTH = 960
# More bars than these nobody can tell apart, and a slow line waits for them.
MOST_DRAWN = 300


def era_spans():
    spans = []
    for tag in Tag.objects.eras():
        first, last = tag.era_years
        end = date(last, 12, 31) if last else None
        # The years that follow the comma stand on the axis.
        name = tag.name.partition(",")[0]
        spans.append(Span(date(first, 1, 1), end, name, tag))
    return spans


def timeline_of(missions, events):
    """The pictures of missions and events (lists of topics): one whole, and the same
    as rows, by region."""
    spans = [mission_span(topic) for topic in missions]
    marks = [span_of(topic.event, item=topic) for topic in events]
    regions = [
        (label, [span for span in spans if span.item.mission.region == region])
        for region, label in Mission.Region.choices
    ]
    regions = [(label, members) for label, members in regions if members]
    today = timezone.localdate()
    whole = Scale.around([*spans, *marks], today, width=WIDTH, step=5)
    narrow = Scale.around(spans, today, width=ROW_WIDTH)
    return {
        "picture": draw(regions, whole, marks=marks, eras=era_spans()),
        "regions": [(label, rows(members, narrow)) for label, members in regions],
        "decades": narrow.ticks()[:-1],
    }


def overview_of_missions():
    """All missions, small; None if there are none, or too many."""
    missions = Mission.objects.filter(published("topic")).only("start", "end")
    spans = [span_of(mission) for mission in missions.order_by()[: MOST_DRAWN + 1]]
    if len(spans) > MOST_DRAWN:
        return None
    spans.sort(key=lambda span: span.start)
    scale = Scale.around(spans, timezone.localdate(), width=WIDTH, step=5)
    return overview(spans, scale, era_spans()) if spans else None
