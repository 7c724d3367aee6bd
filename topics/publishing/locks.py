from django.db import connection

# Any number that nothing else uses for an advisory lock of PostgreSQL.
LOCK = 712_015


def lock_pages(*, shared: bool = False) -> None:
    """Wait, in a transaction, until no page is rendered from what is about to change;
    with `shared` until nothing that pages are rendered from changes. Held until the
    transaction ends. On SQLite only one transaction writes at a time anyway.

    Every save takes it before any row is locked: publishing changes other topics
    too, and the other order ends in deadlocks.
    """
    if connection.vendor == "postgresql":
        suffix = "_shared" if shared else ""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{suffix}(%s)", [LOCK])
