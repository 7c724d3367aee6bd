"""References as files for reference managers."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from topics.citing.exporting import bibtex, csl_json, ris

# By what the name of a file ends with: its media type, and what writes it.
FORMATS = {
    "bib": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
    "json": ("application/vnd.citationstyles.csl+json", csl_json),
}


def references_file(
    name: str, ending: str, entries: Iterable[dict[str, Any]]
) -> HttpResponse:
    """A file of entries of CSL-JSON in the format of its ending, one of FORMATS."""
    media_type, write = FORMATS[ending]
    content = write(list(entries))
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
