"""Measures one database; prints a JSON object as its last line.

Usage: DATABASE_URL=… python -m tests.bench.worker 10000
"""

import json
import os
import statistics
import sys
import time

import django

REPEATS = 25
WORKLOADS = {
    "search, one common word (ms)": "/search/?q={common}",
    "search, two words (ms)": "/search/?q={common}+{rare}",
    "search, words and tags (ms)": "/search/?q={common}&tag=tag-1&tag=tag-2",
    "search, misspelled word (ms)": "/search/?q={misspelled}",
    "facets without words (ms)": "/search/?tag=tag-1",
    "tag page with two tags (ms)": "/tags/tag-1/?tag=tag-2",
    "missions, filtered (ms)": "/missions/?region=Africa&decade=1990",
    "suggestions (ms)": "/search/suggest/?q={beginning}",
}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.management import call_command

    from tests.bench import corpus
    from tests.content import golden

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    figures = golden.figures()
    corpus.clear()
    started = time.perf_counter()
    corpus.fill(int(sys.argv[1]))
    taken = time.perf_counter() - started
    figures["topics made a second"] = round(int(sys.argv[1]) / taken)
    figures |= medians()
    print(json.dumps(figures))


def medians():
    from django.test import Client

    from topics.models import Word

    common, rare = (
        Word.objects.filter(length__gte=5).order_by("-documents")[place].word
        for place in (20, 2_000)
    )
    words = {
        "common": common,
        "rare": rare,
        "misspelled": f"{common[:2]}{common[3]}{common[2]}{common[4:]}x",
        "beginning": rare[:3],
    }
    client, found = Client(HTTP_HOST="127.0.0.1"), {}
    for name, address in WORKLOADS.items():
        times = []
        for _ in range(REPEATS):
            started = time.perf_counter()
            response = client.get(address.format(**words))
            times.append(time.perf_counter() - started)
            assert response.status_code == 200, address
        found[name] = round(statistics.median(times) * 1000, 1)
    return found


if __name__ == "__main__":
    main()
