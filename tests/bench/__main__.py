"""`make bench`: how long searching takes, on both databases.

Usage: python -m tests.bench [--topics 10000] [--json FILE]. Prints the median of each
workload in milliseconds, measured in one process without a page cache, and how well the
golden searches of the shipped content are answered.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.run import ROOT, postgres

WORKER = "tests.bench.worker"


def main():
    parser = argparse.ArgumentParser(description="Measure the portal.")
    parser.add_argument("--topics", type=int, default=10_000)
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    figures = {}
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        figures["SQLite"] = measure(f"sqlite:///{folder}/db.sqlite3", arguments.topics)
        with postgres() as url:
            figures["PostgreSQL"] = measure(url, arguments.topics)
    print(f"\n{arguments.topics} topics", *figures, sep="\t")
    for name in figures["SQLite"]:
        print(name, *(figures[database][name] for database in figures), sep="\t")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")


def measure(database_url, topics):
    """The figures of one database: {workload: figure}."""
    result = subprocess.run(
        [sys.executable, "-m", WORKER, str(topics)],
        env={**os.environ, "DATABASE_URL": database_url, "DEBUG": "1"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(result.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
