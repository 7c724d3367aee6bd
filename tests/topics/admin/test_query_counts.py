"""What the editors' pages ask of the database: the same with few rows and many."""

import pytest

from tests.factories import (
    make_draft,
    make_figure,
    make_image,
    make_mission,
    make_source,
    make_tag,
    make_topic,
)
from tests.topics.views.test_query_counts import queries
from topics import publishing
from topics.admin.reports import REPORTS
from topics.models import Revision
from topics.search import count_zero_result_query

pytestmark = pytest.mark.django_db

PINNED = {
    "/admin/": 10,
    "/admin/topics/image/": 7,
    "/admin/reports/": 25,
    **{f"/admin/reports/{report.slug}/": 6 for report in REPORTS},
    "/admin/reports/unused-tags/": 7,
    # It compares texts with the dates of three models, and summaries with values.
    "/admin/reports/told-otherwise/": 10,
}


def fill(start, stop, editor):
    """Something to fix for every report, something to do for every list."""
    for n in range(start, stop):
        make_topic(body=f"[[gone-{n}]] [[gone]] [@unknown-{n}]\n")
        make_topic(body=f"![](image:image-{n})\n")
        make_image(f"image-{n}")
        unsourced = make_figure("fatalities", 3, source="")
        make_mission(f"mission-{n}", profile={"figures": [unsourced]})
        make_tag(f"lonely-{n}")
        make_source(f"uncited-{n}")
        decision = {"symbol": "S/RES/1 (1946)", "action": "extended", "until": "1999"}
        make_mission(f"m-{n}", profile={"end": "", "resolutions": [decision]})
        count_zero_result_query(f"word{n}")
        for state in (Revision.State.DRAFT, Revision.State.IN_REVIEW):
            topic = make_draft(f"gone-{n}" if state == "draft" else None)
            content = topic.newest_revision.content
            publishing.save_revision(
                topic, content, note="x", author=editor, state=state
            )


def test_page_costs_the_same_with_few_rows_and_with_many(client, editor):
    client.force_login(editor)
    fill(0, 2, editor)
    client.get("/admin/")
    few = {address: queries(client, address) for address in PINNED}
    fill(2, 5, editor)
    many = {address: queries(client, address) for address in PINNED}

    assert few == many == PINNED
