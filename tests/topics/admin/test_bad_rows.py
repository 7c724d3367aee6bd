"""A stored version that no code can publish can be seen, mended and left behind."""

import pytest

from tests.factories import make_mission, make_tag
from tests.topics.admin.test_topics import address
from tests.topics.admin.test_workflow import page
from tests.topics.publishing.test_due import BAD
from topics.admin.previews import preview_address
from topics.models import Revision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
def test_every_page_about_a_bad_version_answers(as_editor, changes):
    tag, topic = make_tag("law"), make_mission("unamsil")
    content = {**topic.newest_revision.content, **changes}
    stored = {key: value for key, value in content.items() if value is not None}
    bad = Revision.objects.create(
        topic=topic, number=2, content=stored, note="n", state="draft"
    )

    answers = {
        name: as_editor.get(url).status_code
        for name, url in {
            "form": address(topic),
            "history": page(topic, "history"),
            "comparison": page(topic, "compare") + "?a=1&b=2",
            "preview": preview_address(bad),
            "schedule": page(topic, "schedule"),
            "unpublish": page(topic, "unpublish"),
            "dashboard": "/admin/",
            "list": "/admin/topics/topic/",
            "deletion of a tag": f"/admin/topics/tag/{tag.pk}/delete/",
            "merging of tags": f"/admin/topics/tag/{tag.pk}/merge/",
        }.items()
    }
    posted = [
        as_editor.post(page(topic, "restore/2")).status_code,
        as_editor.post(
            page(topic, "schedule"), {"time": "2100-01-01T10:00"}
        ).status_code,
        as_editor.post(page(topic, "restore/1")).status_code,
    ]

    assert {*answers.values()} <= {200, 409}, answers
    assert {*posted} <= {302, 400}
    assert topic.newest_revision.content == topic.published_revision.content
