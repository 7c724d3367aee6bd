import csv

from django.http import HttpResponse


def csv_response(name, columns, rows):
    """A file of rows (dicts) for a spreadsheet, RFC 4180."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.DictWriter(response, columns)
    writer.writeheader()
    writer.writerows(rows)
    return response
