import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from portal.settings import RATE_LIMITS
from tests.factories import make_topic
from topics.models import ProblemReport
from topics.models.problem_report import MOST_KEPT

pytestmark = pytest.mark.django_db

WORDS = "The date of resolution 1270 is wrong."
ADDRESS = "/report/"


def stored(words=WORDS, **fields):
    return ProblemReport.objects.create(words=words, **fields)


def change(client, report, **values):
    address = f"/admin/topics/problemreport/{report.pk}/change/"
    return client.post(address, {"state": "in-hand", "answer": "", **values})


def test_page_and_version_are_filled_in_from_the_page(read):
    topic = make_topic("a-page")

    link = read(topic.get_absolute_url()).select_one(".topic a[href^='/report/']")

    form = read(link["href"]).select_one("form.reader-form")
    assert form.select_one("[name=page]")["value"] == topic.get_absolute_url()
    assert form.select_one("[name=version]")["value"] == "1"


def test_search_without_result_offers_to_tell_the_editors(read):
    link = read("/search/?q=quagga").select_one("a[href^='/report/?words']")

    words = read(link["href"]).select_one("textarea").text
    assert words.strip() == "I looked for: quagga"


def test_report_needs_no_account_no_script_and_no_cookie(client):
    page = client.get(ADDRESS)

    sent = client.post(
        ADDRESS,
        {"words": WORDS, "page": "/law/x/", "version": "3", "email": "r@un.org"},
    )

    assert sent["Location"] == "/report/sent/"
    assert not page.cookies
    assert not sent.cookies
    [report] = ProblemReport.objects.all()
    assert (report.words, report.page, report.version) == (WORDS, "/law/x/", 3)
    assert (report.email, report.state) == ("r@un.org", "new")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"words": ""}, "required"),
        ({"words": " \n"}, "required"),
        ({"words": "a" * 4001}, "4000"),
        ({"email": "nobody"}, "valid email"),
        ({"page": "https://elsewhere.example/"}, "follows the name"),
        ({"page": "//elsewhere.example/"}, "follows the name"),
        ({"page": "javascript:alert(1)"}, "follows the name"),
        ({"page": "/" + "a" * 300}, "300"),
        ({"version": "many"}, "whole number"),
        ({"version": "-1"}, "greater than or equal to 0"),
        ({"version": "9" * 30}, "less than or equal to"),
        ({"words": "a\0b"}, "Null characters"),
    ],
)
def test_bad_report_is_refused_with_a_sentence_and_kept_in_the_form(
    client, values, reason
):
    response = client.post(ADDRESS, {"words": WORDS, **values})

    assert response.status_code == 400
    assert reason in response.content.decode()
    typed = {"words": WORDS, **values}
    assert response.context["form"]["words"].value() == typed["words"]
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize("query", ["version=x", "version=%00", "page=%FF", "version=²"])
def test_page_with_odd_parameters_is_shown(client, query):
    assert client.get(f"{ADDRESS}?{query}").status_code in (200, 400)


def test_what_a_machine_fills_in_is_dropped_in_silence(client):
    sent = client.post(ADDRESS, {"words": WORDS, "website": "https://spam.example"})

    assert sent["Location"] == "/report/sent/"
    assert not ProblemReport.objects.exists()


def test_one_address_sends_ten_in_an_hour(client, settings):
    settings.RATE_LIMITS = RATE_LIMITS
    cache.clear()
    answers = [client.post(ADDRESS, {"words": WORDS}) for _ in range(11)]

    assert [answer.status_code for answer in answers[-2:]] == [302, 429]
    assert client.get(ADDRESS).status_code == 200


def test_settled_reports_make_room_and_open_ones_are_kept(client, monkeypatch):
    monkeypatch.setattr("topics.models.problem_report.MOST_KEPT", 3)
    settled, *_open = stored(state="settled"), stored(), stored()

    client.post(ADDRESS, {"words": "A fourth"})
    full = client.post(ADDRESS, {"words": "A fifth"})

    assert full.status_code == 503
    assert full.context["form"]["words"].value() == "A fifth"
    assert not ProblemReport.objects.filter(pk=settled.pk).exists()
    assert ProblemReport.objects.count() == 3
    assert MOST_KEPT >= 1000


def test_settled_reports_are_forgotten_after_a_year(client):
    long_ago = timezone.now() - ProblemReport.KEPT
    old, open_one = (
        stored(state="settled", created_at=long_ago),
        stored(created_at=long_ago),
    )

    client.post(ADDRESS, {"words": WORDS})

    kept = set(ProblemReport.objects.values_list("pk", flat=True))
    assert old.pk not in kept
    assert open_one.pk in kept


def test_editor_answers_by_mail_and_the_address_is_forgotten(as_editor, settings):
    settings.SENDS_MAIL = True
    report = stored(email="reader@un.org", page="/law/x/")

    change(as_editor, report, state="settled", answer="Corrected, thank you.")

    [sent] = mail.outbox
    assert sent.to == ["reader@un.org"]
    assert sent.body.startswith("Corrected, thank you.")
    assert f"> {WORDS}" in sent.body
    report.refresh_from_db()
    assert (report.email, report.state) == ("", "settled")


def test_answer_that_cannot_be_sent_can_be_sent_again(as_editor, settings, monkeypatch):
    settings.SENDS_MAIL = True
    report = stored(email="reader@un.org")

    def refuse(*_args, **_options):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr("topics.admin.problem_reports.send_mail", refuse)
    page = as_editor.get(change(as_editor, report, answer="Yes.")["Location"])

    assert "was not sent" in page.content.decode()
    report.refresh_from_db()
    assert (report.email, report.answer) == ("reader@un.org", "")


def test_without_mail_the_editor_is_told_that_nobody_was_answered(as_editor, settings):
    settings.SENDS_MAIL = False
    report = stored(email="reader@un.org")

    page = as_editor.get(change(as_editor, report, answer="Yes.")["Location"])

    assert "nobody was answered" in page.content.decode()
    assert mail.outbox == []


def test_queue_is_for_editors_and_shows_words_as_words(as_editor, client, contributor):
    report = stored("<script>alert(1)</script>", page="/law/x/")
    listed = as_editor.get("/admin/topics/problemreport/").content.decode()

    assert "&lt;script&gt;alert(1)" in listed
    assert 'href="/law/x/"' in listed
    client.force_login(contributor)
    assert change(client, report, state="settled").status_code == 403


def test_nothing_that_was_reported_is_public(client):
    stored("quagga quagga", page="/law/x/")

    for address in ("/", "/search/?q=quagga", ADDRESS, "/changes/"):
        assert "quagga quagga" not in client.get(address).content.decode()
