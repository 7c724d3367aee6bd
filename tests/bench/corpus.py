"""A large collection of topic files, the same every time: `load_content` reads it."""

import json
import random
from itertools import accumulate
from pathlib import Path

from topics.content.topic_file import write, write_yaml
from topics.content.vocabulary import SECTIONS, SOURCES, TAGS

# Slug, profile of its topics, how many of a hundred topics it has.
PARTS = (
    ("role", "", 16),
    ("history", "event", 12),
    ("missions", "mission", 10),
    ("lessons", "", 22),
    ("law", "", 20),
    ("gender", "", 20),
)
REGIONS = ("Africa", "Americas", "Asia and the Pacific", "Europe", "Middle East")
COUNTRIES = ("SLE", "HTI", "KHM", "CYP", "LBN", "COD", "MLI", "TLS", "XKX", "SDN")
FACETS = ("place", "operation", "task", "theme", "actor")
TAG_COUNT, SOURCE_COUNT, WORD_COUNT = 300, 500, 20_000
SYLLABLES = "ba ce di fi gu ha je ki lo mu na pe qui ro su ta ve wi xa zo".split()


class Words:
    """Words as frequent as in a language: Zipf's law over made-up ones."""

    def __init__(self, chance):
        self.chance = chance
        self.words = [
            "".join(chance.choices(SYLLABLES, k=2 + n % 3)) for n in range(WORD_COUNT)
        ]
        self.weights = zipf(WORD_COUNT)

    def some(self, number):
        return " ".join(
            self.chance.choices(self.words, cum_weights=self.weights, k=number)
        )

    def sentences(self, number):
        return " ".join(
            f"{self.some(self.chance.randrange(12, 24)).capitalize()}."
            for _ in range(number)
        )


def zipf(count):
    """Cumulative weights: the n-th thing is 1/n as frequent as the first."""
    return list(accumulate(1 / (n + 1) for n in range(count)))


def write_corpus(folder, number):
    """Write `number` topics of about 600 words with what they name into a folder."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1948)  # noqa: S311 (nothing secret depends on it)
    words = Words(chance)
    (folder / SECTIONS).write_text(write_yaml(list(_sections())))
    (folder / TAGS).write_text(write_yaml(list(_tags(words))))
    (folder / SOURCES).write_text(json.dumps(list(_sources(words))))
    places = chance.choices(PARTS, [share for _, _, share in PARTS], k=number)
    for slug in {slug for slug, _profile, _share in places}:
        (folder / slug).mkdir()
    for n, (section, profile, _share) in enumerate(places):
        text = write(_content(n, number, profile, words, chance))
        (folder / section / f"topic-{n}.md").write_text(text)


def revise(folder):
    """Change every tenth topic, so that loading again makes a second version."""
    for path in Path(folder).glob("*/topic-*0.md"):
        path.write_text(f"{path.read_text()}\nA later addition.\n")


def _sections():
    for position, (slug, profile, _share) in enumerate(PARTS, start=1):
        yield {
            "slug": slug,
            "title": slug.capitalize(),
            "position": str(position),
            "summary": f"About {slug}.",
            "introduction": "Begin with [[topic-0]].\n",
            **({"profile": profile} if profile else {}),
        }


def _tags(words):
    for n in range(TAG_COUNT):
        yield {
            "slug": f"tag-{n}",
            "name": f"{words.some(1).capitalize()} {n}",
            "facet": FACETS[n % len(FACETS)],
            "definition": "What it means.",
        }


def _sources(words):
    for n in range(SOURCE_COUNT):
        yield {
            "id": f"source-{n}",
            "type": "book",
            "title": words.some(5).capitalize(),
            "author": [{"family": words.some(1).capitalize(), "given": "A."}],
            "issued": {"date-parts": [[1950 + n % 70]]},
        }


def _content(n, number, profile, words, chance):
    tags = chance.choices(range(TAG_COUNT), cum_weights=zipf(TAG_COUNT), k=6)
    # Most links lead to a few well-known pages.
    linked = [int(number * chance.random() ** 2) for _ in range(chance.randint(3, 8))]
    content = {
        "title": f"{words.some(3).capitalize()} {n}",
        "summary": words.sentences(1)[:300],
        "tags": [f"tag-{tag}" for tag in dict.fromkeys(tags)],
        "related": [
            {"to": f"topic-{other}", "kind": "see-also", "note": words.some(5)}
            for other in dict.fromkeys(linked[:2])
            if other != n
        ],
        "reviewed": f"202{n % 6}-0{1 + n % 9}-15",
        "body": _body(linked, words, chance),
    }
    if profile:
        content[profile] = {"mission": _mission, "event": _event}[profile](n, chance)
    return content


def _body(linked, words, chance):
    links = [f"[[topic-{n}]]" if n % 3 else f"[[topic-{n}|so named]]" for n in linked]
    parts = [words.sentences(3)]
    for number in range(5):
        cited = f"[@source-{chance.randrange(SOURCE_COUNT)}, p. {number + 1}]"
        link = f" See {links.pop()}." if links else ""
        parts += [
            f"## {words.some(3).capitalize()}",
            f"{words.sentences(3)} In **{words.some(2)}** {cited}.{link}",
            words.sentences(2),
        ]
    parts.append("\n".join(f"- {words.some(6)} {link}" for link in [*links, "*so*"]))
    return "\n\n".join(parts) + "\n"


def _mission(n, chance):
    year = chance.randrange(1948, 2020)
    return {
        "acronym": f"UNM{n}",
        "lead": "UN",
        "region": chance.choice(REGIONS),
        "area": "The whole country",
        "countries": [chance.choice(COUNTRIES)],
        "start": f"{year}-04",
        "end": str(year + chance.randint(1, 15)),
        "resolutions": [f"S/RES/{n} ({year})"],
    }


def _event(n, chance):
    year = chance.randrange(1948, 2025)
    return {"start": f"{year}-0{1 + n % 9}-1{n % 9}", "place": "Somewhere"}
