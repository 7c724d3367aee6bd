"""What Mozilla's HTTP Observatory would give the portal under an https address.

Tests and modifiers: https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
and src/grader/charts.js of https://github.com/mdn/mdn-http-observatory. Start at 100,
take the penalties off, and add the bonuses where at least 90 are left; 100 is A+.
Redirection is rated by its own test, for one page alone cannot show it.
"""

import re
import runpy
from http.cookies import Morsel
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

import portal
from tests.factories import make_topic, make_user

SETTINGS = Path(portal.__file__).with_name("settings.py")
HALF_A_YEAR = 15_768_000
PRIVATE = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
PAGES = {
    "home": "/",
    "topic": "/role/page/",
    "search": "/search/?q=page",
    "not found": "/nothing/",
    "static file": "/static/css/base.css",
    "sign-in": "/admin/login/",
    "dashboard": "/admin/",
    "form": "/admin/topics/topic/add/",
}


@pytest.fixture
def https(settings, monkeypatch):
    """The portal's own settings as they are under an https address."""
    monkeypatch.setenv("SITE_URL", "https://testserver")
    monkeypatch.setenv("DEBUG", "0")
    for name, value in runpy.run_path(str(SETTINGS)).items():
        parts = ("SECURE_", "SESSION_", "CSRF_", "CONTENT_", "HTTPS", "KNOWN_")
        if name.startswith(parts):
            setattr(settings, name, value)


@pytest.fixture
def editor_client(https, editor):
    make_topic("page", title="Page")
    client = Client()
    client.force_login(editor)
    return client


def directives(response):
    parts = response.get("Content-Security-Policy", "").split(";")
    return {part.split()[0]: part.split()[1:] for part in parts if part.strip()}


def content_security_policy(response):
    policy = directives(response)
    words = {word for sources in policy.values() for word in sources}
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", ["*"]))
    objects = policy.get("object-src", policy.get("default-src", ["*"]))
    if {"'unsafe-inline'", "data:", "https:", "*"} & {*scripts, *objects}:
        return -20
    if any(word.startswith("http:") for word in words):
        return -20
    if "'unsafe-eval'" in words:
        return -10
    if any("unsafe" in word or word == "data:" for word in words):
        return 0
    strict = policy["default-src"] == ["'none'"]
    return 10 if strict and policy.get("form-action") in (["'none'"], ["'self'"]) else 5


def cookies(response):
    morsels: list[Morsel] = list(response.cookies.values())
    if not morsels:
        return 0
    if not all(morsel["secure"] for morsel in morsels):
        return -40
    if not all(morsel["httponly"] for morsel in morsels):
        return -30
    if not all(morsel["samesite"] in {"Lax", "Strict"} for morsel in morsels):
        return -20
    return 5


def transport_security(response):
    header = response.get("Strict-Transport-Security", "")
    age = re.match(r"max-age=(\d+)", header)
    if not age:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def resource_sharing(response):
    allowed = response.get("Access-Control-Allow-Origin")
    credentials = response.get("Access-Control-Allow-Credentials")
    return -50 if allowed and credentials else 0


def referrer_policy(response):
    policy = response.get("Referrer-Policy")
    if policy is None:
        return 0
    return 5 if policy in PRIVATE else -5


def scripts(response):
    if "html" not in response["Content-Type"]:
        return 0
    page = BeautifulSoup(response.content, "html.parser")
    foreign = [
        s["src"] for s in page.select("script[src]") if urlsplit(s["src"]).netloc
    ]
    return -50 if foreign else 0


def content_type_options(response):
    return 0 if response.get("X-Content-Type-Options") == "nosniff" else -5


def frame_options(response):
    if directives(response).get("frame-ancestors") in (["'none'"], ["'self'"]):
        return 5
    return 0 if response.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20


def resource_policy(response):
    policy = response.get("Cross-Origin-Resource-Policy", "cross-origin")
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0}.get(policy, -5)


RULES = [
    content_security_policy,
    cookies,
    transport_security,
    resource_sharing,
    referrer_policy,
    scripts,
    content_type_options,
    frame_options,
    resource_policy,
]


def score(response):
    modifiers = [rule(response) for rule in RULES]
    without_bonus = 100 + sum(modifier for modifier in modifiers if modifier < 0)
    if without_bonus < 90:
        return without_bonus
    return without_bonus + sum(modifier for modifier in modifiers if modifier > 0)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_rated_a_plus_with_every_bonus(editor_client, name):
    response = editor_client.get(PAGES[name], secure=True, follow=True)
    response.close()

    assert not [rule.__name__ for rule in RULES if rule(response) < 0]
    # 100 and policy 10, referrer 5, frames 5, resources 10; cookies add 5 where set.
    assert score(response) == (135 if response.cookies else 130)


def test_first_redirection_is_to_https_on_the_same_host(https, db):
    response = Client().get("/role/")

    assert response.status_code == 301
    assert response["Location"] == "https://testserver/role/"


def test_cookies_of_the_sign_in_are_bound_to_this_host(https, db):
    make_user("edda", "Editors")
    client = Client()

    form = client.get("/admin/login/", secure=True)
    typed = {"username": "edda", "password": "a-password-for-tests"}
    signed_in = client.post("/admin/login/", typed, secure=True)

    assert set(form.cookies) == {"__Host-csrftoken"}
    assert "__Host-sessionid" in signed_in.cookies
    assert all(name.startswith("__Host-") for name in signed_in.cookies)
    for morsel in signed_in.cookies.values():
        assert (morsel["path"], morsel["domain"]) == ("/", "")


def test_reports_are_sent_where_the_operator_says(monkeypatch, request, db):
    monkeypatch.setenv("CSP_REPORT_URI", "https://reports.example/csp")
    request.getfixturevalue("https")

    policy = directives(Client().get("/", secure=True))

    assert policy["report-uri"] == ["https://reports.example/csp"]
