"""How the pages are written: length, reading level, spelling, words of their own."""

import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from spellchecker import SpellChecker

from topics.content.topic_file import parse

FIXTURES = Path(settings.FIXTURE_DIRS[0])
HERE = Path(__file__).parent
PAGES = {
    path.stem: parse(
        path.read_text(), path=path.name, section=path.parent.name, slug=path.stem
    )
    for path in sorted(FIXTURES.glob("*/*.md"))
}
PROFILES = ("mission", "instrument", "event", "indicator", "agreement")
# Words of a page, by the profile that it has.
LENGTHS = {
    "mission": (180, 1300),
    "instrument": (180, 800),
    "event": (170, 600),
    "agreement": (250, 700),
    "indicator": (220, 700),
    # Words before the steps that it leads through.
    "path": (120, 300),
    "": (580, 1500),
}
# Central pages, from which a reader may learn a whole subject.
CENTRAL = (
    "peacekeeping-and-reconstruction principles-of-peacekeeping "
    "protection-of-civilians does-peacekeeping-work women-peace-and-security "
    "what-experience-teaches"
).split()
CENTRAL_LENGTH = (2000, 2500)
# The operations that a first account of the subject names.
FULL_LENGTH = (
    "unef-i untac unamic unprofor uncro unpredep unmibh untaes unmik ifor sfor kfor "
    "minustah unamsil isaf"
).split()
# Björnsson, Läsbarhet (1968): over 60 is read by experts only, 50 is a newspaper's
# hardest page.
HIGHEST_LIX, LONGEST_SENTENCES = 56, 23
SHINGLE = 8


def words(text):
    return re.findall(r"[\w'’-]+", text)


def prose(page):
    """A page's running text: no headings, tables, citations or addresses."""
    text = re.sub(r"^(?:\||#).*$", "", page.content["body"], flags=re.MULTILINE)
    text = re.sub(r"\s*\[@[^\]]*\]|\]\([^)]*\)|\[\^[^\]]*\]", "", text)
    text = re.sub(r"\[\[[^|\]]*\|([^\]]*)\]\]", r"\1", text)
    return re.sub(r"\[\[([^\]]*)\]\]", lambda link: title_of(link[1]), text)


def title_of(slug):
    return PAGES[slug].content["title"]


def kind(page):
    if any(item["kind"] == "step" for item in page.content.get("related", [])):
        return "path"
    return next((name for name in PROFILES if name in page.content), "")


def sentences(text):
    return len(re.findall(r"[.!?:](?:\s|$)", text)) or 1


def lix(text):
    """Words a sentence, plus the percentage of words of more than six letters."""
    found = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text)
    return len(found) / sentences(text) + 100 * sum(len(w) > 6 for w in found) / len(
        found
    )


def test_pages_have_the_length_of_their_kind():
    wrong = {}
    for slug, page in PAGES.items():
        count = len(re.sub(r"\[@[^\]]*\]", "", page.content["body"]).split())
        least, most = CENTRAL_LENGTH if slug in CENTRAL else LENGTHS[kind(page)]
        if slug in FULL_LENGTH:
            least = 600
        if not least <= count <= most:
            wrong[slug] = count
    assert wrong == {}


def test_summaries_say_something_in_one_or_two_sentences():
    wrong = {
        slug: page.content["summary"]
        for slug, page in PAGES.items()
        if not 60 <= len(page.content["summary"]) <= 300
    }
    assert wrong == {}


def test_pages_can_be_read_by_a_student():
    hard = {
        slug: round(lix(prose(page)))
        for slug, page in PAGES.items()
        if lix(prose(page)) > HIGHEST_LIX
        or len(words(prose(page))) / sentences(prose(page)) > LONGEST_SENTENCES
    }
    assert hard == {}


def test_words_are_spelt_right():
    checker = SpellChecker(language="en")
    checker.word_frequency.load_words((HERE / "words.txt").read_text().split())
    found = set()
    for page in PAGES.values():
        for part in re.split(r"(?<=[.!?:])\s+|\n", prose(page)):
            # Names begin with a capital letter; the first word of a sentence too.
            found.update(re.findall(r"(?<![\w’'-])[a-z]{3,}(?!\w)", part))
    assert checker.unknown(found) == set()


