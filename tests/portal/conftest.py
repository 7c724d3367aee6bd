import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ["manage.py", "portal", "topics", "templates", "static", "fixtures"]


@pytest.fixture
def checkout(tmp_path):
    """A copy of the project without its database."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part)
        else:
            shutil.copy(source, tmp_path / part)
    return tmp_path
