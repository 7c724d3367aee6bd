import pytest
from django.core.handlers.wsgi import WSGIHandler

from portal.http.hosts import allowed_host
from tests.asking import ask

HEADERS = {
    "content-security-policy",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
}


@pytest.fixture(params=["http", "https"])
def site(request, settings):
    """The portal under an address of either scheme."""
    settings.SECURE_SSL_REDIRECT = request.param == "https"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return WSGIHandler()


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("portal.example.org", "portal.example.org"),
        ("Portal.Example.ORG.", "portal.example.org"),
        ("portal.example.org:8000", "portal.example.org"),
        ("a.example.net:1", ".example.net"),
        ("example.net", ".example.net"),
        ("[::1]:80", "[::1]"),
        ("[::2]", None),
        ("", None),
        (".", None),
        ("evil.example", None),
        ("portal.example.org.evil.example", None),
        ("xportal.example.org", None),
        ("portal.example.org..", None),
        ("portal.example.org:0", "portal.example.org"),
        ("portal.example.org:99999", None),
        ("portal.example.org:", None),
        ("portal.example.org:" + "9" * 10_000, None),
        ("x" * 300 + ".example.net", None),
        ("portal.example.org, evil.example", None),
        ("user@portal.example.org", None),
        ("portal.example.org/", None),
        ("portal.example.org\t", None),
        ("pörtal.example.org", None),
    ],
)
def test_host_meets_the_entry_that_allows_it(settings, written, entry):
    settings.ALLOWED_HOSTS = ["portal.example.org", ".example.net", "[::1]"]

    assert allowed_host(written) == entry


@pytest.mark.django_db
@pytest.mark.one_database  # PostgreSQL closes the connection of a test with a request
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    "host", ["evil.example", "testserver:99999", "a b", "testserver:80:80"]
)
def test_host_that_is_not_allowed_is_refused_with_all_headers(site, host, scheme):
    answer = ask(site, "/privacy/", host=host, x_forwarded_proto=scheme)

    assert answer.status == 400
    assert answer.headers.keys() >= HEADERS
    assert "That address or form could not be read" in answer.text


@pytest.mark.django_db
@pytest.mark.one_database  # PostgreSQL closes the connection of a test with a request
def test_strict_transport_is_asked_for_in_refusals_too(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 60

    answer = ask(WSGIHandler(), "/", host="evil.example", x_forwarded_proto="https")

    assert "strict-transport-security" in answer.headers


@pytest.mark.django_db
@pytest.mark.one_database  # PostgreSQL closes the connection of a test with a request
@pytest.mark.parametrize("address", ["/privacy/", "/?q=%ff", "/none/", "/admin", "/x"])
def test_every_answer_has_all_headers(site, address):
    assert ask(site, address).headers.keys() >= HEADERS
