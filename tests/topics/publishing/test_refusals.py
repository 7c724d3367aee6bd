"""What cannot be saved as a revision, by the key that is to blame."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_content, make_draft, make_mission, make_section
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["admin", "tags", "feed", "Upper", "a--b", "a b", ""])
def test_slug_that_an_address_cannot_have_is_refused(slug):
    with pytest.raises(ValidationError):
        Topic(slug=slug, section=make_section()).full_clean()


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"summary": "x" * 301}, "summary"),
        ({"body": "  "}, "body"),
        ({"body": "[" * 9999}, "body"),
        ({"tags": ["unknown"]}, "tags"),
        ({"tags": "law"}, "tags"),
        ({"related": [{"to": "x", "kind": "loves", "note": "n"}]}, "related"),
        ({"related": [{"to": "x"}]}, "related"),
        ({"related": [{"to": "own", "kind": "explains", "note": "n"}]}, "related"),
        ({"sources": ["nobody-1"]}, "sources"),
        ({"reviewed": "soon"}, "reviewed"),
        ({"reviewed": "2026-13-01"}, "reviewed"),
        ({"position": "first"}, "position"),
        ({"mission": {}}, "mission"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_content_that_cannot_be_shown_is_refused_by_key(changes, key):
    topic = make_draft("own")

    with pytest.raises(ValidationError) as refused:
        publishing.save_revision(topic, {**make_content(), **changes}, note="x")

    assert list(refused.value.message_dict) == [key]


@pytest.mark.parametrize(
    "profile",
    [
        {"lead": "Mars"},
        {"countries": []},
        {"countries": ["Sierra Leone"]},
        {"countries": ["XXX"]},
        {"countries": "SLE"},
        {"start": "October 1999"},
        {"start": ""},
        {"start": "1999-13"},
        {"end": "1998"},
        {"resolutions": ["1270"]},
        {"acronym": ""},
        {"colour": "blue"},
    ],
)
def test_mission_profile_that_cannot_be_is_refused(profile):
    with pytest.raises(ValidationError) as refused:
        make_mission("unamsil", profile=profile)

    assert list(refused.value.message_dict) == ["mission"]
