import csv

from django.http import HttpResponse

# With these a spreadsheet takes a cell for a formula, which may send what stands
# beside it to elsewhere: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def csv_response(name, columns, rows):
    """A file of rows (dicts) for a spreadsheet, RFC 4180. Texts that one would take for
    a formula get an apostrophe before them."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.DictWriter(response, columns)
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return response


def _cell(value):
    is_formula = isinstance(value, str) and value.startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula else value
