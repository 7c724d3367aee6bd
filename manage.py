#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys


def main():
    # The database holds secrets: what commands make is for its owner only.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.management import execute_from_command_line

        from portal.failures import FAILURES, sentence
    except ImportError:
        sys.exit(
            "Django is not installed for this Python. Run `make run` once, then use "
            "`.venv/bin/python manage.py`."
        )
    try:
        execute_from_command_line(sys.argv)
    except FAILURES as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(sentence(error))


if __name__ == "__main__":
    main()
