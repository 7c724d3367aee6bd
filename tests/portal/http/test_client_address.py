import pytest
from django.test import RequestFactory

from portal.http.client_address import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "192.0.2.66, 203.0.113.9", "203.0.113.9"),
        (2, "192.0.2.66, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.1"),
        (1, "no address", "198.51.100.1"),
        (1, "", "198.51.100.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "203.0.113.9:49152", "203.0.113.9"),
        (1, "[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
        (1, "[2001:db8:1:2::9]", "2001:db8:1:2::"),
        (1, "[::ffff:203.0.113.9]:443", "203.0.113.9"),
        (1, "192.0.2.66:1, 203.0.113.9:2", "203.0.113.9"),
        (1, "203.0.113.9:port", "198.51.100.1"),
        (1, "[2001:db8::1", "198.51.100.1"),
        (1, "[]:443", "198.51.100.1"),
    ],
)
def test_address_is_the_one_that_the_last_trusted_proxy_saw(
    settings, proxies, forwarded, address
):
    settings.TRUSTED_PROXIES = proxies

    request = RequestFactory().get(
        "/", REMOTE_ADDR="198.51.100.1", headers={"X-Forwarded-For": forwarded}
    )

    assert client_address(request) == address


def test_port_of_the_peer_is_left_out():
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9:49152")

    assert client_address(request) == "203.0.113.9"


def test_peer_without_address_has_none():
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) is None
