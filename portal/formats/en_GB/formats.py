"""Months in full, as in print."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
