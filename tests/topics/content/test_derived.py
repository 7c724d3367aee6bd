"""What loading and dumping a folder does beside the topics themselves."""

import pytest

from tests.factories import make_indicator, make_topic
from topics.content.folder import dump_folder, load_folder
from topics.models import EgoGraph, SectionGraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """Two topics, the one names the other and refers to it."""
    make_topic("other")
    related = [{"to": "other", "kind": "explains", "note": "n"}]
    make_topic("page", body="[[other]]\n", related=related)
    dump_folder(tmp_path)
    load_folder(tmp_path)
    return tmp_path


def test_ties_that_a_file_lost_leave_the_pictures(folder):
    assert len(EgoGraph.objects.get(topic__slug="other").nodes) == 2
    path = folder / "role/page.md"
    text = (
        path.read_text().replace("[[other]]", "nothing").replace("to: other", "to: x")
    )
    path.write_text(text)

    load_folder(folder, force=True)

    assert len(EgoGraph.objects.get(topic__slug="other").nodes) == 1


def test_portal_without_pictures_gets_them_when_content_is_loaded_again(folder):
    SectionGraph.objects.all().delete()
    EgoGraph.objects.all().delete()

    load_folder(folder)

    assert SectionGraph.objects.exists()
    assert EgoGraph.objects.count() == 2


def test_bounds_of_measurements_are_dumped_and_loaded(tmp_path):
    make_indicator("deaths", [(2011, 112), (2014, "126.5", 120, 130)])

    dump_folder(tmp_path)

    text = (tmp_path / "evaluation/deaths.md").read_text()
    assert "- {year: 2011, value: 112, source: un-data}" in text
    assert "- {year: 2014, value: 126.5, low: 120, high: 130, source: un-data}" in text
    assert load_folder(tmp_path)["unchanged"] == 1
