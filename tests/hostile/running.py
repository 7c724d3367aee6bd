"""What of a page would run, or load something from elsewhere."""

import json
import re
from html.parser import HTMLParser

# Elements that no page has.
_NEVER = set(
    "style iframe frame frameset object embed applet base template slot foreignobject "
    "animate set math noscript xmp noembed listing video audio source picture".split()
)
_FETCHING = {"script", "img", "link", "use", "image"}
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "poster")
# What browsers read and never run: https://html.spec.whatwg.org/#data-block.
_DATA = {"type": "application/ld+json"}
# https://url.spec.whatwg.org/#concept-basic-url-parser: dropped at the start, and
# wherever they stand.
_AT_START = "".join(map(chr, range(0x21)))
_ANYWHERE = re.compile(r"[\t\n\r]")


def what_runs(html):
    """The tags of a page or piece of HTML that should not be there, as text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.is_data = False

    def handle_starttag(self, tag, attrs):
        self.is_data = tag == "script" and dict(attrs) == _DATA
        if tag in _NEVER or ":" in tag or _runs(tag, dict(attrs)):
            self.found.append(self.get_starttag_text()[:200])

    def handle_data(self, text):
        if self.is_data and not _is_json(text):
            self.found.append(text[:200])

    def handle_endtag(self, tag):
        self.is_data = False


def _is_json(text):
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _runs(tag, attributes):
    if any(name.startswith("on") or name == "style" for name in attributes):
        return True
    if tag == "script" and not attributes.get("src"):
        return attributes != _DATA
    addresses = [attributes[name] or "" for name in _ADDRESSES if name in attributes]
    # Nobody fetches a page from where it says that it stands.
    if tag not in _FETCHING or attributes.get("rel") == "canonical":
        return not all(map(_is_harmless, addresses))
    files = re.split(r"\s+[^,]*,?\s*", attributes.get("srcset", ""))
    return not all(map(_is_here, [*addresses, *filter(None, files)]))


def _is_here(address):
    """Whether it is on the portal; browsers take a backslash for a slash."""
    plain = _as_read(address).replace("\\", "/")
    return _scheme(plain) is None and not plain.startswith("//")


def _is_harmless(address):
    return _scheme(_as_read(address)) in {None, "http", "https", "mailto"}


def _as_read(address):
    return _ANYWHERE.sub("", address.lstrip(_AT_START))


def _scheme(address):
    # https://url.spec.whatwg.org/#scheme-start-state
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", address)
    return scheme and scheme[1].lower()
