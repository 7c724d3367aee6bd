"""One charset for whatever readers send."""

import re


def read_as_utf8(application):
    """Wrap a WSGI application so that no request names another charset.

    Django would decode the query, too, by the charset that a request names for its
    body. Caches, which ignore that, would keep the page for another query; and some of
    Python's codecs make Django fail before any middleware.
    """

    def wrapped(environ, start_response):
        if kind := environ.get("CONTENT_TYPE"):
            plain = re.sub(r";\s*charset[^;]*", "", kind, flags=re.IGNORECASE)
            environ["CONTENT_TYPE"] = plain
        return application(environ, start_response)

    return wrapped
