"""The static files as production serves them, and what pages weigh with theirs."""

import gzip
from contextlib import contextmanager
from pathlib import Path

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from portal.settings import STORAGES

PARTS = "link[rel=stylesheet], link[rel=icon], script[src], img"


@contextmanager
def collected_into(folder, **changed):
    """Pages name the collected files, with changed settings; the folder."""
    with override_settings(STATIC_ROOT=folder, STORAGES=STORAGES, **changed):
        if not any(Path(folder).iterdir()):
            call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def parts(html):
    """The addresses of what a page asks for by itself."""
    found = BeautifulSoup(html, "html.parser").select(PARTS)
    return [part.get("href") or part["src"] for part in found]


def file_weight(address, encodings=("br", "gz")):
    """Bytes of a collected file over the wire, in the smallest of some encodings."""
    file = Path(settings.STATIC_ROOT, address.removeprefix(settings.STATIC_URL))
    encoded = [file.with_name(f"{file.name}.{encoding}") for encoding in encodings]
    return min(f.stat().st_size for f in [file, *encoded] if f.exists())


def page_weight(client, address):
    """Bytes of a page over the wire, with its styles, scripts and icon, in gzip.

    Without the padding against BREACH, of up to 100 bytes: its length is random."""
    page = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip", address
    html = gzip.decompress(page.content)
    asked = parts(html)
    page_alone = len(gzip.compress(html, compresslevel=6, mtime=0))
    return page_alone + sum(file_weight(part, ["gz"]) for part in asked)
