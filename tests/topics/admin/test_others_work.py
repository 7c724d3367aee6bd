"""Addresses in the admin that name something of others."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from tests.factories import make_draft, make_topic, make_user
from topics import publishing
from topics.admin.previews import preview_address
from topics.models import Autosave, Presence

pytestmark = pytest.mark.django_db
SECRET = "Quagga"


@pytest.fixture
def preview():
    return preview_address(make_draft("a-draft", title=SECRET).newest_revision)


def test_preview_is_for_those_who_may_see_drafts(client, preview, contributor):
    client.force_login(make_user("nora", is_staff=True))
    assert client.get(preview).status_code == 403

    client.force_login(contributor)
    assert SECRET in client.get(preview).content.decode()


def test_stranger_with_the_address_of_a_preview_has_to_sign_in(client, preview):
    response = client.get(preview)

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_preview_ends_after_its_time(client, preview, contributor):
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        client.force_login(contributor)
        response = client.get(preview)

    assert response.status_code == 410
    assert SECRET not in response.content.decode()


def test_token_that_was_changed_or_is_for_something_else_is_not_found(
    client, contributor, preview
):
    client.force_login(contributor)
    token = preview.rstrip("/").rpartition("/")[2]
    number, _colon, signature = token.partition(":")

    for other in (
        f"{number}x:{signature}",
        token[:-1] + ("a" if token[-1] != "a" else "b"),
        signing.dumps(1, salt="something.else"),
        "1",
    ):
        address = preview.replace(token, other)
        assert client.get(address).status_code == 404, other


@pytest.mark.parametrize("page", ["history/2/", "diff/1/2/", "diff/2/1/"])
def test_version_that_was_never_public_is_not_found_by_its_number(client, page):
    topic = make_topic("a-page")
    content = {**topic.newest_revision.content, "title": SECRET}
    publishing.save_revision(topic, content, note=SECRET)

    response = client.get(f"/role/a-page/{page}")

    assert response.status_code == 404
    assert SECRET not in response.content.decode()


def test_kept_words_are_shown_to_and_forgotten_by_their_owner_only(
    client, editor, contributor
):
    topic = make_draft()
    Autosave.objects.keep(topic, contributor, {"title": [SECRET]})
    client.force_login(editor)

    form = client.get(f"/admin/topics/topic/{topic.pk}/change/?restore=1")
    client.post(f"/admin/topics/topic/{topic.pk}/autosave/", {"_discard": "1"})
    client.post(
        f"/admin/topics/topic/{topic.pk}/autosave/",
        {"title": "Mine", "user": contributor.pk},
    )

    assert SECRET not in form.content.decode()
    assert Autosave.objects.of(topic, contributor).values == {"title": [SECRET]}


@pytest.mark.parametrize("page", ["presence", "autosave"])
def test_who_may_not_edit_leaves_no_presence_and_no_words(client, page):
    topic = make_draft()
    address = f"/admin/topics/topic/{topic.pk}/{page}/"

    assert client.post(address).status_code == 302
    client.force_login(make_user("nora", is_staff=True))
    assert client.post(address, {"title": "x"}).status_code == 403

    assert not Presence.objects.exists()
    assert not Autosave.objects.exists()
