"""Nobody without an account makes the database grow."""

import os

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from portal.accounts.models import AccountEvent
from tests.factories import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
WORDS = os.urandom(50_000).hex()


def rows():
    """How many there are, by model."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def names(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def pages_of_the_admin():
    """The address of every page, for an object with the key 1."""
    for name in {*names(admin.site.get_urls())}:
        for arguments in ([], ["1"], ["1", "1"]):
            try:
                yield reverse(f"admin:{name}", args=arguments)
            except NoReverseMatch:
                continue


def test_whatever_a_stranger_posts_to_the_admin_leaves_no_row(client):
    make_topic()
    pages = sorted({*pages_of_the_admin()} - {reverse("admin:login")})
    assert "/admin/topics/topic/1/change/" in pages
    before = rows()

    for page in pages:
        client.post(page, {"body": WORDS, "_draft": "1"})
        client.post(f"{page}?restore=1", {"title": WORDS, "username": "edda"})

    assert rows() == before


def test_whoever_guesses_leaves_small_rows(client):
    typed = {"username": "nobody", "password": WORDS, "code": WORDS, "next": WORDS}
    before = rows()

    for _ in range(20):
        client.post(f"/admin/login/?next={'x' * 1_500}", typed | {"more": WORDS})

    more = {name: now - before[name] for name, now in rows().items() if now}
    assert {name for name, count in more.items() if count} == {
        "accounts.AccountEvent",
        "axes.AccessAttempt",
    }
    assert more["axes.AccessAttempt"] == 1
    [attempt] = apps.get_model("axes.AccessAttempt").objects.all()
    assert len(attempt.post_data) + len(attempt.get_data) < 20_000
    assert not AccountEvent.objects.exclude(account="", detail__in=["", "held back"])
