"""A browser without pictures: it keeps cookies, and follows nothing by itself."""

import urllib.request
from dataclasses import dataclass
from email.message import Message
from urllib.error import HTTPError
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from tests.cluster.seed import NAME, PASSWORD


@dataclass
class Response:
    status_code: int
    headers: Message
    content: bytes

    @property
    def heading(self):
        return BeautifulSoup(self.content, "html.parser").h1.get_text()


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


class Visitor:
    """Asks one site."""

    def __init__(self, site):
        self.site = site
        cookies = urllib.request.HTTPCookieProcessor()
        self.opener = urllib.request.build_opener(Unfollowed, cookies)

    def get(self, path, **headers):
        return self.open(path, None, headers)

    def post(self, path, values):
        return self.open(path, urlencode(values, doseq=True).encode(), {})

    def open(self, path, body, headers):
        request = urllib.request.Request(self.site + path, body, headers)  # noqa: S310
        try:
            response = self.opener.open(request, timeout=30)
        except HTTPError as error:
            response = error
        with response:
            return Response(response.status, response.headers, response.read())

    def sign_in(self):
        """The same visitor, now as the editor."""
        form = BeautifulSoup(self.get("/admin/login/").content, "html.parser")
        token = form.select_one("[name=csrfmiddlewaretoken]")["value"]
        account = {"username": NAME, "password": PASSWORD}
        answer = self.post("/admin/login/", {"csrfmiddlewaretoken": token, **account})
        assert answer.status_code == 302
        return self
