import json
import re

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_mission, make_source, revise
from topics import publishing
from topics.content.folder import FolderRefused, dump_folder, load_folder
from topics.models import Revision, Section, Source, Tag, Topic

pytestmark = pytest.mark.django_db

SECTIONS = """\
- slug: law
  title: Law
  position: 10
  profile: instrument
  summary: What binds.
  introduction: |
    Start with [[charter]].
- slug: missions
  title: Missions
  position: 20
  profile: mission
  summary: "The operations: all."
"""
TAGS = """\
- slug: gender
  name: Gender
  facet: theme
  definition: "Women and men: all."
  aliases: [Women]
- slug: sierra-leone
  name: Sierra Leone
  facet: place
  definition: A country.
  country: SLE
- slug: wps
  name: Women, peace and security
  facet: theme
  definition: An agenda.
  broader: gender
  related: [gender]
"""
SOURCES = [{"id": "un-charter-1945", "type": "treaty", "title": "Charter"}]
CHARTER = """\
---
title: "Charter: the text"
summary: What it says.
tags: [gender]
related:
  - {to: unamsil, kind: governs, note: "why, in a few words"}
reviewed: 2026-11-20
aliases: [un-charter]
instrument:
  body: San Francisco Conference
  kind: charter
  adopted: 1945-06-26
---
Text with [[unamsil]] and [@un-charter-1945, art. 1].
"""
# Written otherwise than the dump would write it: quotes, flow style, a comment.
UNAMSIL = """\
---
summary: 'Sierra Leone.'   # a comment
title: "UNAMSIL"
mission: {acronym: UNAMSIL, lead: UN, region: Africa, area: Sierra Leone,
  countries: [SLE], start: 1999-10, end: 2005-12, resolutions: [S/RES/1270 (1999)]}
---

Body without end of line, see [[charter|“it”]]"""


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "sections.yaml": SECTIONS,
        "tags.yaml": TAGS,
        "sources.json": json.dumps(SOURCES),
        "law/charter.md": CHARTER,
        "missions/unamsil.md": UNAMSIL,
    }.items():
        path = tmp_path / "fixtures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "fixtures"


def counts():
    models = (Section, Tag, Source, Topic, Revision)
    return [model.objects.count() for model in models]


def test_folder_becomes_published_linked_topics(folder):
    load_folder(folder)

    charter = Topic.objects.published().get(slug="charter")
    assert charter.section.slug == "law"
    assert ">UNAMSIL</a>" in charter.html
    assert charter.instrument.adopted.year == 1945
    assert charter.cross_references.get().target.slug == "unamsil"
    assert charter.citations.get().source.key == "un-charter-1945"
    assert ">Charter: the text</a>" in Section.objects.get(slug="law").html
    assert Tag.objects.get(slug="wps").broader.slug == "gender"


def test_loading_again_makes_no_revision(folder):
    load_folder(folder)
    before = counts()

    again = load_folder(folder)

    assert counts() == before
    assert (again["loaded"], again["unchanged"]) == (0, 2)
    assert (again["sections"], again["tags"], again["sources"]) == (0, 0, 0)


def test_changed_file_makes_one_revision_and_renders_its_neighbours(folder):
    load_folder(folder)
    path = folder / "law/charter.md"
    path.write_text(CHARTER.replace("Charter: the text", "The new title"))

    outcome = load_folder(folder)

    assert (outcome["loaded"], outcome["unchanged"]) == (1, 1)
    linking = Topic.objects.get(slug="unamsil")
    assert linking.revisions.count() == 1
    charter = Topic.objects.get(slug="charter")
    assert (charter.title, charter.revisions.count()) == ("The new title", 2)


def test_edited_topic_is_kept_unless_forced(folder):
    load_folder(folder)
    revise(Topic.objects.get(slug="charter"), title="An editor's title")
    (folder / "law/charter.md").write_text(CHARTER.replace("1. One", "x"))

    assert load_folder(folder)["kept"] == 1
    assert Topic.objects.get(slug="charter").title == "An editor's title"

    assert load_folder(folder, force=True)["loaded"] == 1
    assert Topic.objects.get(slug="charter").title == "Charter: the text"


