"""Scheduled revisions whose time has come."""

import logging

from django.core.exceptions import ValidationError
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    transaction,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from topics import markup
from topics.models import Revision
from topics.models.markdown import validation_error
from topics.publishing.invalidation import invalidating
from topics.publishing.publication import publish

REMARK_LENGTH = 500
# They say nothing of the revision that was to be stored.
PASSING = (DatabaseError, InterfaceError, OSError, MemoryError)

logger = logging.getLogger(__name__)


def publish_due() -> bool:
    """Publish the revisions whose time has come, each by itself: one that cannot be
    published is sent back with the reason. Returns whether none is left; some are when
    the database cannot be written.

    Every page asks first, so no worker has to, and none may fail because of it.
    """
    due = list(Revision.objects.due().order_by().values_list("pk", flat=True))
    done = [_publish_or_send_back(pk) for pk in due]
    return all(done)


def _publish_or_send_back(pk: int) -> bool:
    try:
        if fault := _publish(pk):
            _send_back(pk, fault)
    except PASSING:
        logger.warning("What is scheduled cannot be published now.", exc_info=True)
        return False
    return True


def _publish(pk: int) -> Exception | None:
    """Publish a revision, if it is still due. Returns what its content raised."""
    due = Revision.objects.due().filter(pk=pk).select_for_update(of=["self"])
    try:
        # A transaction of its own also within another one.
        with transaction.atomic(), invalidating() as invalidation:
            invalidation.lock()
            revision = due.select_related("topic__section").first()
            if revision:
                publish([(revision.topic, revision)])
    except (DataError, IntegrityError) as error:
        return error
    except PASSING:
        raise
    except Exception as error:  # Whatever a stored content makes the code raise.
        return error
    return None


def _send_back(pk: int, fault: Exception) -> None:
    """Take a revision out of the schedule, unless somebody has meanwhile."""
    now = timezone.now()
    remark = _("It could not be published at its time, %(time)s. %(reason)s") % {
        "time": f"{now:%Y-%m-%d %H:%M %Z}",
        "reason": _reason(fault),
    }
    due = Revision.objects.due().filter(pk=pk)
    if due.update(
        state=Revision.State.RETURNED,
        scheduled_for=None,
        failed_at=now,
        remark=remark[:REMARK_LENGTH],
    ):
        revision = Revision.objects.select_related("topic").get(pk=pk)
        logger.error(
            "Version %d of “%s” was sent back. %s",
            revision.number,
            revision.topic.slug,
            remark,
            exc_info=fault,
        )


def _reason(fault: Exception) -> str:
    match fault:
        case ValidationError():
            return " ".join(fault.messages)
        case markup.SourceRefused():
            return " ".join(validation_error(fault).messages)
        case _:
            return f"{type(fault).__name__}: {fault}"


def scheduled_versions() -> bool | str:
    """Whether all were published at their time, else how many were not (see
    READINESS_DETAILS)."""
    count = Revision.objects.failed().count()
    return not count or f"{count} could not be published"