def test_no_sentence_is_taken_from_the_essay_that_the_portal_grew_from():
    # Kept as digests, so that the essay's sentences are nowhere in the project.
    essay = set((HERE / "essay_shingles.txt").read_text().split())
    taken = {}
    for slug, page in PAGES.items():
        text = words(f"{page.content['summary']} {prose(page)}".lower())
        for start in range(len(text) - SHINGLE + 1):
            shingle = " ".join(text[start : start + SHINGLE])
            if hashlib.sha256(shingle.encode()).hexdigest()[:10] in essay:
                taken[slug] = shingle
    assert taken == {}


def test_no_two_pages_share_a_long_run_of_words():
    run, seen, shared = 24, {}, {}
    for slug, page in PAGES.items():
        text = words(prose(page).lower())
        for start in range(len(text) - run + 1):
            owner = seen.setdefault(tuple(text[start : start + run]), slug)
            if owner != slug:
                shared[owner, slug] = " ".join(text[start : start + run])
    assert shared == {}


EMPTY_PHRASES = [
    r"plays? an? (?:\w+ )?(?:role|part)",
    r"pivotal",
    r"multifaceted",
    r"holistic\w*",
    r"paramount",
    r"myriad",
    r"it is important to note",
    r"it should be noted",
    r"in conclusion",
    r"in summary",
    r"underscor\w+",
    r"testament to",
    r"crucial\w*",
    r"delv(?:e|es|ing)",
    r"foster\w*",
    r"leverag\w+",
    r"ever-(?:changing|evolving)",
    r"in today['’]s",
    r"tapestry",
    r"game[- ]changer",
    r"stakeholders? (?:must|should|need)",
    r"best practices",
    r"synerg\w+",
]


@pytest.mark.parametrize("phrase", EMPTY_PHRASES)
def test_no_page_has_an_empty_phrase(phrase):
    pattern = re.compile(rf"\b{phrase}\b", re.IGNORECASE)
    found = {}
    for slug, page in PAGES.items():
        # Names of offices, programmes and works are what they are.
        text = re.sub(r"“[^”]*”|\*[^*]*\*|\"[^\"]*\"", "", prose(page))
        text = re.sub(r"(?:[A-Z][\w’-]* ){1,5}[A-Z][\w’-]*", "", text)
        if match := pattern.search(f"{page.content['summary']} {text}"):
            found[slug] = match[0]
    assert found == {}


THEMES = {slug: page for slug, page in PAGES.items() if kind(page) == ""}
# Pages on the law whose disputes and names still wait for their editors.
NOT_YET = {"conduct-and-discipline", "criminal-accountability"}
OTHER_SPELLINGS = [
    # The Cold War is the name of a period.
    r"\bcold war\b",
    r"\b[Hh]and-over",
    r"\b[Nn]on-violen",
    # A title stands with capitals only before the name of its holder.
    r"Special Representative(?! [A-Z])",
    r"(?<=[a-z] )the (?:State|Government)\b(?! of)",
    # Years of a range are joined by an en dash.
    r"\b(?:1[89]|20)\d\d-(?:(?:1[89]|20)\d\d|\d\d)\b",
]


@pytest.mark.parametrize("spelling", OTHER_SPELLINGS)
def test_a_word_is_spelt_one_way(spelling):
    found = {
        slug: match[0]
        for slug, page in THEMES.items()
        if (match := re.search(spelling, prose(page)))
    }
    assert found == {}


def test_the_united_nations_are_the_un_after_their_first_naming():
    often = {
        slug
        for slug, page in THEMES.items()
        # What goes on with a capital is the name of an office or a text.
        if len(re.findall(r"United Nations(?! [A-Z])", prose(page))) > 1
    }
    assert often - NOT_YET == set()


# What an acronym stands for, or what is said with it so that nobody need know it.
EXPANSIONS = {
    "ACLED": "Armed Conflict Location",
    "BERCI": "Congo Research Group",
    "CNDP": "National Congress",
    "CPAS": "Comprehensive Planning",
    "CVR": "[Cc]ommunity violence reduction",
    "DDR": "[Dd]isarmament, demobilization and reintegration",
    "ECOMOG": "Monitoring Group|West African",
    "ECOWAS": "West African States",
    "ILO": "Labour Organization",
    "MCDA": "[Mm]ilitary and civil defence assets",
    "OCHA": "Coordination of Humanitarian Affairs",
    "OECD": "Economic Co-operation",
    "OIOS": "Internal Oversight",
    "OSCE": "Security and Co-operation",
    "PCRS": "Capability Readiness",
    "PEMA": "[Pp]eacekeeping mandates",
    "RADPKO": "Robust Africa",
    "SHIRBRIG": "High-Readiness",
    "SIPRI": "Stockholm International",
    "SRSG": "representative of the Secretary-General",
    "SSR": "[Ss]ecurity sector reform",
    "TAMM": "Tasks assigned",
    "UCDP": "Uppsala",
    "UN-CIMIC": "[Cc]ivil-military coordination",
    "UN-CMCoord": "[Cc]ivil-military coordination",
    "UNDP": "Development Programme",
    "UNFPA": "Population Fund",
    "UNHCR": "refugee agency",
    "UNICEF": "Children's Fund",
    "UNMAS": "Mine Action Service",
    "UNRWA": "Relief and Works",
}