def test_draft_over_a_loaded_topic_survives_loading(folder):
    load_folder(folder)
    topic = Topic.objects.get(slug="charter")
    draft = {**topic.newest_revision.content, "title": "A draft"}
    publishing.save_revision(topic, draft, note="x")

    assert load_folder(folder)["kept"] == 1
    assert topic.newest_revision.title == "A draft"


@pytest.mark.parametrize("where", ["same", "other"])
def test_dump_gives_the_same_bytes(folder, tmp_path, where):
    load_folder(folder)
    target = folder if where == "same" else tmp_path / "dump"

    dump_folder(target)

    for name, text in [("law/charter.md", CHARTER), ("missions/unamsil.md", UNAMSIL)]:
        assert (target / name).read_bytes() == text.encode()


def test_dump_of_what_was_dumped_changes_nothing(folder, tmp_path):
    load_folder(folder)
    dump_folder(tmp_path / "dump")

    assert dump_folder(tmp_path / "dump") == 0
    assert load_folder(tmp_path / "dump")["unchanged"] == 2


def test_edit_comes_back_in_the_dump_and_loads_as_unchanged(folder, tmp_path):
    load_folder(folder)
    revise(
        Topic.objects.get(slug="unamsil"),
        title="A: title # with signs",
        summary="2026-11-20",
    )

    dump_folder(tmp_path / "dump")

    assert (
        "A: title # with signs" in (tmp_path / "dump/missions/unamsil.md").read_text()
    )
    assert load_folder(tmp_path / "dump")["unchanged"] == 2


def test_keys_are_dumped_in_their_order_whatever_the_database_does(tmp_path):
    related = [{"note": "why", "kind": "explains", "to": "other"}]
    make_mission("unamsil", related=related)
    make_source("a-1", DOI="10.1000/1")

    dump_folder(tmp_path)

    written = (tmp_path / "missions" / "unamsil.md").read_text()
    keys = re.findall(r"^ *(?:- )?([a-z]+):", written, re.MULTILINE)
    first = ["title", "summary", "related", "mission", "acronym", "lead", "region"]
    rest = ["area", "countries", "start", "end", "resolutions"]
    assert keys == [*first, *rest]
    assert "{to: other, kind: explains, note: why}" in written
    source = json.loads((tmp_path / "sources.json").read_text())[0]
    assert list(source) == ["id", "type", "title", "author", "issued", "DOI"]
    assert list(source["author"][0]) == ["family", "given"]


def test_draft_is_not_dumped(folder, tmp_path):
    load_folder(folder)
    topic = Topic.objects.get(slug="unamsil")
    draft = {**topic.newest_revision.content, "title": "A draft"}
    publishing.save_revision(topic, draft, note="x")

    dump_folder(tmp_path / "dump")

    assert (tmp_path / "dump/missions/unamsil.md").read_bytes() == UNAMSIL.encode()


