"""Who may ask for which address of the admin: role by address by method."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from portal.accounts.models import AccountEvent
from tests.factories import make_draft, make_source, make_tag, make_topic, make_user
from topics.models import Topic

pytestmark = pytest.mark.django_db

# Addresses that change what readers see, or take something away: never a
# contributor's, by whichever method.
FOR_EDITORS = {
    "topics_topic_send_back",
    "topics_topic_schedule",
    "topics_topic_unpublish",
    "topics_topic_archive",
    "topics_topic_merge",
    "topics_topic_delete",
    "topics_tag_add",
    "topics_tag_delete",
    "topics_tag_rename",
    "topics_tag_merge",
    "topics_source_delete",
    "topics_section_add",
    "topics_section_delete",
}
# Accounts, and what is recorded about them.
FOR_ADMINISTRATORS = ("auth_", "accounts_")
# Nobody adds or removes these by hand.
FOR_NOBODY = {
    "accounts_accountevent_add",
    "accounts_accountevent_change",
    "accounts_accountevent_delete",
    "topics_emptysearch_add",
    "topics_emptysearch_change",
    "topics_emptysearch_delete",
    "topics_section_add",
    "topics_section_delete",
}
# Stands in addresses for the number of whatever they are about.
PLACE = 424242
OPEN = {"login", "logout", "jsi18n", "password_change", "password_change_done"}


def names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern


def addresses():
    """{name: address} of every named page of the admin, with arguments that fit."""
    found = {"app_list": "/admin/topics/"}
    for pattern in names(admin.site.get_urls()):
        given = {
            name: {"object_id": PLACE, "number": 1, "pk": PLACE}.get(name, "x")
            for name in pattern.pattern.converters
        }
        if pattern.name != "app_list" and "url" not in given:
            if "content_type_id" in given:
                given = {"content_type_id": 1, "object_id": 1}
            found[pattern.name] = reverse(f"admin:{pattern.name}", kwargs=given)
    return {name: url for name, url in found.items() if name not in OPEN}


ADDRESSES = addresses()
TYPED = {
    "remark": "x",
    "time": f"{timezone.now() + timedelta(days=900):%Y-%m-%dT%H:%M}",
    "other": "other",
    "_publish": "1",
    "post": "yes",
}


@pytest.fixture(scope="module")
def one_of_each(module_db):
    """One of each kind, by the name that stands in addresses."""
    topic = make_topic("a-page", title="Public", tags=["law"])
    make_topic("other")
    return {
        "topic": topic,
        "section": topic.section,
        "source": make_source("a-1"),
        "tag": make_tag("gender"),
    }


def address(name, one_of_each):
    kind = name.removeprefix("topics_").partition("_")[0]
    return ADDRESSES[name].replace(
        str(PLACE), str(one_of_each.get(kind, one_of_each["topic"]).pk)
    )


def state():
    """What readers see."""
    return list(
        Topic.objects.published()
        .order_by("slug")
        .values_list("slug", "title", "published_revision__number")
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["nobody", "reader", "contributor", "editor"])
def test_each_role_reaches_only_what_is_its_own(client, one_of_each, role, method):
    if role == "reader":
        client.force_login(make_user("rea"))
    elif role != "nobody":
        client.force_login(make_user(role, f"{role.capitalize()}s"))
    before = state()

    for name in sorted(ADDRESSES):
        response = getattr(client, method)(address(name, one_of_each), TYPED)

        asked = (name, response.status_code)
        assert response.status_code < 500, asked
        if role in {"nobody", "reader"}:
            assert response.status_code in {302, 403, 404}, asked
            assert response.status_code != 302 or "/login/" in response["Location"]
        if role == "contributor" and name in FOR_EDITORS:
            assert response.status_code in {302, 403}, asked
        if name in FOR_NOBODY:
            assert response.status_code in {302, 403}, asked
        if name.startswith(FOR_ADMINISTRATORS):
            assert response.status_code in {302, 403}, asked
        if role != "editor":
            assert state() == before, asked


@pytest.mark.parametrize(
    "name",
    ["second_factor", "second_factor_qr_code", "accounts_accountevent_changelist"],
)
def test_pages_about_accounts_are_walked_too(name):
    assert name in ADDRESSES


def test_administrators_read_the_record_of_accounts_and_cannot_change_it(client):
    client.force_login(make_user("ada", is_staff=True, is_superuser=True))
    before = list(AccountEvent.objects.values())
    address = f"/admin/accounts/accountevent/{before[0]['id']}/"

    assert client.get("/admin/accounts/accountevent/").status_code == 200
    assert client.get(f"{address}change/").status_code == 200
    for way in ("change/", "delete/"):
        posted = client.post(address + way, {"account": "x", "post": "yes"})
        assert posted.status_code == 403
    assert client.post("/admin/accounts/accountevent/add/").status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": before[0]["id"]}
    client.post("/admin/accounts/accountevent/", {**chosen, "post": "yes"})
    assert list(AccountEvent.objects.values()) == before


def test_contributor_saves_no_tag_section_or_group(client, contributor, one_of_each):
    client.force_login(contributor)

    for name in ("topics_tag_add", "topics_section_add", "topics_section_change"):
        assert client.post(address(name, one_of_each), {"name": "x"}).status_code == 403


def test_draft_of_a_contributor_is_not_published_by_any_field(
    client, contributor, bare
):
    draft = make_draft("a-draft")
    client.force_login(contributor)

    for field in ("_publish", "_schedule", "published_at", "state"):
        client.post(f"/admin/topics/topic/{draft.pk}/change/", {field: "published"})

    assert state() == []