@pytest.mark.parametrize("acronym", EXPANSIONS)
def test_an_acronym_is_explained_where_it_comes_first(acronym):
    unexplained = []
    for slug, page in THEMES.items():
        text = re.sub(r"\[@[^\]]*\]", "", page.content["body"])
        first = re.search(rf"(?<![\w-]){acronym}(?![\w-])", text)
        if first and not re.search(EXPANSIONS[acronym], text[: first.end() + 60]):
            unexplained.append(slug)
    assert unexplained == []


def disputes(page):
    """What a page says is disputed, one dispute each."""
    found = re.search(
        r"^## What is disputed\n(.*?)(?=^## |^\[\^|\Z)",
        page.content["body"],
        re.MULTILINE | re.DOTALL,
    )
    parts = re.split(r"^(?=(?:- |\d+\. )?\*\*)", found[1] if found else "", flags=re.M)
    return [part.strip() for part in parts if part.strip()]


def test_every_dispute_names_a_source_of_those_who_dispute():
    # What nobody is known to argue stands under "Open questions".
    unnamed = {
        slug: [item[:60] for item in disputes(page) if "[@" not in item]
        for slug, page in THEMES.items()
    }
    assert {slug for slug, items in unnamed.items() if items} - NOT_YET == set()


# Evaluation and history have introductions of another kind: for their charts and
# their time; law for its texts.
WITH_READING_ORDER = (
    "role lessons challenges engagement humanitarian gender future".split()
)


@pytest.mark.parametrize("slug", WITH_READING_ORDER)
def test_an_introduction_names_the_pages_of_its_section_in_reading_order(slug):
    sections = yaml.safe_load((FIXTURES / "sections.yaml").read_text())
    text = next(item["introduction"] for item in sections if item["slug"] == slug)
    pages = {
        path.stem: int(PAGES[path.stem].content.get("position") or 9999)
        for path in FIXTURES.glob(f"{slug}/*.md")
    }

    named = [link for link in re.findall(r"\[\[([\w-]+)", text) if link in pages]

    assert set(named) == set(pages)
    assert [pages[link] for link in named] == sorted(pages.values())


def test_the_acronym_of_a_mission_leads_to_it_where_it_comes_first():
    unlinked = []
    for slug, page in THEMES.items():
        if page.section not in WITH_READING_ORDER:
            continue
        text = re.sub(r"\[@[^\]]*\]", "", page.content["body"])
        for mission, other in PAGES.items():
            if acronym := other.content.get("mission", {}).get("acronym"):
                bare = re.split(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])", text)[0]
                if bare != text and f"[[{mission}" not in bare:
                    unlinked.append((slug, acronym))
    assert unlinked == []


# Words that say nothing of what a sentence is about.
COMMON = set(
    "after also and are been but for from had has have into its more most not one "
    "only other out over than that the their them then there these they this those "
    "two under was were where which who will with see".split()
)
# Share of the shorter sentence's words, and how many it must have.
SAME, SHORTEST = 0.65, 8


def told_twice(told):
    """Pairs of (page, sentence, words) of different pages that say nearly the same."""
    having = defaultdict(list)
    for place, (_, _, found) in enumerate(told):
        for word in found:
            having[word].append(place)
    for place, (page, sentence, found) in enumerate(told):
        shared = Counter(
            other for word in found for other in having[word] if other > place
        )
        for other, count in shared.items():
            second, again, words_again = told[other]
            if second != page and count >= SAME * min(len(found), len(words_again)):
                yield page, second, sentence, again


def test_a_finding_is_told_on_the_page_of_its_subject_only():
    told = []
    for slug, page in THEMES.items():
        if page.section not in WITH_READING_ORDER:
            continue
        for sentence in re.split(r"(?<=[.!?])\s+|\n", prose(page)):
            found = set(re.findall(r"[a-z0-9']{3,}", sentence.lower())) - COMMON
            if len(found) >= SHORTEST:
                told.append((slug, sentence, found))

    assert list(told_twice(told)) == []
