"""Requests that no reader sends."""

import pytest


class Unread:
    """A body that fails a test which reads it."""

    def read(self, *size):
        raise AssertionError("it is read")

    readline = read


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("address", ["/", "/search/", "/healthz", "/no/such/page/"])
def test_what_is_sent_to_readers_pages_is_refused_unread(client, address, method):
    response = client.generic(
        method,
        address,
        CONTENT_TYPE="application/x-www-form-urlencoded",
        CONTENT_LENGTH="100000",
        **{"wsgi.input": Unread()},
    )

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "default-src" in response["Content-Security-Policy"]
