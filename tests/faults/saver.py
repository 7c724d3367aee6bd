"""An editor's saves in processes that are killed at any moment.

Usage: DATABASE_URL=… python -m tests.faults.saver TIMES SEED. Each time it forks a
worker that publishes a page, and kills that at a random moment, mostly about the time
of the commit. Before a page is saved again, what is stored is compared with what
`rebuild` makes of it. Prints how many of the saves were absent and how many whole;
fails if one was neither.
"""

import os
import random
import signal
import sys
import time
from io import StringIO

import django

from tests.cluster.seed import NAME
from tests.faults.seed import PAGES

# A moment about that of the commit, in times of what is thought to be it.
ABOUT = (0.8, 1.2)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    times, seed = map(int, sys.argv[1:])
    chance = random.Random(seed)  # noqa: S311 (the same moments again for a seed)
    save = editor()
    began = time.monotonic()
    os.waitpid(save(1, "Not killed"), 0)
    commit = time.monotonic() - began
    outcomes = []
    for number in range(times):
        share = chance.uniform(*ABOUT) if number % 4 else chance.uniform(0, 1)
        outcomes.append(killed_save(save, number, commit * share))
        if number % 4:
            # However fast the machine is just now, the commit is found.
            commit *= 1.2 if outcomes[-1] == "absent" else 0.85
        if number % PAGES == PAGES - 1:
            compare_with_rebuild()
    print(outcomes.count("absent"), outcomes.count("whole"))


def killed_save(save, number, seconds):
    """Which it was of the two that may be."""
    page, title = number % PAGES + 1, f"Save {number}"
    before = stored(page)
    worker = save(page, title)
    time.sleep(seconds)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    after = stored(page)
    if after == before:
        return "absent"
    assert after == (before[0] + 1, title, before[0] + 1, title), (before, after)
    return "whole"


def editor():
    """A function that begins to publish a page under a new title, as an editor does:
    it gives back the number of the process that is at it."""
    from django.contrib.auth import get_user_model
    from django.db import connections
    from django.test import Client

    from tests.faults.editing import address, opened

    client = Client()
    client.force_login(get_user_model().objects.get(username=NAME))
    forms = {page: opened(client, page) for page in range(1, PAGES + 1)}

    def save(page, title):
        words = {"title": title, "body": f"See {title}, [[page-1]] and [@fortna-2008]."}
        form = {**forms[page], **words, "based_on": stored(page)[0]}
        # Not shared by two processes.
        connections.close_all()
        worker = os.fork()
        if worker == 0:
            client.post(address(page), form)
            os._exit(0)
        return worker

    return save


def stored(page):
    """Number and title of the newest revision, and of what readers see."""
    from topics.models import Topic

    topic = Topic.objects.get(pk=page)
    newest, shown = topic.newest_revision, topic.published_revision
    return newest.number, newest.title, shown.number, topic.title


def compare_with_rebuild():
    """Fail unless all that is derived is what `rebuild` makes."""
    from django.core.management import call_command

    from tests.topics.content.test_loading import state
    from topics.models import RenderedTopic, Topic
    from topics.publishing.rendering import render, rendered_topic

    derived = state()
    for page in RenderedTopic.objects.all():
        made = render(page.pk)[0]
        assert (page.article, page.onward) == (made.article, made.onward), page
    call_command("rebuild", stdout=StringIO())
    rebuilt = state()
    different = {
        name: {*rows} ^ {*rebuilt[name]}
        for name, rows in derived.items()
        if rows != rebuilt[name]
    }
    assert not different, different
    for topic in Topic.objects.select_related("section"):
        assert rendered_topic(topic.section.slug, topic.slug)


if __name__ == "__main__":
    main()
