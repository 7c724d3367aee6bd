"""What needs Django in a benchmark; prints a JSON value as its last line.

Usage: DATABASE_URL=… python -m tests.bench.worker golden | fill N FOLDER |
addresses | sign_in | publish | plans
"""

import json
import os
import resource
import shutil
import sys
import time
from pathlib import Path

import django


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    command, *arguments = sys.argv[1:]
    print(json.dumps(COMMANDS[command](*arguments)))


def golden():
    """How well the golden searches of the shipped content are answered."""
    from django.core.management import call_command

    from tests.content import golden

    call_command("load_content", verbosity=0)
    return golden.figures()


def fill(number, folder):
    """Load a corpus, a tenth of it in two versions. Gives back topics loaded a second
    and the megabytes that took."""
    from tests.bench import corpus
    from topics.content.folder import load_folder

    first, second = (Path(folder, version) for version in ("first", "second"))
    if not second.exists():
        corpus.write_corpus(first, int(number))
        shutil.copytree(first, second)
        corpus.revise(second)
    started = time.perf_counter()
    load_folder(first)
    taken, memory = time.perf_counter() - started, peak_memory()
    load_folder(second)
    gather_statistics()
    return {
        "rate": round(int(number) / taken),
        "load MB": memory,
    }


def gather_statistics():
    """What a server that runs for long does by itself."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def peak_memory():
    """Megabytes that this process and as many children as there are cores took at
    most."""
    own, children = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return round((own + (os.cpu_count() or 1) * children) / 1024)


def addresses():
    """{workload: addresses of its requests}."""
    from topics.lists.paginator import MOST_LISTED, PAGE_SIZE
    from topics.models import Topic, Word

    pages = Topic.objects.published().select_related("section")
    topics = [topic.get_absolute_url() for topic in pages.order_by("pk")]
    listed = min(pages.filter(section__slug="lessons").count(), MOST_LISTED)
    last = -(-listed // PAGE_SIZE)
    words = Word.objects.filter(length__gte=5).order_by("-documents", "word")
    count = words.count()
    common, rare = words[min(20, count // 50)].word, words[min(2_000, count // 2)].word
    return {
        "home": ["/"],
        "topic": topics,
        "section, first page": ["/lessons/"],
        "section, last page": [f"/lessons/?page={last}"],
        "two tags": ["/search/?tag=tag-0&tag=tag-1"],
        "search, two words": [f"/search/?q={common}+{rare}"],
        "suggestions": [f"/search/suggest/?q={rare[:3]}"],
        "admin": [f"/admin/topics/topic/{pages.first().pk}/change/"],
    }


def plans():
    """The public pages for which PostgreSQL reads a large table as a whole."""
    from tests.bench.plans import sequential_scans
    from topics.models import Topic

    named, topics = addresses(), Topic.objects.published().select_related("section")
    mission, other = topics.filter(mission__isnull=False).order_by("pk")[:2]
    topic = topics.filter(revisions__number=2).order_by("pk").first()
    page, orders = topic.get_absolute_url(), ("title", "date", "revised")
    public = [name for kind in named if kind not in {"topic", "admin"}
              for name in named[kind]]  # fmt: skip
    return sequential_scans(
        [
            *public,
            *(page, f"{page}card.json", f"{page}history/", f"{page}history/1/"),
            f"{page}diff/1/2/",
            *("/lessons/?sort=title", "/lessons/?sort=revised", "/lessons/?tag=tag-0"),
            *("/tags/", "/tags/tag-0/", "/tags/tag-0/?tag=tag-1", "/tags/?q=ba"),
            *("/sources/", "/sources/source-0/", "/changes/", "/changes/?page=40"),
            *("/timeline/", "/map/?year=1999", "/graph/", "/graph/?section=law"),
            f"/compare/?m={mission.slug}&m={other.slug}",
            *("/missions/", "/missions/?view=table&sort=-strength", "/privacy/"),
            *("/missions/?region=Africa", "/missions/missions.csv"),
            *("/missions/missions.json", mission.get_absolute_url(), "/search/"),
            *(f"/search/?tag=tag-0&sort={order}" for order in orders),
            *(f"{named['search, two words'][0]}&sort={order}" for order in orders),
            *("/search/?q=xyzzy", "/readyz"),
        ]
    )


def sign_in():
    """The cookie of an editor. It is signed with the key of this run."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    User = get_user_model()
    editor = User.objects.filter(username="bench").first()
    editor = editor or User.objects.create_superuser("bench")
    client = Client()
    client.force_login(editor)
    return "sessionid=" + client.cookies["sessionid"].value


def publish():
    """Publish a topic in other words, as an editor does."""
    from topics import publishing
    from topics.models import Topic

    topic = Topic.objects.published().order_by("pk")[0]
    content = topic.newest_revision.content
    content = {**content, "body": content["body"] + "\nOne more sentence.\n"}
    publishing.publish(
        [(topic, publishing.save_revision(topic, content, note="A change"))]
    )


COMMANDS = {
    "golden": golden,
    "fill": fill,
    "addresses": addresses,
    "sign_in": sign_in,
    "publish": publish,
    "plans": plans,
}

if __name__ == "__main__":
    main()
