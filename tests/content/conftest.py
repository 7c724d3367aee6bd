import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="package")
def _loaded(django_db_setup, django_db_blocker):
    """The shipped fixtures, loaded once for the tests of this folder."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_content", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shipped_content(_loaded, db):
    """The shipped fixtures are in the database."""
