"""One charset for whatever readers send."""

import re


def read_as_utf8(application):
    """`application`, which never hears of another charset.

    Django decodes queries, too, by the charset that a request names for its body:
    caches, which do not look at that, would keep a page for another query, and for some
    of Python's codecs Django fails before any middleware.
    """

    def reading(environ, start_response):
        if kind := environ.get("CONTENT_TYPE"):
            plain = re.sub(r";\s*charset[^;]*", "", kind, flags=re.IGNORECASE)
            environ["CONTENT_TYPE"] = plain
        return application(environ, start_response)

    return reading
