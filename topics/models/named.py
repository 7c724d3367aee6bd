"""What the content of a revision names, so that nobody takes it away unnoticed."""

from topics import markup
from topics.models.profiles import PROFILES


def named_in(content):
    """The slugs and keys that a content names: {`tags`, `sources`, `images` or
    `topics`: set}. A text may have some of them in code."""
    body = content.get("body", "")
    named = {
        "tags": tags_named_in(content),
        "sources": {*content.get("sources", []), *markup.cited_keys(body)},
        "images": markup.depicted_slugs(body),
        "topics": markup.linked_slugs(body),
    }
    named["topics"].update(item["to"] for item in content.get("related", []))
    for name in PROFILES.keys() & content.keys():
        named["sources"].update(PROFILES[name].sources_named_in(content[name]))
        named["topics"] |= {*PROFILES[name].topics_named_in(content[name]).values()}
    return named


def tags_named_in(content):
    """The slugs of tags in a content, also those of tasks. Raises AttributeError or
    TypeError if what is stored is of another shape."""
    slugs = set(content.get("tags", []))
    for name in PROFILES.keys() & content.keys():
        slugs.update(PROFILES[name].tags_named_in(content[name]))
    return slugs


def names_one(content, kind, names):
    """Whether a content names one of the `names` of a kind; also where that cannot be
    read, since what is stored may be of another shape."""
    try:
        return not named_in(content)[kind].isdisjoint(names)
    except (AttributeError, KeyError, TypeError):
        return True


def longest_word(name):
    """The longest part of a slug: a text may write it with spaces or capitals."""
    return max(name.split("-"), key=len)
