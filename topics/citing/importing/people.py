"""Names of people and organizations as other programs write them."""

import re

from bibtexparser.middlewares.names import parse_single_name_into_parts

# In whose names they occur; catalogues write them without a sign that sets them off.
_ORGANIZATION = set(
    "agence agency alliance assembly association authority bank bureau center centre "
    "command commission commissioner committee conference conseil consejo consortium "
    "coordination council court department directorate division embassy federation "
    "force forum foundation fund government group initiative institute institution "
    "international league ministerio ministry ministère mission naciones nations "
    "network news observatory office organisation organization parliament press "
    "program programme project secretariat secretary-general society survey team "
    "times tribunal un unidas unies union united universidad university université "
    "watch".split()
)


def name_of(written: str) -> dict[str, str]:
    """The name in CSL-JSON of “Family, Given”, “Family, Suffix, Given”, “Given Family”
    or an organization; {} of nothing."""
    words = " ".join(written.split())
    # EndNote ends the name of an organization with a comma.
    whole = words.strip(" ,") if words.endswith(",") or " " not in words else ""
    if _is_organization(words):
        whole = _in_order(words.rstrip(","))
    if whole or not words.strip(" ,"):
        return {"literal": whole} if whole else {}
    parts = _around_commas(words) if "," in words else _before_the_last(words)
    return {part: value for part, value in parts.items() if value}


def _around_commas(words: str) -> dict[str, str]:
    family, *others = [part.strip() for part in words.split(",", 2)]
    given, suffix = (*reversed(others), "")[:2]
    if suffix and _is_suffix(given):
        given, suffix = suffix, given
    return {"family": family, "given": given, "suffix": suffix}


def _before_the_last(words: str) -> dict[str, str]:
    split = parse_single_name_into_parts(words, strict=False)
    return {
        "family": " ".join(split.last),
        "given": " ".join(split.first),
        "non-dropping-particle": " ".join(split.von),
    }


def _is_organization(words: str) -> bool:
    names = re.findall(r"[\w-]+", words.lower())
    known = sum(name in _ORGANIZATION for name in names)
    if "," not in words:
        return len(names) > 1 and (known > 0 or names[0] == "the")
    family = re.findall(r"[\w-]+", words.lower().partition(",")[0])
    is_named = any(name in _ORGANIZATION for name in family)
    return is_named and (known > 1 or len(family) > 1)


def _in_order(words: str) -> str:
    """“UN General Assembly” for “Assembly, UN General”: programs that take each name
    for that of a person turn it."""
    last, comma, first = words.partition(", ")
    turned = comma and " " not in last and "," not in first
    return f"{first} {last}" if turned else words


def _is_suffix(words: str) -> bool:
    return re.fullmatch(r"(?:jr|sr|esq)\.?|[IVX]+", words, re.I) is not None
