"""Administrators and accounts."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/auth/user/add/"


@pytest.fixture
def admin(client):
    client.force_login(make_user("ada", is_staff=True, is_superuser=True))
    return client


def test_account_that_is_added_on_one_page_can_be_used(admin):
    editors = Group.objects.get(name="Editors")
    form = BeautifulSoup(admin.get(ADD).content, "html.parser")
    ticked = {box["name"]: "on" for box in form.select("input[type=checkbox][checked]")}
    typed = {
        **ticked,
        "username": "cora",
        "first_name": "Cora",
        "last_name": "Bell",
        "email": "cora@portal.example",
        "groups": [editors.pk],
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }

    admin.post(ADD, typed)

    cora = User.objects.get(username="cora")
    assert (cora.get_full_name(), cora.email) == ("Cora Bell", "cora@portal.example")
    assert list(cora.groups.all()) == [editors]
    browser = Client()
    browser.post("/admin/login/", {"username": "cora", "password": PASSWORD})
    assert browser.get("/admin/topics/topic/").status_code == 200


def test_single_rights_do_not_hide_the_group(admin, editor):
    page = BeautifulSoup(
        admin.get(f"/admin/auth/user/{editor.pk}/change/").content, "html.parser"
    )

    assert page.select_one("details #id_user_permissions")
    assert not page.select_one("details #id_groups")
