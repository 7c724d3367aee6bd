"""Lists of any length, a page at a time."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from topics.lists.keys import KeyPage

PAGE_SIZE = 50
MOST_LISTED = 500


class Rows(Protocol):
    """A queryset, or what reads rows in its place."""

    def in_bulk(self, keys: Sequence[int], /) -> dict[int, Any]:
        """{primary key: row}."""


class KeyPaginator(Paginator):
    """Pages through a KeyPage: the rows of a page are read from `rows`.

    `is_cut` says that the list goes on, but not here: tags and words lead to the rest.
    """

    def __init__(self, key_page: KeyPage, rows: Rows, size: int) -> None:
        super().__init__(key_page.keys, size)
        self.key_page, self.rows, self.is_cut = key_page, rows, key_page.is_cut

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        rows = self.rows.in_bulk(list(page.object_list))
        page.object_list = [rows[key] for key in page.object_list if key in rows]
        return page


def paginate(
    request: HttpRequest,
    queryset: QuerySet[Any],
    rows: Rows,
    size: int = PAGE_SIZE,
    most: int | None = None,
) -> Page:
    """The page of a list that `?page=` names, the nearest one if it names none: what
    `queryset` finds first (MOST_LISTED or `most`), in its order, as `rows` (of the
    same model) has it. No page costs much more than the second."""
    key_page = KeyPage.first(queryset, most or MOST_LISTED)
    paginator = KeyPaginator(key_page, rows, size)
    return page_of(request, paginator)


def page_of(request: HttpRequest, paginator: KeyPaginator) -> Page:
    """The page that `?page=` names, or the nearest one. The request has its number from
    now on, as `page_number`."""
    page = paginator.get_page(request.GET.get("page"))
    request.page_number = page.number  # type: ignore[attr-defined]
    return page
