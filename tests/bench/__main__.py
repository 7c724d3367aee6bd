"""`make bench`: how fast the portal answers over HTTP, and what it is compared with.

Usage: python -m tests.bench [--topics 100,10000] [--database sqlite,postgresql]
[--seconds 5] [--json FILE] [--keep FOLDER]. Core 0 serves, core 1 asks. Needs wrk;
compares with nginx where that is installed. Ends with 1 if a request failed.
"""

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.bench import workloads
from tests.bench.baselines import Baselines
from tests.databases import ROOT, postgres

COLUMNS = ("requests/s", "p50 ms", "p99 ms", "errors", "bytes", "of bare view")
COLUMNS += ("of bare view with middlewares", "of WSGI", "of nginx")


def main():
    arguments = read_arguments()
    for program, package in (("wrk", "wrk"), ("taskset", "util-linux")):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not installed: apt-get install {package}")
    if (os.cpu_count() or 1) < 2:
        sys.exit("The benchmark needs two cores: one serves, the other asks.")
    os.chdir(ROOT)
    runs = []
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        prepare(folder)
        figures = golden(folder)
        with Baselines(folder) as baselines:
            for database in arguments.database:
                for number in arguments.topics:
                    run = measure(arguments.keep or folder, database, number,
                                  arguments.seconds, baselines)  # fmt: skip
                    before = runs[-1] if number != arguments.topics[0] else None
                    print_run(run, before)
                    runs.append(run)
    if arguments.json:
        content = {"searching": figures, "runs": runs}
        arguments.json.write_text(json.dumps(content, indent=2) + "\n")
    if any(row["errors"] for run in runs for row in run["workloads"].values()):
        sys.exit("Some requests failed.")


def read_arguments():
    parser = argparse.ArgumentParser(description="Measure the portal over HTTP.")
    parser.add_argument("--topics", type=numbers, default=[100, 10_000])
    parser.add_argument("--database", type=databases, default=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=int, default=5, help="for each workload")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="keep the filled databases there, and use those that are there",
    )
    return parser.parse_args()


def numbers(text):
    return sorted(int(number) for number in text.split(","))


def databases(text):
    names = text.split(",")
    if unknown := set(names) - {"sqlite", "postgresql"}:
        raise argparse.ArgumentTypeError(f"{unknown.pop()!r}: sqlite or postgresql")
    return names


def prepare(folder):
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    os.environ["BENCH_STATIC"] = str(Path(folder, "static"))
    manage = [sys.executable, "manage.py", "collectstatic", "--no-input"]
    subprocess.run([*manage, "--verbosity", "0"], check=True)


def golden(folder):
    """How well searches in the shipped content are answered; printed too."""
    url = f"sqlite:///{folder}/golden.sqlite3"
    figures = workloads.worker(url, "golden")
    for name, figure in figures.items():
        print(name, figure, sep="\t")
    return figures


@contextmanager
def opened(database, place):
    """The URL of the database in a folder."""
    if database == "postgresql":
        with postgres(place) as url:
            yield url
    else:
        yield f"sqlite:///{place}/db.sqlite3"


def measure(folder, database, number, seconds, baselines):
    place = Path(folder, f"{database}-{number}").absolute()
    place.mkdir(parents=True, exist_ok=True)
    corpus = Path(folder, f"corpus-{number}").absolute()
    with opened(database, place) as url:
        made = filled(url, number, corpus, place / "made.json")
        figures = workloads.measure(url, made, place, seconds, baselines)
    return {"database": database, "topics": number, **figures}


def filled(url, number, corpus, record):
    """What filling a database gave, now or as the file `record` says."""
    if not record.exists():
        made = workloads.worker(url, "fill", str(number), str(corpus))
        record.write_text(json.dumps(made))
    return json.loads(record.read_text())


def print_run(run, before):
    print(f"\n{run['topics']} topics on {run['database']}: {run['loaded/s']} loaded/s")
    print(f"in {run['load MB']} MB; server {run['server MB']} MB, without kept pages "
          f"{run['server MB, no pages kept']} MB; {run['still warm']}")  # fmt: skip
    for address, scans in run["sequential scans"].items():
        print(f"{address} reads whole tables:", *scans, sep="\n  ")
    growth = f"of {before['topics']} topics" if before else ""
    print("workload", *COLUMNS, growth, sep="\t")
    for name, row in run["workloads"].items():
        cells = [row.get(column, "–") for column in COLUMNS]
        if before:
            slower = row["requests/s"] / before["workloads"][name]["requests/s"]
            cells.append(round(slower, 2))
        print(name, *cells, sep="\t")


if __name__ == "__main__":
    main()
