"""The WSGI application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def in_front_of(django):
    """The page cache around Django, as the settings say."""
    # Not before Django is set up: they read its settings.
    from django.conf import settings

    from portal.page_cache import PageCache

    if not settings.PAGE_CACHE_BYTES:
        return django
    return PageCache(
        django,
        most_bytes=settings.PAGE_CACHE_BYTES,
        besides=[settings.STATIC_URL, "/admin/"],
        shared=settings.SHARED_CACHE,
        exact=settings.PAGE_CACHE_EXACT,
    )


application = in_front_of(get_wsgi_application())
