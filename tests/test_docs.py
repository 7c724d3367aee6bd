"""What the docs name is there: files, names in the code, commands, variables."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
ARCHITECTURE = ROOT / "docs/architecture.md"
# Docs that name few things but our own.
OWN = [doc for doc in DOCS if doc.stem not in {"dependencies", "operating", "style"}]
# Made when the portal is installed and runs, or has images.
MADE = (".venv/", "var/", "fixtures/images")
# The style guide says that nothing is named so.
UNWANTED = {"utils.py", "helpers.py", "base.py", "services.py"}

DEFINITION = (ast.FunctionDef, ast.ClassDef)
FENCED = re.compile(r"^```.*?^```$", re.M | re.S)
PATH = re.compile(
    r"\.?\w[\w.-]*(/[\w.-]+)*(/|\.(py|md|html|css|js|json|yaml|csv|conf))"
)
CALL = re.compile(r"((?P<owner>\w+)\.)?(?P<name>\w+)\(\)")
# A line of the tree: a folder or a file, and what it is.
ENTRY = re.compile(r"(?P<indent> *)(?P<name>[\w.]+/?)  +\S")

each_doc = pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)


def inline(doc):
    """What stands between backticks in the prose."""
    return re.findall(r"`([^`]+)`", FENCED.sub("", doc.read_text()))


def commands(doc, program):
    """The words that follow `program` in code."""
    code = "\n".join([*FENCED.findall(doc.read_text()), *inline(doc)])
    return set(re.findall(rf"^(?:.*[ /])?{program} +([a-z]\w*)", code, re.M))


@cache
def sources():
    folders = ("portal", "topics", "tests")
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


@cache
def names():
    """By module, package or class: what is defined there or, in a package, offered. By
    the empty string: everything that is defined."""
    found = defaultdict(set)
    for path in sources():
        tree = ast.parse(path.read_text())
        if path.stem == "__init__":
            found[path.parent.name] |= imported(tree)
        for owner in (tree, *nodes(tree, ast.ClassDef)):
            name = getattr(owner, "name", path.stem)
            defined = {node.name for node in owner.body if isinstance(node, DEFINITION)}
            found[name] |= defined
            found[""] |= defined
    return found


def nodes(tree, kind):
    return [node for node in ast.walk(tree) if isinstance(node, kind)]


def imported(tree):
    return {name.name for node in nodes(tree, ast.ImportFrom) for name in node.names}


def exists(path):
    """Whether a path leads somewhere, or a name without a folder is a file's."""
    return (ROOT / path).exists() or ("/" not in path and path in file_names())


@cache
def file_names():
    return {path.name for path in ROOT.glob("[!.]*/**/*") if path.is_file()}


def tree_of_the_house():
    """The paths that the tree in the architecture lists."""
    tree, folder = FENCED.search(ARCHITECTURE.read_text()).group(), ""
    for entry in filter(None, map(ENTRY.match, tree.splitlines())):
        folder = folder if entry["indent"] else entry["name"]
        yield folder + entry["name"] if entry["indent"] else folder


@each_doc
def test_files_that_docs_name_are_there(doc):
    named = {word for word in inline(doc) if PATH.fullmatch(word)} - UNWANTED

    missing = {path for path in named if not (path.startswith(MADE) or exists(path))}

    assert missing == set()


def test_the_tree_of_the_house_has_every_room_and_no_other():
    listed = set(tree_of_the_house())

    packages = [*ROOT.glob("portal/*/__init__.py"), *ROOT.glob("topics/*/__init__.py")]
    rooms = {f"{path.parent.relative_to(ROOT)}/" for path in packages}

    assert {path for path in listed if not exists(path)} == set()
    assert rooms - listed == set()


@each_doc
def test_functions_that_docs_name_are_defined(doc):
    calls = [call for word in inline(doc) if (call := CALL.fullmatch(word))]

    missing = [
        call.group()
        for call in calls
        if call["name"] not in names()[call["owner"] or ""]
    ]

    assert missing == []


@pytest.mark.parametrize("doc", OWN, ids=lambda doc: doc.name)
def test_names_that_docs_use_occur_in_the_code(doc):
    words = set(re.findall(r"\w+", "\n".join(path.read_text() for path in sources())))
    identifier = re.compile(r"[A-Za-z]\w*(_|[a-z][A-Z])\w*|[A-Z]\w*\.\w+")
    named = {word for word in inline(doc) if identifier.fullmatch(word)}

    missing = {name for name in named if not words.issuperset(name.split("."))}

    assert missing == set()


@each_doc
def test_commands_that_docs_name_are_there(doc):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M)

    assert commands(doc, r"manage\.py") <= get_commands().keys()
    assert commands(doc, "make") <= set(targets)


def test_variables_in_the_guide_to_operating_are_those_that_settings_read():
    guide = (ROOT / "docs/operating.md").read_text()
    rows = re.findall(r"^\| (`[A-Z].*?) \|", guide, re.M)
    documented = {name for row in rows for name in re.findall(r"[A-Z_]{4,}", row)}

    settings = (ROOT / "portal/settings.py").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings))
    read |= set(re.findall(r"os\.environ\.get\(\"([A-Z_]+)\"\)", settings))
    read |= {name.upper() for name in re.findall(r"env\.(secret_key)\(", settings)}

    assert documented == read


def test_the_architecture_is_read_in_one_sitting():
    assert len(ARCHITECTURE.read_text().splitlines()) <= 150
