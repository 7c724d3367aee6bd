"""The WSGI application that the server runs."""

import os
from contextlib import suppress
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from portal.http.charset import read_as_utf8
from portal.operations import metrics_folder

# The database holds secrets: what the server makes is for its owner only.
os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def page_cache_before(django: WSGIApplication):
    """The page cache in front of Django, or None if the settings turn that off."""
    # Imported when Django is set up: they read its settings.
    from django.urls import reverse

    from portal.caching import surrogate_keys
    from portal.caching.page_cache import PageCache

    # The process before this one may have been killed after it stored a change and
    # before it announced it.
    surrogate_keys.announce({surrogate_keys.EVERYTHING, surrogate_keys.SCHEDULE})
    if not settings.PAGE_CACHE_BYTES:
        return None
    return PageCache(
        django,
        max_bytes=settings.PAGE_CACHE_BYTES,
        bypass=[settings.STATIC_URL, reverse("admin:index")],
        shared=settings.SHARED_CACHE,
        exact=settings.PAGE_CACHE_EXACT,
    )


def hold_sqlite_open() -> None:
    """Keep one connection to SQLite as long as the process lives: the last one that is
    closed removes the files that readers share, and they cannot be made again on a
    full disk."""
    from django.db import OperationalError, connection

    if connection.vendor == "sqlite":
        # If it is locked or missing, requests find that out for themselves.
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")


if settings.METRICS_TOKEN and metrics_folder.reserve(settings.METRICS_DIR):
    # Read when prometheus_client is imported; else each process counts for itself.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = settings.METRICS_DIR
django = get_wsgi_application()
page_cache = page_cache_before(django)
application = read_as_utf8(page_cache or django)
hold_sqlite_open()
