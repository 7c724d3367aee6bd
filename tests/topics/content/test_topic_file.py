"""Files as editors' programs write them: read, or refused in one sentence."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import make_section
from topics.content.folder import FolderRefused, dump_folder, load_folder
from topics.content.topic_file import (
    FileRefused,
    decode,
    parse,
    with_fences,
    write,
)
from topics.models import Revision, Section, Source, Tag, Topic

pytestmark = pytest.mark.django_db

HEAD = "title: A title\nsummary: What it is.\n"
LINES = ["---", *HEAD.splitlines(), "---", "One", "", "Two [[a-page]]", ""]


@pytest.fixture
def folder(tmp_path):
    make_section("law")
    (tmp_path / "fixtures" / "law").mkdir(parents=True)
    return tmp_path / "fixtures"


def load(folder, text, name="law/treaty.md", **options):
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(raw)
    return load_folder(folder, **options)


def content(slug="treaty"):
    return Topic.objects.get(slug=slug).published_revision.content


def refusal(folder, text, name="law/treaty.md"):
    with pytest.raises(FolderRefused) as refused:
        load(folder, text, name)
    [problem] = refused.value.problems
    return problem.removeprefix(f"{folder / name}:")


AS_WRITTEN = {
    "line feeds": "\n".join(LINES),
    "Windows": "\r\n".join(LINES),
    "old Mac": "\r".join(LINES),
    "mixed": "---\r\n" + HEAD + "---\rOne\r\n\r\nTwo\n\nThree\r",
    "byte-order mark": "\ufeff" + "\n".join(LINES),
    "byte-order mark of Windows": "\ufeff" + "\r\n".join(LINES),
    "spaces after fences": f"--- \t\n{HEAD}---  \r\nOne  \nTwo\t\n",
    "no end of line": f"---\n{HEAD}---\nOne  ",
    "blank lines": f"---\n\n{HEAD}\n---\n\n\nOne\n\n\n",
    "tabs": f"---\n{HEAD}---\n-\tOne\n\n\tTwo\n",
    "folded": "---\ntitle: >\n  A\n  title\nsummary: >-\n  What\n  it is.\n---\nOne\n",
    "literal": "---\ntitle: |\n  A title\nsummary: |+\n  What\n  it is.\n\n---\nOne\n",
    "quoted": "---\ntitle: 'A\n  title'\nsummary: \"What\n  it is.\"\n---\nOne\n",
    "plain over lines": "---\ntitle: A\n  title\nsummary: What\n  it is.\n---\nOne\n",
    "rule in the text": f"---\n{HEAD}---\nOne\n\n---\n\nTwo\n",
}


@pytest.mark.parametrize("kind", AS_WRITTEN)
def test_file_is_read_and_dumped_byte_for_byte(folder, tmp_path, kind):
    text = AS_WRITTEN[kind]

    assert load(folder, text)["loaded"] == 1

    assert (content()["title"], content()["summary"]) == ("A title", "What it is.")
    assert "<p>One" in Topic.objects.get().html or "<li>" in Topic.objects.get().html
    dump_folder(tmp_path / "dump")
    assert (tmp_path / "dump/law/treaty.md").read_bytes() == text.encode()
    assert load_folder(folder)["unchanged"] == 1
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_of_what_is_wrong_is_counted_as_editors_count(folder, end):
    lines = [*LINES[:3], "colour: red", *LINES[3:]]

    assert refusal(folder, end.join(lines)) == "4: There is no key `colour`."
    assert refusal(folder, end.join([*LINES[:4], ""])) == "5: body: The text is empty."


def test_front_matter_that_was_stored_without_fences_is_dumped_with_them(folder):
    text = "---\n# A comment\n" + HEAD + "---\nOne\n"
    load(folder, text)
    kept = HEAD + "# A comment\n"
    Revision.objects.update(front_matter=kept)

    assert write(content(), front_matter=kept) == f"---\n{kept}---\nOne\n"
    assert with_fences(kept) == f"---\n{kept}---\n"
    assert load(folder, f"---\n{kept}---\nOne\n")["unchanged"] == 1


REFUSED = {
    "UTF-16": ("\n".join(LINES).encode("utf-16"), "1: This is UTF-16, not UTF-8"),
    "UTF-16, big end first": (
        codecs.BOM_UTF16_BE + "\n".join(LINES).encode("utf-16-be"),
        "1: This is UTF-16, not UTF-8 text; save it as UTF-8.",
    ),
    "Latin-1": (
        "\n".join(LINES).replace("Two", "Côte").encode("latin-1"),
        "7: This is not UTF-8 text; save it as UTF-8.",
    ),
    "control character": (f"---\n{HEAD}---\r\nOne\r\rTwo\x08\n", "7: There is a char"),
    "character turned round": (
        f"---\n{HEAD}---\nOne\nT\u202ewo\n",
        "6: There is a mark",
    ),
    "control character in YAML": (
        f'---\n{HEAD}reviewed: "\\b"\n---\nOne\n',
        "4: reviewed: There is a character",
    ),
    "direction in YAML": (
        '---\ntitle: "A\\u202e"\nsummary: What.\n---\nOne\n',
        "2: title: There is a mark",
    ),
    "nothing to see": (
        "---\ntitle: \u200b \u2060\nsummary: What.\n---\nOne\n",
        "2: title: This is needed.",
    ),
    "text of which nothing is seen": (
        f"---\n{HEAD}---\n\u200b\n\u00ad\n",
        "5: body: The text is empty.",
    ),
    "tangled text": (f"---\n{HEAD}---\nOne\n\n" + "[" * 9000, "7: body: The text has"),
    "tab in YAML": (f"---\n{HEAD}tags:\n\t- law\n---\nOne\n", "5: The YAML cannot"),
    "colon in YAML": (
        "---\ntitle: A: title\nsummary: What.\n---\nOne\n",
        "2: The YAML cannot be read: mapping values are not allowed in this context. "
        "Put a value with a colon in quotation marks.",
    ),
    "no text": (f"---\n{HEAD}---", "4: body: The text is empty."),
    "words before the fence": (f"\n---\n{HEAD}---\nOne\n", "1: A topic starts with"),
    "review in the far future": (
        f"---\n{HEAD}reviewed: 2062-11-20\n---\nOne\n",
        "4: reviewed: The review lies years ahead",
    ),
    "review in a week": (
        f"---\n{HEAD}reviewed: 2026-W47-5\n---\nOne\n",
        "4: reviewed: Write a date such as 2026-11-20.",
    ),
    "review in other digits": (
        f"---\n{HEAD}reviewed: ٢٠٢٦-١١-٢٠\n---\nOne\n",
        "4: reviewed: Write a date such as 2026-11-20.",
    ),
    "review in basic form": (
        f"---\n{HEAD}reviewed: 20261120\n---\nOne\n",
        "4: reviewed: Write a date such as 2026-11-20.",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_file_is_refused_with_line_and_remedy(folder, kind):
    text, start = REFUSED[kind]

    assert refusal(folder, text).startswith(start)
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        *("treaty.MD", "treaty.markdown", "Ü page.md", "PAGE.md", "pa_ge.md"),
        *("-page.md", "pagé.md", "page..md", "new.md", "deeper/treaty.md"),
        "x" * 81 + ".md",
    ],
)
def test_file_whose_name_makes_no_slug_is_refused(folder, name):
    (folder / "law" / "deeper").mkdir()

    assert refusal(folder, "\n".join(LINES), f"law/{name}").startswith("1: ")


def test_files_that_systems_add_are_left_out(folder):
    for name in ("._treaty.md", ".#treaty.md", ".treaty.md.swp", "Thumbs.db"):
        (folder / "law" / name).write_bytes(b"\0\xff")

    assert load(folder, "\n".join(LINES))["loaded"] == 1


SECTION = """\
- slug: role
  title: Role
  position: 1
  summary: >
    What
    it is.
