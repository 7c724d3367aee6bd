"""Following by e-mail: asking for it, confirming, stopping."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from portal.settings import RATE_LIMITS
from tests.factories import make_draft, make_mission, make_section, make_topic
from topics import publishing
from topics.models import Alert, Subscriber

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]

ADDRESS, EMAIL = "/alerts/", "reader@un.example"
LINK = re.compile(r"http://127\.0\.0\.1:8000(\S+\?token=\S+)")


@pytest.fixture(autouse=True)
def sends_mail(settings):
    settings.SENDS_MAIL = True


@pytest.fixture
def law():
    make_section("role", title="The role")
    make_topic("first", title="First", tags=["law"], body="A ceasefire.\n")


def ask(client, of="/tags/law/", email=EMAIL, **values):
    return client.post(ADDRESS, {"of": of, "email": email, **values})


def links():
    return [link for sent in mail.outbox for link in LINK.findall(sent.body)]


@pytest.mark.parametrize(
    ("page", "followed", "title"),
    [
        ("/changes/", "/changes/", "Recent changes"),
        ("/role/", "/role/", "The role"),
        ("/tags/law/", "/tags/law/", "Law"),
        ("/countries/sl/", "/countries/sl/", "Sierra Leone"),
        ("/role/first/", "/role/first/", "First"),
        (
            "/search/?q=ceasefire&tag=law&sort=title",
            "/search/?q=ceasefire&tag=law",
            "Search: ceasefire, law",
        ),
    ],
)
def test_page_leads_to_its_feed_and_its_alert(read, client, page, followed, title):
    make_mission("unamsil")

    opened = read(page)
    form = read(opened.select_one("main a[href^='/alerts/']")["href"])

    announced = opened.select_one("link[type='application/atom+xml']")
    feed = form.select_one("main a[href*='/feed/']")["href"]
    assert announced["href"] == feed
    assert announced["title"] in (f"Changes: {title}", "Changes of all pages")
    assert client.get(feed).status_code == 200
    assert title in form.h1.text
    assert form.select_one("[name=of]")["value"] == followed


@pytest.mark.parametrize("page", ["/", "/search/", "/tags/", "/search/?tag=nothing"])
def test_page_that_has_no_feed_announces_no_other(client, page):
    head = client.get(page).content.decode().partition("</head>")[0]

    assert head.count("application/atom+xml") == (page == "/")


def test_alert_needs_no_account_no_script_and_no_cookie(client):
    page = client.get(f"{ADDRESS}?of=/tags/law/")

    asked = ask(client)

    assert asked["Location"] == "/alerts/asked/"
    assert not page.cookies
    assert not asked.cookies
    [alert] = Alert.objects.all()
    assert (alert.page, alert.confirmed_at) == ("/tags/law/", None)


def test_address_is_asked_and_lies_nowhere_as_it_is(client):
    ask(client)

    [sent] = mail.outbox
    assert sent.to == [EMAIL]
    assert "http://127.0.0.1:8000/tags/law/" in sent.body
    [row] = Subscriber.objects.values()
    assert "reader" not in str(row)
    assert Subscriber.objects.get().address == EMAIL


def test_question_repeats_no_words_that_a_stranger_may_have_written(client):
    ask(client, of="/search/?" + urlencode({"q": "buy this: https://spam.example"}))

    [sent] = mail.outbox
    assert "https://spam.example" not in sent.body
    assert "spam" not in sent.subject


def test_link_is_confirmed_by_a_button_only(read, client):
    ask(client)
    [link] = links()

    form = read(link).select_one("main form[method=post]")
    assert not form.get("action")
    assert Alert.objects.get().confirmed_at is None
    done = client.post(link)

    assert done.status_code == 200
    assert Alert.objects.get().confirmed_at is not None
    assert b"/tags/law/" in done.content


def test_page_of_a_link_is_the_same_for_all_and_tells_no_token(client):
    ask(client)
    [link] = links()

    response = client.get(link)

    assert response.content == client.get("/alerts/confirm/?token=other").content
    assert response["No-Vary-Search"] == "params"


@pytest.mark.parametrize(
    "query", ["", "?token=", "?token=nonsense", "?token=%F0%9F%95%8A"]
)
def test_link_of_nobody_confirms_nothing(client, query):
    ask(client)

    assert client.post(f"/alerts/confirm/{query}").status_code == 404
    assert client.post(f"/alerts/stop/{query}").status_code == 200
    assert Alert.objects.get().confirmed_at is None


def test_what_is_not_confirmed_in_time_is_forgotten(client):
    ask(client)
    [link] = links()

    with time_machine.travel(timezone.now() + Alert.CONFIRMED_WITHIN + timedelta(1)):
        ask(client, email="other@un.example")

    assert client.post(link).status_code == 404
    assert Subscriber.objects.get().address == "other@un.example"


def test_one_click_stops_without_a_redirect_and_forgets_the_address(client):
    ask(client)
    [link] = links()
    client.post(link)
    stop = link.replace("confirm", "stop")

    response = client.post(stop, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not Alert.objects.exists()
    assert not Subscriber.objects.exists()
    assert client.post(stop).status_code == 200


def test_opening_the_link_stops_nothing(client):
    ask(client)
    [link] = links()

    assert client.get(link.replace("confirm", "stop")).status_code == 200
    assert Alert.objects.exists()


def test_one_of_two_alerts_is_stopped_and_the_address_stays(client):
    ask(client)
    ask(client, of="/changes/")

    client.post(links()[0].replace("confirm", "stop"))

    assert Alert.objects.get().page == "/changes/"
    assert Subscriber.objects.count() == 1


def test_token_of_the_subscriber_stops_all(client):
    ask(client)
    ask(client, of="/changes/", email=EMAIL.upper())
    assert Subscriber.objects.count() == 1

    client.post(f"/alerts/stop/?token={Subscriber.objects.get().token}")

    assert not Alert.objects.exists()
    assert not Subscriber.objects.exists()


def test_nobody_learns_from_the_answer_who_follows_what(client):
    first, again = ask(client), ask(client)
    client.post(links()[0])
    confirmed = ask(client)

    answers = {
        (a.status_code, a["Location"], a.content) for a in (first, again, confirmed)
    }
    assert len(answers) == 1
    # As often for one that follows already, so that the time tells nothing either.
    assert len(mail.outbox) == 3
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"email": ""}, "required"),
        ({"email": "nobody"}, "valid email"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "valid email"),
        ({"email": "a@" + "ü" * 60 + ".example"}, "No mail can be sent"),
        ({"email": "a" * 250 + "@un.example"}, "254"),
        ({"email": "a\0b@un.example"}, "Null characters"),
        ({"of": ""}, "required"),
        ({"of": "/nothing/"}, "nothing to follow"),
        ({"of": "/role/draft/"}, "nothing to follow"),
        ({"of": "/sources/"}, "nothing to follow"),
        ({"of": "/alerts/"}, "nothing to follow"),
        ({"of": "/admin/"}, "nothing to follow"),
        ({"of": "/search/"}, "nothing to follow"),
        ({"of": "/search/?sort=title"}, "nothing to follow"),
        ({"of": "/search/?q=a&type=nonsense"}, "no kind"),
        ({"of": "/search/?tag=nothing"}, "no tag"),
        ({"of": "/search/?q=" + "a" * 201}, "200"),
        ({"of": "https://elsewhere.example/role/"}, "nothing to follow"),
        ({"of": "//elsewhere.example/"}, "nothing to follow"),
        ({"of": "role"}, "nothing to follow"),
        ({"of": "/" + "a" * 1500}, "1500"),
        ({"of": "/countries/fr/"}, "nothing to follow"),
    ],
)
def test_bad_request_is_refused_with_a_sentence_and_kept_in_the_form(
    client, values, reason
):
    make_draft("draft", title="Secret")

    response = ask(client, **values)

    assert response.status_code == 400
    assert reason in response.content.decode()
    assert response.context["form"]["of"].value() == values.get("of", "/tags/law/")
    assert not Subscriber.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "query",
    ["of=/nothing/", "of=/role/draft/", "of=%F0", "of=%00", "of=/search/?q=", "of=x"],
)
def test_form_for_what_cannot_be_followed_says_so(client, query):
    make_draft("draft", title="Secret")

    response = client.get(f"{ADDRESS}?{query}")

    assert response.status_code in (400, 404)
    assert "Secret" not in response.content.decode()


def test_address_is_taken_as_it_is_copied_from_the_browser(client):
    ask(client, of="http://127.0.0.1:8000/search/?q=ceasefire&page=2")

    assert Alert.objects.get().page == "/search/?q=ceasefire"


def test_old_address_is_followed_under_the_present_one(client):
    publishing.rename(make_topic("old"), "present")

    ask(client, of="/role/old/")

    assert Alert.objects.get().page == "/role/present/"


def test_what_a_machine_fills_in_is_dropped_in_silence(client):
    sent = ask(client, website="https://spam.example")

    assert sent["Location"] == "/alerts/asked/"
    assert not Subscriber.objects.exists()


def test_without_mail_no_form_is_shown_and_no_address_taken(read, client, settings):
    settings.SENDS_MAIL = False

    page = read(f"{ADDRESS}?of=/tags/law/")

    assert not page.select("main form")
    assert page.select_one("main a[href='/tags/law/feed/']")
    assert "sends no e-mail" in page.select_one("main").text
    assert ask(client).status_code == 403
    assert not Subscriber.objects.exists()


def test_mail_server_that_is_away_loses_nothing(client, monkeypatch):
    def refuse(*_args, **_options):
        raise ConnectionRefusedError("no server")

    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    monkeypatch.setattr(backend, refuse)

    answer = ask(client)

    assert answer.status_code == 202
    assert "comes later" in answer.content.decode()
    assert Alert.objects.unmailed().get().page == "/tags/law/"


def test_one_reader_asks_ten_times_an_hour(client, settings):
    settings.RATE_LIMITS = RATE_LIMITS
    cache.clear()
    answers = [ask(client, email=f"r{n}@un.example") for n in range(11)]

    assert [answer.status_code for answer in answers[-2:]] == [302, 429]
    assert client.get(ADDRESS).status_code == 200


def test_one_address_is_asked_ten_times_a_day_whoever_asks(client, settings):
    settings.RATE_LIMITS = {**RATE_LIMITS, "alert": (100, 3600)}
    cache.clear()
    for number in range(12):
        answer = ask(client, of=f"/search/?q=a{number}")

    assert answer["Location"] == "/alerts/asked/"
    assert len(mail.outbox) == Alert.objects.count() == 10


def test_alerts_are_bounded(client, monkeypatch):
    monkeypatch.setattr("topics.models.subscriber.MOST_KEPT", 1)
    ask(client)

    full = ask(client, of="/changes/")

    assert full.status_code == 503
    assert full.context["form"]["email"].value() == EMAIL
    assert Alert.objects.count() == 1


def test_editors_see_what_is_followed_and_not_by_whom(as_editor):
    ask(as_editor)
    alert = Alert.objects.get()

    listed = as_editor.get("/admin/topics/alert/").content.decode()
    shown = as_editor.get(f"/admin/topics/alert/{alert.pk}/change/").content.decode()
    for page in (listed, shown):
        assert "/tags/law/" in page
        assert "un.example" not in page
        assert alert.token not in page
    as_editor.post(f"/admin/topics/alert/{alert.pk}/delete/", {"post": "yes"})
    assert not Alert.objects.exists()


def test_contributors_do_not_see_what_is_followed(as_contributor):
    assert as_contributor.get("/admin/topics/alert/").status_code == 403
