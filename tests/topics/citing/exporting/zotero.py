"""What Zotero reads of COinS, by the rules of its translator: of `parseContextObject`
in https://github.com/zotero/utilities/blob/master/openurl.js what pages here need."""

from urllib.parse import unquote

KINDS = {
    "info:ofi/fmt:kev:mtx:journal": "journalArticle",
    "info:ofi/fmt:kev:mtx:book": "book",
    "info:ofi/fmt:kev:mtx:dissertation": "thesis",
    "info:ofi/fmt:kev:mtx:dc": "webpage",
}
GENRES = {"bookitem": "bookSection", "report": "report"}
IN_A_WHOLE = ("journalArticle", "bookSection")
PLAIN = {
    "rft.date": "date",
    "rft.volume": "volume",
    "rft.issue": "issue",
    "rft.pages": "pages",
    "rft.issn": "ISSN",
    "rft.isbn": "ISBN",
    "rft.pub": "publisher",
    "rft.place": "place",
    "rft.edition": "edition",
    "rft.series": "series",
    "rft.jtitle": "publicationTitle",
    "rft.source": "publicationTitle",
    "rft.inst": "publisher",
    "rft.description": "abstractNote",
    "rft.rights": "rights",
    "rft.language": "language",
}


def read(title):
    """The item in the title of a span, with `creators` as texts, people as
    (last, first); None where Zotero sees none."""
    # It parts at "&" and "=" before it decodes, and takes a plus for a space.
    pairs = [part.split("=") for part in title.split("&")]
    values = [(pair[0], unquote(pair[1].replace("+", " "))) for pair in pairs]
    kinds = [KINDS.get(value) for key, value in values if key == "rft_val_fmt"]
    if not kinds or kinds[0] is None:
        return None
    genre = dict(values).get("rft.genre")
    kind = GENRES.get(genre, "book") if kinds[0] == "book" else kinds[0]
    item = {"itemType": kind, "creators": []}
    institutions = []
    for key, value in values:
        if key == "rft_id" and value.startswith("info:doi"):
            item["DOI"] = value[9:]
        elif key == "rft_id" and value.startswith(("http://", "https://")):
            item["url"] = value
        elif key in ("rft.btitle", "rft.atitle", "rft.title"):
            is_whole = kind in IN_A_WHOLE and key != "rft.atitle"
            item["publicationTitle" if is_whole else "title"] = value
        elif key == "rft.au":
            item["creators"].append(tuple(value.split(", ", 1)))
        elif key == "rft.aucorp":
            institutions.insert(0, value)
        elif key == "rft.type" and kinds[0] == "webpage":
            item["itemType"] = value
        elif key in PLAIN:
            item[PLAIN[key]] = value
    item["creators"] = [*institutions, *item["creators"]]
    return item
