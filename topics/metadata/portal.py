"""What the portal is called, and what it says of itself, in every description."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
# The texts are; what pages say around them is translated.
LANGUAGE = "en"
PICTURE_SIZE = (1200, 630)


def name() -> str:
    """The portal's name, which is author and publisher of every page."""
    return _("Peacekeeping Portal")


def absolute(path: str) -> str:
    """The address of a path of the portal, as the world knows it."""
    return f"{settings.SITE_URL}{path}"


def reference() -> dict[str, Any]:
    """The portal as the author of something."""
    return {"@id": absolute("/#portal")}


def organization() -> dict[str, Any]:
    """The portal as what `reference()` names."""
    return {
        "@type": "Organization",
        **reference(),
        "name": name(),
        "url": absolute("/"),
    }


def website() -> dict[str, Any]:
    """The portal as a site that can be searched."""
    found = f"{absolute(reverse('topics:search'))}?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "name": name(),
        "url": absolute("/"),
        "inLanguage": LANGUAGE,
        "license": LICENCE_URL,
        "publisher": reference(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": found},
            "query-input": "required name=search_term_string",
        },
    }
