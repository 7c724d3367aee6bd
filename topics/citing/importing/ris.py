"""RIS: https://en.wikipedia.org/wiki/RIS_(file_format). Read here, as its readers want
the two spaces and the last line of the standard, which are often lost in copying."""

import re

from topics.citing.importing.record import Record

STARTS = re.compile(r"^[ \t]*TY[ \t]{1,2}-(?=[ \t]|$)", re.M)
_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]+(.*))?")
TYPES = {
    **dict.fromkeys(("ABST", "EJOUR", "INPR", "JFULL", "JOUR"), "article-journal"),
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    **dict.fromkeys(("MANSCPT", "PREPRINT", "UNPB", "UNPD"), "article"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "SER", "WHOLE"), "book"),
    **dict.fromkeys(("CHAP", "CONF", "CPAPER", "DICT", "ECHAP", "ENCYC"), "chapter"),
    **dict.fromkeys(("DATA", "DBASE"), "dataset"),
    "CASE": "legal_case",
    **dict.fromkeys(("BILL", "LEGAL", "STAT"), "legislation"),
    **dict.fromkeys(
        ("GEN", "GOVDOC", "GRNT", "HEAR", "PAMP", "RPRT", "STAND"), "report"
    ),
    **dict.fromkeys(("ADVS", "MPCT"), "motion_picture"),
    "SLIDE": "speech",
    "THES": "thesis",
    **dict.fromkeys(("BLOG", "ELEC", "ICOMM", "MULTI", "VIDEO", "WEB"), "webpage"),
}
# Tags of the same variable in the order in which they are believed.
TAGS = {
    **dict.fromkeys(("TI", "T1", "CT"), "title"),
    **dict.fromkeys(("AU", "A1"), "author"),
    **dict.fromkeys(("ED", "A2"), "editor"),
    "A3": "collection-editor",
    "A4": "translator",
    **dict.fromkeys(("DA", "PY", "Y1"), "issued"),
    **dict.fromkeys(("JF", "T2", "BT", "JO", "JA", "J2"), "container-title"),
    "T3": "collection-title",
    "PB": "publisher",
    **dict.fromkeys(("CY", "PP"), "publisher-place"),
    "VL": "volume",
    "IS": "issue",
    "SP": "page",
    "SE": "section",
    "ET": "edition",
    "NV": "number-of-volumes",
    "M1": "number",
    "SN": "ISBN",
    **dict.fromkeys(("DO", "DI"), "DOI"),
    **dict.fromkeys(("UR", "LK"), "URL"),
    "Y2": "accessed",
    "OP": "original-date",
    "LA": "language",
    "ST": "title-short",
}
_PLACES = {tag: place for place, tag in enumerate(TAGS)}
_NAMES = ("AU", "A1", "ED", "A2", "A3", "A4")
_IN_A_WHOLE = ("article", "chapter", "leg", "speech", "webpage")
# Of what is no part of a whole, another tag has another meaning.
_OF_A_WHOLE = {"T2": "collection-title", "BT": "title", "IS": "number"}

# Where catalogues have a number of their own, a page on the web has its document's.
_NUMBERS = {("SN", "report"): "number", ("AN", "webpage"): "number"}

# What a tag means that its value tells: (tag, pattern, variable).
_BY_VALUE = (
    ("SN", r"[\d -]{9,}[\dXx]\b", "ISBN"),
    ("SN", r".*[A-Z]/", "number"),  # of a report, as Zotero writes it
    ("SN", r"\d{4}-?\d{3}[\dXx]\b", "ISSN"),
    ("M3", r".*10\.", "DOI"),
    ("M3", r"", "genre"),
)


def read(text: str) -> Record:
    """The first entry."""
    lines = text.splitlines()
    written = _first_entry(lines)
    kind = TYPES.get(written.pop("TY")[0].strip().upper(), "")
    record = Record(kind, sum(bool(STARTS.match(line)) for line in lines))
    for tag in sorted(written, key=lambda tag: _PLACES.get(tag, len(TAGS))):
        found = written[tag]
        if tag in _NAMES:
            record.fields.append((tag, TAGS[tag], ";".join(found).split(";")))
        elif tag == "SP":
            ends = [*filter(None, [found[0], *written.get("EP", [])[:1]])]
            # Some programs write the whole range into one or both.
            whole = [end for end in ends if re.search(r"\d\s*[-–]", end)]
            pages = whole[0] if whole else "-".join(dict.fromkeys(ends))
            record.fields.append((tag, "page", pages))
        elif tag != "EP":
            record.fields += [(tag, _variable(tag, v, kind), v) for v in found]
    return record


def _first_entry(lines: list[str]) -> dict[str, list[str]]:
    """{tag: values}; a line without a tag goes on with the value before it."""
    written: dict[str, list[str]] = {}
    tag = ""
    begin = next(number for number, line in enumerate(lines) if STARTS.match(line))
    for line in lines[begin:]:
        match = _LINE.fullmatch(line)
        if match and written and match[1] in ("ER", "TY"):
            break
        if match:
            tag = match[1]
            written.setdefault(tag, []).append((match[2] or "").strip())
        elif line.strip():
            written[tag][-1] += f" {line.strip()}"
    return written


def _variable(tag: str, written: str, kind: str) -> str:
    for of, pattern, variable in _BY_VALUE:
        if tag == of and re.match(pattern, written):
            return variable
    if (tag, kind) in _NUMBERS:
        return _NUMBERS[tag, kind]
    if not kind.startswith(_IN_A_WHOLE) and tag in _OF_A_WHOLE:
        return _OF_A_WHOLE[tag]
    return "genre" if (tag, kind) == ("M1", "thesis") else TAGS.get(tag, "")
