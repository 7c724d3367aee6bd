"""How many missions worked in each year, counted from the dates on their pages."""

from collections import Counter
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from topics.models.profiles.indicator import Indicator, Measurement
from topics.models.profiles.mission import Mission
from topics.models.published import published
from topics.models.tag import Tagging

# The tag of missions of the UN that are no peacekeeping operations.
POLITICAL = "political-mission"


def counted_values(
    indicator: Indicator, counted: Counter[tuple[str, int]]
) -> list[Measurement]:
    """What `active_missions()` counted as unsaved values of an indicator."""
    years = [year for _kind, year in counted]
    # By kind, the whole first; the bars behind the lines are the whole.
    kinds = ["", *sorted({kind for kind, _year in counted if kind})]
    return [
        Measurement(
            profile=indicator,
            year=year,
            value=Decimal(counted[kind, year]),
            category=kind,
            source=indicator.source,
        )
        for year in (range(min(years), max(years) + 1) if years else ())
        for kind in kinds
    ]


def active_missions() -> Counter[tuple[str, int]]:
    """By kind and year: of the missions that readers can see, how many worked on at
    least one day of the year, as far as is known. The kinds are the UN's operations,
    its political missions, those of others, and nothing for all. One query."""
    political = Tagging.objects.filter(
        content_object=OuterRef("pk"), tag__slug=POLITICAL
    )
    missions = Mission.objects.filter(published("topic")).annotate(
        is_political=Exists(political)
    )
    this_year = timezone.localdate().year
    counted: Counter[tuple[str, int]] = Counter()
    for lead, is_political, start, end in missions.order_by().values_list(
        "lead", "is_political", "start", "end"
    ):
        kind = _kind(lead, is_political)
        for year in range(start.year, (end.year if end else this_year) + 1):
            counted["", year] += 1
            counted[kind, year] += 1
    return counted


def _kind(lead: str, is_political: bool) -> str:
    if lead != Mission.Lead.UN:
        return _("other organizations and coalitions")
    return _("UN political missions") if is_political else _("UN operations")