BAD_FILES = {
    "broken YAML": ("law/bad.md", "---\ntitle: [open\n---\nx\n", 3, "YAML"),
    "no front matter": ("law/bad.md", "Just text.\n", 1, "front matter"),
    "unclosed front matter": ("law/bad.md", "---\ntitle: x\n", 1, "front matter"),
    "unknown key": ("law/bad.md", "---\ntitle: T\ncolour: x\n---\nx\n", 3, "colour"),
    "key twice": ("law/bad.md", "---\ntitle: T\ntitle: U\n---\nx\n", 3, "twice"),
    "unknown section": (
        "sport/bad.md",
        "---\ntitle: T\nsummary: S\n---\nx\n",
        1,
        "sport",
    ),
    "duplicate slug": (
        "zones/unamsil.md",
        "---\ntitle: T\nsummary: S\n---\nx\n",
        1,
        "slug",
    ),
    "bad slug": (
        "law/Bad_Name.md",
        "---\ntitle: T\nsummary: S\n---\nx\n",
        1,
        "hyphens",
    ),
    "slug with a space": (
        "law/bad name.md",
        "---\ntitle: T\nsummary: S\n---\nx\n",
        1,
        "hyphens",
    ),
    "title that is a list": (
        "law/bad.md",
        "---\nsummary: S\ntitle: [x]\n---\n[[bad]]\n",
        3,
        "needed",
    ),
    "aliases that are no slugs": (
        "law/bad.md",
        "---\ntitle: T\nsummary: S\naliases: [{a: b}]\n---\nx\n",
        4,
        "slugs",
    ),
    "reserved slug": ("law/feed.md", "---\ntitle: T\nsummary: S\n---\nx\n", 1, "feed"),
    "long title": (
        "law/bad.md",
        f"---\nsummary: S\ntitle: {'x' * 121}\n---\nx\n",
        3,
        "120",
    ),
    "bad date": (
        "law/bad.md",
        "---\ntitle: T\nsummary: S\nreviewed: 2026-02-30\n---\nx\n",
        4,
        "date",
    ),
    "bad UTF-8": ("law/bad.md", b"---\ntitle: T\nsummary: \xff\n---\nx\n", 3, "UTF-8"),
    "NUL": ("law/bad.md", "---\ntitle: T\nsummary: S\n---\nx\x00y\n", 5, "NUL"),
    "unknown tag": (
        "law/bad.md",
        "---\ntitle: T\nsummary: S\ntags: [nothing]\n---\nx\n",
        4,
        "nothing",
    ),
    "bad relation": (
        "law/bad.md",
        "---\ntitle: T\nsummary: S\nrelated:\n  - {to: charter, kind: loves, note: n}\n"
        "---\nx\n",
        4,
        "loves",
    ),
    "wrong profile": (
        "law/bad.md",
        "---\ntitle: T\nsummary: S\nmission: {acronym: X}\n---\nx\n",
        4,
        "mission",
    ),
    "bad profile": (
        "law/bad.md",
        "---\ntitle: T\nsummary: S\ninstrument: {body: B, kind: poem, adopted: 1999}\n"
        "---\nx\n",
        4,
        "poem",
    ),
    "empty body": ("law/bad.md", "---\ntitle: T\nsummary: S\n---\n\n", 5, "empty"),
    "tangled body": (
        "law/bad.md",
        "---\ntitle: T\nsummary: S\n---\n" + "[" * 5000,
        5,
        "brackets",
    ),
    "taken alias": (
        "law/bad.md",
        "---\ntitle: T\nsummary: S\naliases: [charter]\n---\nx\n",
        4,
        "charter",
    ),
    "deep YAML": (
        "law/bad.md",
        f"---\ntitle: T\ntags: {'[' * 60_000}\n---\nx\n",
        3,
        "deep",
    ),
    "deep blocks": (
        "law/bad.md",
        f"---\ntitle: T\ntags:\n {'- ' * 30_000}\n---\n",
        4,
        "deep",
    ),
    "long front matter": ("law/bad.md", f"---\n{'#' * 200_000}\n---\nx\n", 2, "longer"),
    "many facts": (
        "law/bad.md",
        f"---\ntitle: T\nsummary: S\ntags: [{'a, ' * 20_000}]\n---\nx\n",
        4,
        "60000",
    ),
    "YAML anchors": (
        "law/bad.md",
        "---\ntitle: &a T\nsummary: *a\n---\nx\n",
        2,
        "anchor",
    ),
    "sections": ("sections.yaml", SECTIONS + "- slug: x\n  colour: y\n", 13, "colour"),
    "section twice": (
        "sections.yaml",
        SECTIONS + "- {slug: law, title: L, position: 30, summary: S}\n",
        13,
        "twice",
    ),
    "tags": ("tags.yaml", TAGS + "- slug: x\n  name: X\n", 17, "facet"),
    "tag facet": (
        "tags.yaml",
        TAGS + "- {slug: x, name: X, facet: smell, definition: D}\n",
        17,
        "smell",
    ),
    "tag country": (
        "tags.yaml",
        TAGS + "- {slug: x, name: X, facet: place, definition: D, country: SL}\n",
        17,
        "three letters",
    ),
    "country of a theme": (
        "tags.yaml",
        TAGS + "- {slug: x, name: X, facet: theme, definition: D, country: SLE}\n",
        17,
        "place",
    ),
    "broader": (
        "tags.yaml",
        TAGS + "- {slug: x, name: X, facet: era, definition: D, broader: no}\n",
        17,
        "no",
    ),
    "sources": ("sources.json", "[\n{]", 2, "JSON"),
    "source": ("sources.json", '[\n{"id": "a", "type": "scroll"}]', 2, "scroll"),
}

