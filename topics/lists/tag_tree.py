"""The vocabulary as a tree, by facet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from topics.models import Tag
from topics.search.language import folded_words


@dataclass
class TagNode:
    """A tag, all its names as folded words, and its narrower tags of the same facet."""

    tag: Tag
    words: str
    narrower: list["TagNode"] = field(default_factory=list)


def tag_tree(tags: Iterable[Tag], typed: str = "") -> list[tuple[str, list[TagNode]]]:
    """[(name of a facet, its topmost tags)] of all `tags`, with their aliases: those
    that topics carry and that have a name with the typed words, and what is above
    them."""
    topmost = _topmost(_matching({tag.pk: tag for tag in tags}, folded_words(typed)))
    groups = [
        (str(facet.label), [node for node in topmost if node.tag.facet == facet])
        for facet in Tag.Facet
    ]
    return [(label, members) for label, members in groups if members]


def _matching(tags: dict[int, Tag], words: str) -> dict[int, TagNode]:
    """By primary key, the nodes of the tags that have the words, then of those above
    them."""
    nodes = {pk: TagNode(tag, _names(tag)) for pk, tag in tags.items()}
    found = {
        pk: node
        for pk, node in nodes.items()
        if node.tag.topic_count and words in node.words
    }
    for node in list(found.values()):
        for pk in _above(node.tag, tags):
            found.setdefault(pk, nodes[pk])
    return found


def _above(tag: Tag, tags: dict[int, Tag]) -> Iterator[int]:
    while tag.broader_id in tags:
        tag = tags[tag.broader_id]
        yield tag.pk


def _names(tag: Tag) -> str:
    names = [tag.name, *(alias.name for alias in tag.aliases.all())]
    return folded_words(" ".join(names))


def _topmost(nodes: dict[int, TagNode]) -> list[TagNode]:
    """The nodes that are below no other, after the others are put below theirs."""
    topmost = []
    for node in nodes.values():
        above = nodes.get(node.tag.broader_id or 0)
        if above and above.tag.facet == node.tag.facet:
            above.narrower.append(node)
        else:
            topmost.append(node)
    return topmost
