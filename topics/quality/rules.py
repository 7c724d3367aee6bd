"""Every rule of what editors should fix, once: the command prints them, reports list
them, forms warn of them."""

from topics.quality import (
    addresses,
    bibliography,
    figures,
    links,
    mandates,
    proofreading,
    reviews,
    series,
    sources,
    tags,
    texts,
    told,
)
from topics.quality.draft import Draft
from topics.quality.rule import Issue

RULES = (
    links.BROKEN_LINK,
    addresses.BROKEN_ADDRESS,
    links.BROKEN_REFERENCE,
    links.BROKEN_PREDECESSOR,
    links.ORPHAN,
    links.FEW_REFERENCES,
    sources.MISSING_SOURCE,
    sources.FEW_SOURCES,
    sources.UNCITED_CLAIM,
    sources.UNCITED_MANDATE,
    bibliography.INCOMPLETE_ARTICLE,
    bibliography.BOOK_WITHOUT_PUBLISHER,
    bibliography.TWO_KEYS,
    bibliography.DOCUMENT_WITHOUT_SYMBOL,
    bibliography.UNSAID_COPY,
    bibliography.ENCYCLOPEDIA,
    figures.FIGURE_WITHOUT_SOURCE,
    figures.DATE_WITHOUT_SOURCE,
    figures.DETAIL_WITHOUT_SOURCE,
    mandates.RUN_OUT,
    mandates.UNSOURCED,
    mandates.UNKNOWN_RESOLUTION,
    series.GAP,
    series.OUTSIDE_DATES,
    told.DATE_TOLD_OTHERWISE,
    told.VALUE_TOLD_OTHERWISE,
    proofreading.MISREAD_MARKS,
    proofreading.MARKS_IN_TITLE,
    proofreading.MARKS_IN_SUMMARY,
    texts.MISSING_IMAGE,
    texts.SKIPPED_LEVEL,
    texts.IMAGE_WITHOUT_WORDS,
    texts.LONG_SUMMARY,
    tags.LONELY_TAG,
    tags.TAG_COUNT,
    tags.UNKNOWN_TAG,
    reviews.NEVER_REVIEWED,
    reviews.STALE_REVIEW,
    reviews.FUTURE_REVIEW,
    reviews.OLD_STATEMENT,
)


def check() -> list[Issue]:
    """All issues of what is published, errors first, then by page."""
    issues = [issue for rule in RULES for issue in rule.issues()]
    return sorted(
        issues,
        key=lambda issue: (issue.level, issue.page, issue.rule, issue.sentence),
    )


def warnings(draft: Draft) -> dict[str, list[str]]:
    """{key of the content: [sentences]} of what would be wrong if it were published."""
    found: dict[str, list[str]] = {}
    for rule in RULES:
        if sentences := rule.warnings(draft):
            found.setdefault(rule.field, []).extend(sentences)
    return found
