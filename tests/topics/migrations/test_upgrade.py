"""A database of an earlier version is brought up to date, and shows what it held."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.databases import ROOT, environment, migrate

pytestmark = [pytest.mark.slow, pytest.mark.one_database]
OLD = Path(__file__).with_name("database_at_0020.sql")
PAGES = {
    "/": "Missions",
    "/role/": "Consent of the parties",
    "/missions/": "United Nations Mission in Sierra Leone",
    "/missions/?tag=sierra-leone": "UNOMSIL",
    "/role/consent-of-the-parties/": "Peacekeepers deploy with the consent",
    "/history/lome-1999/": "Government and rebels signed at Lomé",
    "/missions/unamsil/": "Soldiers helped the government to carry out",
    "/missions/unamsil/history/": "First version",
    "/law/resolution-1270/": "Security Council",
    "/evaluation/personnel/": "18410",
    "/search/?q=disarmament": "Observer Mission in Sierra Leone",
    "/tags/": "Sierra Leone",
    "/tags/sierra-leone/": "The Lomé agreement, 1999",
    "/sources/report-2000/": "Report of the Panel",
    "/timeline/": "The panel of 2000",
    "/graph/": "Impartiality",
    "/compare/?m=unamsil": "17,500 uniformed",
    "/missions/unamsil/history/1/": "17500",
}
# Numbers of a mission as they were then.
NUMBERS = """
    UPDATE topics_mission SET peak_strength = 17500 WHERE acronym = 'UNAMSIL';
    UPDATE topics_revision
    SET content = json_set(content, '$.mission.peak_strength', '17500')
    WHERE topic_id = (SELECT topic_id FROM topics_mission WHERE acronym = 'UNAMSIL');
"""
READ = """
import json, sys
import django
django.setup()
from django.test import Client
answers = {address: Client().get(address) for address in sys.argv[1:]}
print(json.dumps({
    address: [answer.status_code, answer.content.decode()]
    for address, answer in answers.items()
}))
"""


def test_old_database_shows_its_pages(tmp_path):
    path = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(OLD.read_text() + NUMBERS)
    url = f"sqlite:///{path}"

    migrate(url)

    result = subprocess.run(
        [sys.executable, "-c", READ, *PAGES],
        cwd=ROOT,
        env=environment(url),
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    for address, (status, content) in json.loads(result.stdout).items():
        assert status == 200, address
        page = BeautifulSoup(content, "html.parser")
        assert PAGES[address] in " ".join(page.main.get_text().split()), address
    with closing(sqlite3.connect(path)) as database:
        sources = "SELECT count(*), sum(length(sort_key) > 0) FROM topics_source"
        count, described = database.execute(sources).fetchone()
    assert count == described > 0
