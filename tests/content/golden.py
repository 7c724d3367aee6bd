"""What readers look for, and the pages that should come first.

Each query has the slugs of the pages of which any is a right first hit. SEARCHES have
been known as long as the search; those of searches.yaml are kept in two halves, so that
what was tuned by one half is tried on another; those of later_searches.yaml nobody has
tuned to.
"""

import hashlib
from pathlib import Path

import yaml

from topics.models import Topic
from topics.search import search_topics

SEARCHES = {
    # Acronyms
    "UNAMSIL": ["unamsil"],
    "minusma": ["minusma"],
    "UNEF I": ["unef-i"],
    "UNEF II": ["unef-ii"],
    "unifil": ["unifil"],
    "KFOR": ["kfor"],
    "isaf": ["isaf"],
    "DDR": ["disarmament-demobilization-and-reintegration"],
    "SSR": ["security-sector-reform"],
    "POC": ["protection-of-civilians"],
    "WPS": ["women-peace-and-security"],
    "CPAS": ["performance-assessment"],
    "SOFA": ["status-of-forces-agreements", "model-status-of-forces-agreement"],
    "CRSV": ["conflict-related-sexual-violence"],
    # Full names
    "United Nations Transitional Authority in Cambodia": ["untac"],
    "United Nations Mission in South Sudan": ["unmiss"],
    "Multinational Force and Observers": ["mfo"],
    "African Union Mission in Somalia": ["amisom"],
    "Kosovo Force": ["kfor"],
    "United Nations Truce Supervision Organization": ["untso"],
    # Symbols
    "1325": ["resolution-1325"],
    "S/RES/1325": ["resolution-1325"],
    "S/RES/2272": ["resolution-2272"],
    "resolution 1244": ["resolution-1244"],
    "ST/SGB/2003/13": ["st-sgb-2003-13"],
    "A/RES/46/182": ["resolution-46-182"],
    "2719": ["resolution-2719"],
    # Misspellings
    "unamisl": ["unamsil"],
    "srebernica": ["srebrenica-1995"],
    "cambodja": ["untac", "unamic", "cambodian-elections-1993"],
    "peacekeping inteligence": ["peacekeeping-intelligence"],
    "sexuel exploitation": [
        "sexual-exploitation-and-abuse",
        "sexual-exploitation-allegations",
    ],
    "brahimi reprot": ["brahimi-report-2000"],
    "kosowo force": ["kfor"],
    # Concepts
    "protection of civilians": ["protection-of-civilians"],
    "rules of engagement": ["rules-of-engagement"],
    "quick impact projects": ["quick-impact-projects"],
    "transitional justice": ["transitional-justice"],
    "child soldiers": ["child-protection"],
    "local ownership": ["local-ownership"],
    "women in uniform": ["women-in-uniform", "women-in-uniform-share"],
    "robust peacekeeping": ["robust-peacekeeping"],
    "security sector reform": ["security-sector-reform"],
    "host state consent": ["host-state-consent"],
    "geneva conventions": ["geneva-conventions"],
    "humanitarian principles": ["humanitarian-principles-and-integration"],
    "climate change": ["climate-and-peace-operations"],
    "peacebuilding commission": [
        "peacebuilding-commission-2005",
        "peacebuilding-architecture",
    ],
    "force intervention brigade": ["intervention-brigade-2013", "resolution-2098"],
    "electoral support": ["electoral-support"],
    # Synonyms
    "peace-keeping women": ["women-in-uniform", "women-in-uniform-share"],
    "conduct and discipline": ["conduct-and-discipline"],
    "demining": ["mine-action"],
    "fake news": ["misinformation-and-disinformation"],
    "strategic communications": ["radio-and-strategic-communication"],
    "ivory coast": ["unoci", "minuci", "ivorian-crisis-2011"],
    "military observers kashmir": ["unmogip"],
    # Events and places
    "suez crisis": ["suez-crisis-1956"],
    "rwanda genocide": ["rwanda-1994", "unamir"],
    "haiti earthquake": ["haiti-earthquake-2010"],
    "cholera": ["haiti-cholera-2010"],
    "death of hammarskjöld": ["hammarskjold-death-1961"],
    "dayton agreement": ["dayton-agreement-1995"],
    "nobel prize": ["nobel-peace-prize-1988"],
    "canal hotel": ["canal-hotel-bombing-2003"],
    # Questions in plain words
    "does peacekeeping work": ["does-peacekeeping-work"],
    "how many peacekeepers have died": ["peacekeeper-fatalities"],
    "who pays for peacekeeping": [
        "assessed-contributions",
        "resources-and-financing",
        "peacekeeping-budget",
    ],
    "what is the chapter six and a half": [
        "legal-basis-of-peacekeeping",
        "united-nations-charter",
    ],
    "who was the first UN peacekeeping force": [
        "unef-i",
        "suez-crisis-1956",
        "origins-of-peacekeeping",
    ],
    "why did the UN leave Mali": ["mali-withdrawal-2023", "minusma"],
    "can peacekeepers be prosecuted for crimes": [
        "criminal-accountability",
        "accountability-of-peacekeepers",
    ],
    "what happened at srebrenica": ["srebrenica-1995"],
    "how are peacekeepers trained": ["training-standards"],
}

BY_KIND = yaml.safe_load(Path(__file__).with_name("searches.yaml").read_text("utf-8"))
LATER = yaml.safe_load(
    Path(__file__).with_name("later_searches.yaml").read_text("utf-8")
)


def is_unseen(query):
    """Whether a search of BY_KIND is for the final test alone."""
    return hashlib.sha256(query.encode()).digest()[0] % 2 == 1


def half(*, unseen):
    """One half of BY_KIND: {kind: {search: slugs}}."""
    return {
        kind: {q: slugs for q, slugs in of_kind.items() if is_unseen(q) == unseen}
        for kind, of_kind in BY_KIND.items()
    }


def rank(query, expected):
    """The place of the first right page among those found, from 1; 0 if there is
    none among the first 20."""
    topics = Topic.objects.published()
    found = search_topics(topics, query, most=20).key_page.keys
    right = {topic.pk for topic in topics.filter(slug__in=expected)}
    return next((n for n, key in enumerate(found, 1) if key in right), 0)


def measures(searches):
    """How well searches are answered: {measure: figure from 0 to 1}.

    MRR is the mean of 1/rank, success@n the share with a right page among the first n
    (Manning, Raghavan and Schütze, Introduction to Information Retrieval, ch. 8).
    """
    ranks = [rank(query, expected) for query, expected in searches.items()]
    within = {most: sum(0 < n <= most for n in ranks) for most in (1, 3, 20)}
    return {
        "MRR": round(sum(1 / n for n in ranks if n) / len(ranks), 3),
        "success@1": round(within[1] / len(ranks), 3),
        "success@3": round(within[3] / len(ranks), 3),
        "not found": round(1 - within[20] / len(ranks), 3),
    }


def figures():
    """How well the known searches are answered, for the benchmark."""
    found = {f"golden {name}": figure for name, figure in measures(SEARCHES).items()}
    return {"golden searches": len(SEARCHES), **found}
