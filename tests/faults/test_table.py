"""The table of faults that operators read."""

from tests.databases import ROOT
from tests.faults.table import FAULTS, as_markdown


def test_operators_read_the_table_that_is_tested():
    section = (ROOT / "docs/operating.md").read_text().split("## Faults\n")[1]

    assert as_markdown() in section.split("\n## ")[0] + "\n"


def test_every_fault_of_the_table_has_its_tests():
    files = [*ROOT.glob("tests/faults/test_*.py"), *ROOT.glob("tests/cluster/*.py")]
    written = "".join(file.read_text() for file in files)

    for fault, row in FAULTS.items():
        missing = [name for name in row.tests if f"def {name}" not in written]
        assert row.tests, fault
        assert not missing, fault
