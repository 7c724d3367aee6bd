"""Fills an empty database: an editor, and pages that lead to each other.

Usage: DATABASE_URL=… python -m tests.faults.seed
"""

import os

import django

from tests.cluster.seed import NAME

PAGES = 4


def slug_of(number):
    return f"page-{number}"


def text_of(number):
    following = slug_of(number % PAGES + 1)
    return f"A page about peace and [[{following}]], with a [source][@fortna-2008].\n"


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.management import call_command

    from tests.factories import make_source, make_topic, make_user

    call_command("migrate", verbosity=0)
    make_user(NAME, "Editors")
    make_source()
    for number in range(1, PAGES + 1):
        title = f"Title {number}"
        make_topic(slug_of(number), title=title, body=text_of(number), tags=["law"])
    # Tags that factories make are not offered yet.
    call_command("rebuild", verbosity=0)


if __name__ == "__main__":
    main()
