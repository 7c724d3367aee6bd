"""What `makemigrations` writes passes the checks as it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import ROOT

pytestmark = pytest.mark.slow
MODEL = """

def short(value):
    pass


class Observer(models.Model):
    name = models.CharField(max_length=9, validators=[short], choices=[
        ("military", "Military observers"), ("police", "Police"), ("other", "Others")])
    section = models.ForeignKey("topics.Section", models.PROTECT)
"""


@pytest.fixture
def checkout(tmp_path):
    for part in ("portal", "topics"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for part in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / part, tmp_path)
    return tmp_path


def test_new_migration_passes_the_formatter_and_the_linter(checkout):
    with (checkout / "topics/models/topic.py").open("a") as module:
        module.write(MODEL)
    subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "topics", "--name", "observer"],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "DEBUG": "1"},
        check=True,
    )

    [written] = checkout.glob("topics/migrations/*_observer.py")

    assert "topics.models.topic.short" in written.read_text()
    for command in (["format", "--check"], ["check"]):
        ruff = [Path(sys.executable).with_name("ruff"), *command, "topics/migrations"]
        result = subprocess.run(ruff, cwd=checkout, capture_output=True, text=True)
        assert result.returncode == 0, result.stdout + result.stderr