"""
TAG = """\
- slug: law
  name: Law
  facet: theme
  definition: >
    All
    about it.
"""


PARTS = [
    *("---", "title: >\n  A\n", "summary: |\n  B\n\n", "sources: [a, b]\n", "# c\n"),
    *(
        "reviewed: '2026'\n",
        "position: 1",
        "\n",
        "\r\n",
        "\r",
        "\ufeff",
        " ",
        "\t",
        "é",
    ),
    *("Body", "  \n", "tags: []\n", "...", "قوات", "|", '"'),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=8), st.sampled_from(["", "\ufeff"]))
def test_what_is_read_is_written_as_it_was(parts, start):
    text = f"{start}---\n{''.join(parts)}\n---\nBody\r\n"

    with suppress(FileRefused):
        file = parse(decode(text.encode(), "f"), path="f", section="s", slug="f")
        assert write(file.content, file.aliases, file.front_matter) == text


def test_vocabularies_may_have_a_byte_order_mark_and_lines_of_windows(folder):
    vocabularies = {
        "sections.yaml": SECTION,
        "tags.yaml": TAG,
        "sources.json": '[{"id": "a-1", "type": "book", "title": "T"}]',
    }
    for name, text in vocabularies.items():
        raw = ("\ufeff" + text).replace("\n", "\r\n").encode()
        (folder / name).write_bytes(raw)

    load(folder, "\n".join(LINES))

    assert Section.objects.get(slug="role").summary == "What it is."
    assert Tag.objects.get().definition == "All about it."
    assert Source.objects.get().key == "a-1"
