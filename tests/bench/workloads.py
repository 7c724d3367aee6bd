"""The portal under load: each workload on one database with so many topics."""

import json
import os
import statistics
import subprocess
import sys
import time

from tests.bench import servers

WORKER = "tests.bench.worker"
WARMED = 2_000  # topics that are drawn from in the warm workload
WATCHED = 200  # pages of which is looked how long they are and whether they stay warm
EDITS = 30  # requests for the admin's form
# Room for all pages that are drawn from.
CACHE, NO_CACHE = {"PAGE_CACHE_MB": "256"}, {"PAGE_CACHE_MB": "0"}


def measure(url, made, folder, seconds, baselines):
    """{"workloads": {name: figures}, and what else was measured} of a database;
    `made` is what filling it gave. Each workload is compared with the baselines as
    soon as it is measured."""
    pages, environment = worker(url, "addresses"), {"DATABASE_URL": url}
    admin, topics = pages.pop("admin"), pages.pop("topic")[:WARMED]
    rows = {}

    def note(name, figures):
        rows[name] = figures | baselines.ratios(figures)

    with servers.portal(environment | CACHE) as (port, process):
        tags = [answer[1]["ETag"] for answer in servers.get(port, topics)]
        revalidated = [f"{p}\t{tag}" for p, tag in zip(topics, tags, strict=True)]
        for name, lines in {
            **pages,
            "topic, warm": topics,
            "topic, revalidated": revalidated,
        }.items():
            note(name, under_load(port, lines, folder, seconds))
        note("admin form", one_by_one(port, admin[0], worker(url, "sign_in")))
        memory = servers.memory(process)
        warm = still_warm(port, url, topics[:WATCHED])
    with servers.portal(environment | NO_CACHE) as (port, process):
        for name, lines in {**pages, "topic": topics}.items():
            # One after the other: how long a page takes, not how long it waits.
            figures = under_load(port, lines, folder, seconds, connections=1)
            note(f"{name}, cold", figures)
        bare_memory = servers.memory(process)
    scans = worker(url, "plans") if url.startswith("postgres") else {}
    return {
        "sequential scans": scans,
        "loaded/s": made["rate"],
        "load MB": made["load MB"],
        "server MB": memory,
        "server MB, no pages kept": bare_memory,
        "still warm": warm,
        "workloads": rows,
    }


def worker(url, *arguments):
    """What a command of the worker gives back."""
    result = subprocess.run(
        [sys.executable, "-m", WORKER, *arguments],
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(result.stdout.splitlines()[-1])


def under_load(port, lines, folder, seconds, **options):
    answers = [
        answer
        for line in lines[:WATCHED]
        for answer in servers.get(port, [line.partition("\t")[0]], **_headers(line))
    ]
    figures = servers.load(port, lines, folder, seconds, **options)
    figures["bytes"] = round(statistics.mean(len(body) for *_, body in answers))
    # wrk does not tell one good answer from another.
    right = 304 if _headers(lines[0]) else 200
    figures["errors"] += sum(status != right for status, *_ in answers)
    return figures


def _headers(line):
    tag = line.partition("\t")[2]
    return {"If-None-Match": tag} if tag else {}


def one_by_one(port, path, cookie):
    """The figures of a few requests of somebody who is signed in."""
    times, errors, size = [], 0, 0
    for _ in range(EDITS):
        started = time.perf_counter()
        [(status, _headers, body)] = servers.get(port, [path], Cookie=cookie)
        times.append(time.perf_counter() - started)
        errors, size = errors + (status != 200), len(body)
    return {
        "requests/s": round(1 / statistics.mean(times), 1),
        "p50 ms": round(statistics.median(times) * 1000, 2),
        "p99 ms": round(max(times) * 1000, 2),
        "errors": errors,
        "bytes": size,
    }


def still_warm(port, url, paths):
    """How many of the pages that were warm are so after one publication."""
    list(servers.get(port, paths))
    before = [answer[1].get("X-Cache") for answer in servers.get(port, paths)]
    if "HIT" not in before:
        return "no page was kept warm"
    worker(url, "publish")
    after = [answer[1].get("X-Cache") for answer in servers.get(port, paths)]
    share = after.count("HIT") / before.count("HIT")
    return f"{share:.1%} of the warm pages are warm after one publication"
