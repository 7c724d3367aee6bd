"""Log records that name their request, as text or as one JSON object a line
(`LOG_FORMAT=json`), without what readers typed."""

import json
import logging
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class LoggedRequest:
    """What log records know of the request in which they are made."""

    id: str = "-"
    # Whether it has words of a reader, which an exception may quote.
    has_words: bool = False


NO_REQUEST = LoggedRequest()
logged_request = ContextVar("logged_request", default=NO_REQUEST)


class RequestFilter(logging.Filter):
    """Gives every record its `request_id`."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = logged_request.get().id
        return True


class WordlessFormatter(logging.Formatter):
    """Leaves out the message of an exception if it may quote a reader."""

    def formatException(self, ei) -> str:
        if not logged_request.get().has_words:
            return super().formatException(ei)
        return "\n".join(_without_messages(ei[1]))


def _without_messages(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (
        None if error.__suppress_context__ else error.__context__
    )
    if cause:
        yield from _without_messages(cause)
        yield "From this came:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__qualname__} (its words may quote the request: left out)"


class JsonFormatter(WordlessFormatter):
    """Writes the fields named here and those in a record's `fields`. Other extras of a
    record are left out: Django's are the request itself."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": record.request_id,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry)
