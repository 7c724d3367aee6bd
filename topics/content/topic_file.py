"""A topic's file: YAML front matter, then Markdown.

Front matter is the subset of YAML in which every scalar is text: no tags, no anchors,
no key twice. Keys are those of `topics.models.content`, and `aliases` (old slugs).
"""

import codecs
import re
from dataclasses import dataclass, field

import yaml

from topics import markup
from topics.models.content import KEYS
from topics.models.profiles import PROFILES

# Lines may end as on any system.
_LINE_END = r"(?:\r\n?|\n)"
FENCE = re.compile(
    rf"\ufeff?---[ \t]*{_LINE_END}(.*?)(?<=[\r\n])---[ \t]*(?:{_LINE_END}|\Z)",
    re.DOTALL,
)
_LINE_ENDS = re.compile(_LINE_END)
_WRAPPED = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# An escape in YAML can stand for what is not allowed in the file itself.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
# What people most often do that is no YAML, by what the parser calls it.
_REMEDIES = {
    "mapping values are not allowed": "Put a value with a colon in quotation marks.",
    "cannot start any token": "Indent with spaces, and put the value in quotation "
    "marks.",
}
FILE_KEYS = (*KEYS, "aliases")
REFERENCE_KEYS = ("to", "kind", "note")
# Front matter is read in one go; several times the longest there is.
MAX_FRONT_MATTER = 64 * 1024
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
    for problem in error.error_dict[found] if found in by_key else []:
        # The line in a text of several, which is counted from that of its key.
        if "line" in (problem.params or {}):
            reason, where = problem.params["reason"], where + problem.params["line"] - 1
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
    """The text of a file's bytes, with the byte-order mark that it may begin with.
    Raises FileRefused with the line of what is no text."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        is_utf_16 = raw.startswith(_UTF_16)
        reason = "This is UTF-16, not UTF-8" if is_utf_16 else "This is not UTF-8"
        reason = f"{reason} text; save it as UTF-8."
        raise FileRefused(path, line, reason) from None
    try:
        markup.check_characters(text)
    except markup.SourceRefused as refused:
        raise FileRefused(path, refused.line, refused.words) from None
    return text


def plain_lines(text):
    """A text without a byte-order mark, its lines ended by line feeds."""
    return markup.plain_lines(text.removeprefix("\ufeff"))


def line_of(text, place):
    """The number of the line in which a place of a text lies."""
    return len(_LINE_ENDS.findall(text, 0, place)) + 1


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
    head = _on_one_line(head)
    if not isinstance(head, dict):
        raise FileRefused(path, 2, "The front matter must be keys and values.")
    for key in head:
        if key not in FILE_KEYS:
            raise FileRefused(path, lines[key], f"There is no key `{key}`.")
    aliases = head.pop("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
        raise FileRefused(path, lines["aliases"], "`aliases` must be a list of slugs.")
    lines["body"] = line_of(text, match.end())
    content = {**head, "body": text[match.end() :]}
    return TopicFile(path, section, slug, content, aliases, match[0], lines)


def parse_yaml(text, *, path, first_line=1):
    """The value of a YAML text, scalars as text, and the line of each top-level key
    (of each item, if it is a list). Raises FileRefused."""
    try:
        _check_events(text, path, first_line)
        node = yaml.compose(text, YAML_LOADER)
    except yaml.YAMLError as error:
        raise _yaml_refusal(error, path, first_line) from None
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


def _yaml_refusal(error, path, first_line):
    mark = getattr(error, "problem_mark", None)
    line = mark.line + first_line if mark else first_line
    reason = getattr(error, "problem", None) or getattr(error, "reason", error)
    remedy = [words for part, words in _REMEDIES.items() if part in str(reason)]
    return FileRefused(
        path, line, " ".join([f"The YAML cannot be read: {reason}.", *remedy])
    )


def _value(node, path, first_line):
    if isinstance(node, yaml.ScalarNode):
        if _NO_TEXT.search(node.value):
            line = node.start_mark.line + first_line
            raise FileRefused(path, line, "There is a character that is no text.")
        # A folded block is one line, whose end belongs to the file.
        return node.value.rstrip("\n") if node.style == ">" else node.value
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
        fenced = with_fences(front_matter)
        kept, _ = parse_yaml(FENCE.match(fenced)[1], path="")
        kept = _on_one_line(kept)
        kept_aliases = sorted(kept.pop("aliases", []))
        stated = {key: value for key, value in content.items() if key != "body"}
        if kept == stated and kept_aliases == sorted(aliases):
            return f"{fenced}{content['body']}"
    return f"---\n{write_yaml(head)}---\n{content['body']}"


def with_fences(front_matter):
    """Front matter between its fences; what was stored long ago has none."""
    return front_matter if FENCE.match(front_matter) else f"---\n{front_matter}---\n"


def _on_one_line(head):
    """Front matter whose values, read from blocks of YAML, are lines as in the form."""
    if isinstance(head, dict):
        return {key: _on_one_line(value) for key, value in head.items()}
    if isinstance(head, list):
        return [_on_one_line(value) for value in head]
    if isinstance(head, str) and "\n" in head:
        return _WRAPPED.sub(" ", head.strip())
    return head


def _in_key_order(name, value):
    # PostgreSQL's `jsonb` does not keep the order in which keys were written.
    if name == "related":
        return [_Row(_ordered(item, REFERENCE_KEYS)) for item in value]
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
    return [
        _Row(_ordered(item, keys)) if isinstance(item, dict) else item for item in value
    ]


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


class _Row(dict):
    """A row of a profile, on one line."""


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
    return dumper.represent_mapping(
        "tag:yaml.org,2002:map",
        mapping.items(),
        flow_style=isinstance(mapping, _Row),
    )


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(dict, _represent_mapping)
_Dumper.add_representer(_Row, _represent_mapping)
