import csv
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.http import HttpResponse

# With these a spreadsheet takes a cell for a formula, which may send what stands
# beside it to elsewhere: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
NUMBER = re.compile(r"-?[\d.]+")


def csv_response(
    name: str, columns: Collection[str], rows: Iterable[Mapping[str, Any]]
) -> HttpResponse:
    """A file of rows (dicts) for a spreadsheet, RFC 4180. Texts that one would take for
    a formula get an apostrophe before them."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.DictWriter(response, columns)
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return response


def _cell(value: Any) -> Any:
    if not isinstance(value, str) or NUMBER.fullmatch(value):
        return value
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value