BAD_ENTRIES = {
    "editor": '"editor": "Smith"',
    "family": '"author": [{"family": 5}]',
    "issued": '"issued": {"date-parts": [[2004], []]}',
    "container-title": '"container-title": ["J"]',
    "control": '"note": "\\u0000"',
    "direction": '"note": "\\u202e"',
    "number": '"custom": NaN',
    "infinite": '"custom": 1e999',
    "deep": '"custom": ' + "[" * 50 + "]" * 50,
}
BAD_FILES |= {
    f"entry with bad {name}": (
        "sources.json",
        f'[\n{{"id": "a", "type": "book", "title": "T"}},\n'
        f'{{"id": "b", "type": "book", "title": "T", {variable}}}]',
        3,
        "b: ",
    )
    for name, variable in BAD_ENTRIES.items()
}
BAD_FILES |= {
    "long number": ("sources.json", f'[{{"id": {"9" * 5000}}}]', 1, "JSON"),
    "deep JSON": ("sources.json", "[" * 100_000, 1, "JSON"),
    "entry of null": ("sources.json", "[null]", 1, "object"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_file_is_named_and_nothing_is_stored(folder, case):
    name, text, line, word = BAD_FILES[case]
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = counts()

    with pytest.raises(FolderRefused) as refused:
        load_folder(folder)

    [problem] = refused.value.problems
    assert problem.startswith(f"{path}:{line}: ")
    assert word in problem.removeprefix(str(path))
    assert counts() == before


def test_all_bad_files_are_named_at_once(folder):
    (folder / "law/a.md").write_text("no")
    (folder / "law/b.md").write_text("no")

    with pytest.raises(FolderRefused) as refused:
        load_folder(folder)

    assert len(refused.value.problems) == 2


def test_bad_file_stops_the_command_with_its_place(folder):
    (folder / "law/a.md").write_text("no")

    with pytest.raises(CommandError, match=r"(?s)law/a\.md:1: .*Nothing was loaded"):
        call_command("load_content", folder)


def test_folder_without_fixtures_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no fixtures here"):
        call_command("load_content", tmp_path)


def test_django_reads_a_topic_file_by_itself(folder, settings):
    settings.FIXTURE_DIRS = [folder]
    load_folder(folder)
    path = folder / "law/charter.md"
    path.write_text(CHARTER.replace("What it says", "What it now says"))

    call_command("loaddata", "law/charter.md", verbosity=0)

    charter = Topic.objects.get(slug="charter")
    assert charter.summary == "What it now says."
    assert ">UNAMSIL</a>" in charter.html


def test_django_writes_a_topic_file_by_itself(folder, capsys):
    load_folder(folder)
    charter = Topic.objects.get(slug="charter")

    call_command("dumpdata", "topics.topic", format="md", primary_keys=str(charter.pk))

    assert capsys.readouterr().out.rstrip() == CHARTER.rstrip()
