"""Log records that name their request, as text or as one JSON object a line
(`LOG_FORMAT=json`). What readers searched for stands in none of them."""

import json
import logging
import traceback
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class RequestLogged:
    """What records know of the request that they were made in."""

    id: str = "-"
    # Whether it carried words of a reader, which an error may quote.
    has_words: bool = False


NO_REQUEST = RequestLogged()
current_request = ContextVar("current_request", default=NO_REQUEST)


class RequestFilter(logging.Filter):
    """Gives every record its `request_id`."""

    def filter(self, record):
        record.request_id = current_request.get().id
        return True


class WordlessFormatter(logging.Formatter):
    """Leaves the words of an exception out where they may be a reader's."""

    def formatException(self, ei):
        if not current_request.get().has_words:
            return super().formatException(ei)
        return "\n".join(_without_words(ei[1]))


def _without_words(error):
    cause = error.__cause__ or (
        None if error.__suppress_context__ else error.__context__
    )
    if cause:
        yield from _without_words(cause)
        yield "From this came:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__qualname__} (its words may quote the request: left out)"


class JsonFormatter(WordlessFormatter):
    def format(self, record):
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
