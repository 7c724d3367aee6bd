"""The WSGI application that the server runs."""

import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

from portal.http.charset import read_as_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def in_front_of(django):
    """The page cache around Django, as the settings say."""
    # Not before Django is set up: they read its settings.
    from django.conf import settings

    from portal.caching import surrogate_keys
    from portal.caching.page_cache import PageCache

    # The process before this one may have been killed after it stored a change and
    # before it told the others.
    surrogate_keys.announce({surrogate_keys.EVERYTHING, surrogate_keys.DUE})
    if not settings.PAGE_CACHE_BYTES:
        return django
    return PageCache(
        django,
        most_bytes=settings.PAGE_CACHE_BYTES,
        besides=[settings.STATIC_URL, "/admin/"],
        shared=settings.SHARED_CACHE,
        exact=settings.PAGE_CACHE_EXACT,
    )


def hold_sqlite_open():
    """Keep one connection to SQLite as long as the process lives. The last one that
    is closed removes the files that readers share, and on a full disk nobody can make
    them again."""
    from django.db import OperationalError, connection

    if connection.vendor == "sqlite":
        # Locked, or not there: requests find out for themselves.
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")


application = read_as_utf8(in_front_of(get_wsgi_application()))
hold_sqlite_open()
