"""What import-linter cannot see: imports by name, and imports that wait for a call."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    path
    for folder in ("portal", "topics")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
# Modules that run before Django is set up, or that Django calls once it is.
LATE = {
    "portal/wsgi.py",
    "portal/serve.py",
    "topics/apps.py",
    "portal/accounts/apps.py",
}


def late_imports(tree):
    """The modules of this project that functions import when they are called."""
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom):
                    yield node.module or ""
                elif isinstance(node, ast.Import):
                    yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_cycles_are_not_dodged(path):
    source = path.read_text()
    name = str(path.relative_to(ROOT))

    assert "get_model(" not in source
    if name not in LATE:
        own = [
            m
            for m in late_imports(ast.parse(source))
            if m.startswith(("topics", "portal"))
        ]
        assert own == []


def test_late_import_is_found():
    tree = ast.parse("def f():\n    from topics.models import Topic\n")

    assert list(late_imports(tree)) == ["topics.models"]
