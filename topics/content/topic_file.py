"""A topic's file: YAML front matter, then Markdown.

Front matter is the subset of YAML in which every scalar is text: no tags, no anchors,
no key twice. Keys are those of `topics.models.content`, and `aliases` (old slugs).
"""

import re
from dataclasses import dataclass, field

import yaml

from topics.models.content import KEYS
from topics.models.profiles import PROFILES

FENCE = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)
# An escape in YAML can stand for what is not allowed in the file itself.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
FILE_KEYS = (*KEYS, "aliases")
REFERENCE_KEYS = ("to", "kind", "note")
# Front matter is read in one go; 40 times the longest there is.
MAX_FRONT_MATTER = 128 * 1024
MAX_DEPTH = 20
# The C parser where PyYAML was built with it: several times as fast.
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FileRefused(ValueError):
    """A file of the fixtures cannot be used: where, and why."""

    def __init__(self, path, line, reason):
        super().__init__(f"{path}:{line}: {reason}")


def refusal(topic_file, error, key=None):
    """The FileRefused for a ValidationError: the first wrong key in the file."""
    by_key = error.message_dict if hasattr(error, "error_dict") else {}
    found = min(by_key, key=topic_file.line, default=key)
    reason = " ".join(by_key.get(found) or error.messages)
    where = topic_file.line(key or found)
    label = f"{found}: " if found not in (None, "__all__") else ""
    return FileRefused(topic_file.path, where, f"{label}{reason}")


@dataclass(frozen=True)
class TopicFile:
    """A parsed file. `lines` gives the line of each key, `body` included."""

    path: str
    section: str
    slug: str
    content: dict
    aliases: list = field(default_factory=list)
    front_matter: str = ""
    lines: dict = field(default_factory=dict)

    def line(self, key):
        return self.lines.get(key, 1)


def decode(raw, path):
    """The text of a file's bytes. Raises FileRefused with the line of a bad byte."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileRefused(path, line, "This is not UTF-8 text.") from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise FileRefused(path, line, "There is a NUL character in the text.")
    return text


def parse(text, *, path, section, slug):
    """A TopicFile of a file's text. Raises FileRefused."""
    match = FENCE.match(text)
    if not match:
        raise FileRefused(
            path, 1, "A topic starts with front matter between two lines of `---`."
        )
    if len(match[1]) > MAX_FRONT_MATTER:
        reason = f"The front matter is longer than {MAX_FRONT_MATTER} characters."
        raise FileRefused(path, 2, reason)
    head, lines = parse_yaml(match[1], path=path, first_line=2)
    if not isinstance(head, dict):
        raise FileRefused(path, 2, "The front matter must be keys and values.")
    for key in head:
        if key not in FILE_KEYS:
            raise FileRefused(path, lines[key], f"There is no key `{key}`.")
    aliases = head.pop("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
        raise FileRefused(path, lines["aliases"], "`aliases` must be a list of slugs.")
    lines["body"] = text[: match.end()].count("\n") + 1
    content = {**head, "body": text[match.end() :]}
    return TopicFile(path, section, slug, content, aliases, match[1], lines)


def parse_yaml(text, *, path, first_line=1):
    """The value of a YAML text, scalars as text, and the line of each top-level key
    (of each item, if it is a list). Raises FileRefused."""
    try:
        _check_events(text, path, first_line)
        node = yaml.compose(text, YAML_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first_line if mark else first_line
        reason = getattr(error, "problem", None) or getattr(error, "reason", error)
        raise FileRefused(path, line, f"The YAML cannot be read: {reason}.") from None
    if node is None:
        return None, {}
    value = _value(node, path, first_line)
    return value, _lines(node, first_line)


def _check_events(text, path, first_line):
    """Raise FileRefused, or yaml.YAMLError, at the first place that is not allowed:
    reading on can take the square of the depth."""
    depth = 0
    for event in yaml.parse(text, YAML_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + first_line
        # An alias can make a small file expand without bound.
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FileRefused(path, line, "YAML anchors are not used here.")
        if depth > MAX_DEPTH:
            raise FileRefused(path, line, "The YAML is nested too deep.")


def _value(node, path, first_line):
    if isinstance(node, yaml.ScalarNode):
        if _NO_TEXT.search(node.value):
            line = node.start_mark.line + first_line
            raise FileRefused(path, line, "There is a character that is no text.")
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path, first_line) for item in node.value]
    mapping = {}
    for key, value in node.value:
        line = key.start_mark.line + first_line
        if not isinstance(key, yaml.ScalarNode):
            raise FileRefused(path, line, "A key must be a word.")
        if key.value in mapping:
            raise FileRefused(path, line, f"The key `{key.value}` occurs twice.")
        mapping[key.value] = _value(value, path, first_line)
    return mapping


def _lines(node, first_line):
    if isinstance(node, yaml.MappingNode):
        return {key.value: key.start_mark.line + first_line for key, _ in node.value}
    if isinstance(node, yaml.SequenceNode):
        return {
            index: item.start_mark.line + first_line
            for index, item in enumerate(node.value)
        }
    return {}


def write(content, aliases=(), front_matter=""):
    """The text of a topic's file.

    With `front_matter` that says the same as `content`, those very bytes are used.
    """
    head = _ordered({key: value for key, value in content.items() if value}, KEYS)
    if aliases:
        head["aliases"] = sorted(aliases)
    if front_matter:
        kept, _ = parse_yaml(front_matter, path="")
        kept_aliases = sorted(kept.pop("aliases", []))
        stated = {key: value for key, value in content.items() if key != "body"}
        if kept == stated and kept_aliases == sorted(aliases):
            return f"---\n{front_matter}---\n{content['body']}"
    return f"---\n{write_yaml(head)}---\n{content['body']}"


def _in_key_order(name, value):
    # PostgreSQL's `jsonb` does not keep the order in which keys were written.
    if name == "related":
        return [_ordered(item, REFERENCE_KEYS) for item in value]
    if name in PROFILES:
        return {
            key: _rows_in_order(field, value[key])
            for key, field in PROFILES[name].fields().items()
            if key in value
        }
    return value


def _rows_in_order(field, value):
    if not field.is_table:
        return value
    keys = [column.name for column in field.columns]
    return [_ordered(item, keys) for item in value]


def _ordered(mapping, keys):
    return {key: _in_key_order(key, mapping[key]) for key in keys if key in mapping}


def write_yaml(value):
    """YAML for people: keys in their order, one line a scalar, long texts as
    literal blocks, short lists and cross-references in one line."""
    return yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=10_000,
    )


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, indentless=False)


def _represent_text(dumper, text):
    # All scalars are text when read, so a date or a number needs no quotes.
    style = "|" if "\n" in text else None
    tag = "tag:yaml.org,2002:str"
    plain = dumper.resolve(yaml.ScalarNode, text, (True, False))
    if style is None and plain != tag and text and plain in _PLAIN_TAGS:
        return yaml.ScalarNode(plain, text)
    return dumper.represent_scalar(tag, text, style=style)


_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("int", "float", "timestamp")}


def _represent_list(dumper, items):
    flat = all(isinstance(item, str) and "\n" not in item for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


def _represent_mapping(dumper, mapping):
    keys = set(mapping)
    small = keys == set(REFERENCE_KEYS) or {"year", "value"} <= keys
    return dumper.represent_mapping(
        "tag:yaml.org,2002:map", mapping.items(), flow_style=small
    )


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(dict, _represent_mapping)
