"""Between the server and WSGI: kept pages are answered at once, all else in threads.

Nothing that a client does slowly takes a thread: its request has been read before, and
its answer is finished. So readers of kept pages wait neither for those who send or read
slowly, nor for pages that take long to make.
"""

from functools import partial
from io import BytesIO
from tempfile import SpooledTemporaryFile
from wsgiref.types import WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.urls import reverse

from portal.caching.page_cache import PageCache
from portal.serving.answers import Answer, Refused, answer, refusal
from portal.serving.bodies import Bodies
from portal.serving.environ import wsgi_environ
from portal.serving.event_loop import continue_in_loop
from portal.serving.lanes import Lane

# Of a body in memory; what is longer lies in a temporary file.
IN_MEMORY = 1 << 20


class Gateway:
    """Answers requests by a WSGI application and the pages that are kept in front of
    it. Editors have threads of their own, so that their work, which may take long,
    stops no reader."""

    def __init__(self, application: WSGIApplication, page_cache: PageCache | None):
        self.application, self.page_cache = application, page_cache
        self.readers, self.editors = Lane("readers"), Lane("editors")
        self.bodies = Bodies(self.editors)
        self.admin, self.health = reverse("admin:index"), reverse("healthz")

    async def __call__(self, scope, protocol):
        environ = wsgi_environ(scope)
        finished = self.at_once(environ)
        if finished is None:
            await continue_in_loop()
            finished = await self.answer(environ, protocol)
        protocol.response_bytes(*finished)

    def at_once(self, environ: WSGIEnvironment) -> Answer | None:
        """The answer, if it waits for nothing."""
        if environ["PATH_INFO"] == self.health:
            environ["wsgi.input"] = BytesIO()
            return answer(self.application, environ)
        page = self.page_cache and self.page_cache.kept(environ)
        return page and answer(partial(page.send, how="HIT"), environ)

    async def answer(self, environ: WSGIEnvironment, protocol) -> Answer:
        lane = self.editors if self._is_editors(environ) else self.readers
        try:
            with SpooledTemporaryFile(IN_MEMORY) as body:
                await self.bodies.read(environ, protocol, into=body)
                environ["wsgi.input"] = body
                return await lane.run(answer, self.application, environ)
        except Refused as refused:
            return refusal(environ, refused.status)

    def _is_editors(self, environ: WSGIEnvironment) -> bool:
        return environ["PATH_INFO"].startswith(
            self.admin
        ) or f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", "")
