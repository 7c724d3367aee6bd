"""What each fault does, and the tests that show it. docs/operating.md prints it."""

from dataclasses import dataclass


@dataclass
class Row:
    readers: str
    editors: str
    lost: str
    tests: list[str]


RESEND = "503 with all that they typed, to be sent again"
FAULTS = {
    "PostgreSQL is stopped": Row(
        "pages that are kept (a changed one as it was); others 503 with `Retry-After`",
        RESEND,
        "nothing; no restart is needed",
        [
            "test_pages_that_are_kept_are_shown_without_postgresql",
            "test_page_that_changed_since_is_shown_as_it_was",
            "test_what_was_typed_is_stored_when_the_database_is_back",
        ],
    ),
    "PostgreSQL's machine is silent": Row(
        "the same, after 3 seconds",
        "the same, after 3 seconds",
        "nothing",
        ["test_server_that_does_not_speak_is_not_waited_for"],
    ),
    "PostgreSQL is only for reading": Row(
        "all pages", RESEND, "nothing", ["test_save_is_refused"]
    ),
    "SQLite is locked by another program for more than 20 seconds": Row(
        "all pages",
        RESEND,
        "nothing",
        ["test_readers_notice_nothing_while_sqlite_is_locked"],
    ),
    "The disk of SQLite is full": Row(
        "all pages", RESEND, "nothing", ["test_save_is_refused"]
    ),
    "SQLite's file system is only for reading": Row(
        "all pages",
        RESEND,
        "nothing; no restart is needed",
        [
            "test_pages_are_shown_where_nothing_can_be_written_and_saves_are_refused",
            "test_start_loads_nothing_into_what_can_only_be_read",
        ],
    ),
    "`PAGE_COUNTERS` is removed, cut off or overwritten": Row(
        "all pages, each made again once",
        "everything as usual",
        "nothing",
        [
            "test_saves_succeed_and_are_seen_at_once_whatever_befalls_the_counters",
            "test_portal_starts_with_harmed_counters_and_keeps_pages",
        ],
    ),
    "`PAGE_COUNTERS` cannot be written to": Row(
        "all pages, slower: none is kept",
        "everything as usual; `/readyz` has `change_counters` among its details",
        "nothing",
        ["test_portal_without_counters_keeps_no_pages_and_says_so"],
    ),
    "The shared cache is away": Row(
        "all pages, slower",
        "everything as usual",
        "nothing; limits of requests are not counted",
        ["test_pages_go_on_and_stay_exact_without_the_shared_cache"],
    ),
    "A replica is away": Row(
        "all pages",
        "everything as usual",
        "nothing",
        ["test_pages_go_on_without_the_replica"],
    ),
    "The whole portal is away": Row(
        "pages that the proxy keeps; others 502",
        "502",
        "nothing",
        ["test_pages_are_shown_while_the_portal_is_down"],
    ),
    "A worker is killed": Row(
        "a broken connection, if it was at work for them; another takes its place",
        "the same; their save is stored whole or not at all",
        "nothing that was confirmed",
        [
            "test_save_whose_worker_is_killed_is_whole_or_absent",
            "test_portal_goes_on_when_a_worker_is_killed",
        ],
    ),
    "Portal and database are killed at once": Row(
        "nothing until both are started again",
        "the same; their save is stored whole or not at all",
        "nothing that was confirmed",
        ["test_power_cut_loses_no_save_that_was_confirmed"],
    ),
    "Several editors save at once": Row(
        "all pages",
        "wait for each other; on one page both texts are merged, to be looked at",
        "nothing",
        ["test_concurrent_saves_lose_nothing_and_none_fails"],
    ),
}
HEADER = "| fault | readers see | editors see | lost |\n|---|---|---|---|\n"


def as_markdown():
    return HEADER + "".join(
        f"| {fault} | {row.readers} | {row.editors} | {row.lost} |\n"
        for fault, row in FAULTS.items()
    )
