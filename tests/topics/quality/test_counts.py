import pytest
from django.core.management import call_command

from tests.factories import make_section, make_topic

pytestmark = pytest.mark.django_db


def test_counts_of_each_section_are_printed(capsys):
    make_topic(section=make_section("law"))

    call_command("check_content", "--counts")

    printed = capsys.readouterr().out.splitlines()
    assert printed[1].split()[:4] == ["Section", "law", "1", "2"]
    assert printed[-1].split()[:2] == ["Sum", "1"]
