"""Fills an empty database: an editor and one page.

Usage: DATABASE_URL=… python -m tests.cluster.seed. Prints the page's primary key.
"""

import os

import django

NAME, PASSWORD = "edda", "a-password-for-tests"


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.management import call_command

    from tests.factories import make_topic, make_user

    call_command("migrate", verbosity=0)
    make_user(NAME, "Editors")
    print(make_topic("a-page", title="First title").pk)


if __name__ == "__main__":
    main()
