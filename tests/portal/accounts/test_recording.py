"""What happens to accounts is written down, and forgotten after 90 days."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.utils import timezone

from portal.accounts.models import AccountEvent
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
STRANGER = "203.0.113.66"


@pytest.fixture
def admin(client):
    """A browser in which an administrator is at work."""
    client.force_login(make_user("ada", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def edda(db):
    return make_user("edda", "Editors")


@pytest.fixture
def written(edda):
    """What is written down from now on."""
    AccountEvent.objects.all().delete()
    return lambda *fields: list(
        AccountEvent.objects.order_by("pk").values_list("kind", "account", *fields)
    )


def sign_in(client, name="edda", password=PASSWORD):
    typed = {"username": name, "password": password}
    return client.post("/admin/login/", typed, REMOTE_ADDR=STRANGER)


def post_user(client, user, **changes):
    form = client.get(f"/admin/auth/user/{user.pk}/change/").context["adminform"].form
    typed = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, False, [])
    }
    typed |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    typed.pop("last_login", None)
    response = client.post(f"/admin/auth/user/{user.pk}/change/", typed | changes)
    assert response.status_code == 302, response.context["errors"]


def test_signing_in_and_out(client, written):
    sign_in(client)
    client.post("/admin/logout/", REMOTE_ADDR=STRANGER)

    assert written("by", "address") == [
        ("signed-in", "edda", "edda", STRANGER),
        ("signed-out", "edda", "edda", STRANGER),
    ]


def test_wrong_password(client, written):
    sign_in(client, password="wrong")

    assert written("by", "address") == [("sign-in-failed", "edda", "", STRANGER)]


def test_sign_in_that_was_held_back(client, written):
    for _ in range(6):
        sign_in(client, password="wrong")

    assert written("detail")[-1] == ("sign-in-failed", "edda", "held back")


def test_name_that_nobody_has_is_not_written_down(client, written):
    sign_in(client, name="my-password-in-the-wrong-field")

    assert written("address") == [("sign-in-failed", "", STRANGER)]


def test_own_password(client, edda, written):
    client.force_login(edda)
    new = "another-password-for-tests"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    client.post("/admin/password_change/", typed)

    assert written("by")[-1] == ("password", "edda", "edda")


def test_password_that_an_administrator_sets(admin, edda, written):
    new = "another-password-for-tests"
    typed = {"password1": new, "password2": new, "usable_password": "true"}
    admin.post(f"/admin/auth/user/{edda.pk}/password/", typed)

    assert written("by") == [("password", "edda", "ada")]


def test_groups_and_status(admin, edda, written):
    contributors = Group.objects.get(name="Contributors")
    post_user(admin, edda, groups=[contributors.pk], is_superuser="on")

    assert written("detail", "by") == [
        ("rights", "edda", "is_superuser: False → True", "ada"),
        ("rights", "edda", "− Editors", "ada"),
        ("rights", "edda", "+ Contributors", "ada"),
    ]


def test_change_of_an_address_is_no_change_of_rights(admin, edda, written):
    post_user(admin, edda, email="edda@portal.example")

    assert written() == []


def test_permissions_of_a_group(admin, written):
    group = Group.objects.get(name="Contributors")
    permission = Permission.objects.get(codename="publish_topic")
    kept = [*group.permissions.values_list("pk", flat=True), permission.pk]
    typed = {"name": group.name, "permissions": kept}
    admin.post(f"/admin/auth/group/{group.pk}/change/", typed)

    assert written("detail", "by") == [
        ("rights", "Contributors", f"+ {permission}", "ada")
    ]


def test_account_that_comes_and_goes(admin, written):
    typed = {"username": "cora", "password1": PASSWORD, "password2": PASSWORD}
    admin.post("/admin/auth/user/add/", typed | {"usable_password": "true"})
    cora = User.objects.get(username="cora")
    admin.post(f"/admin/auth/user/{cora.pk}/delete/", {"post": "yes"})

    assert written("by") == [
        ("added", "cora", "ada"),
        ("password", "cora", "ada"),
        ("removed", "cora", "ada"),
    ]


def test_command_on_the_server_has_no_author(db):
    call_command("create_first_editor")

    [event] = AccountEvent.objects.all()
    assert (event.account, event.by, event.address) == ("editor", "", "")
    assert "is_superuser" in event.detail


def test_old_events_are_forgotten_when_new_ones_come(client, written):
    sign_in(client, password="wrong")
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        sign_in(client)

        assert written() == [("signed-in", "edda")]
        assert not AccessAttempt.objects.exists()


def test_failed_sign_ins_are_not_kept_without_end(client, written, monkeypatch):
    monkeypatch.setattr("portal.accounts.models.MOST_FAILED", 5)
    sign_in(client)
    for number in range(12):
        sign_in(client, name=f"nobody-{number}", password="wrong")

    assert written().count(("sign-in-failed", "")) == 6
    assert ("signed-in", "edda") in written()
    assert AccessAttempt.objects.count() <= 6


def test_command_forgets_what_is_older_than_90_days_and_nothing_younger(
    client, written, capsys
):
    sign_in(client, password="wrong")
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        call_command("prune_account_events")
        assert len(written()) == 1
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        call_command("prune_account_events")
        assert written() == []

    assert capsys.readouterr().out == "Deleted 0 entries.\nDeleted 2 entries.\n"
