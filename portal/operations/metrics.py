"""Counters in Prometheus' text format, https://prometheus.io/docs/instrumenting/exposition_formats/

Other modules make theirs with prometheus_client; all are shown at `/metrics`. With
METRICS_TOKEN set, the server's processes add up in a folder (metrics_folder.py).
"""

import os
import sys

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import Error
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())

requests = Counter(
    "portal_requests", "Requests that reached Django.", ["view", "method", "status"]
)
latency = Histogram(
    "portal_request_seconds",
    "Time to answer, in seconds.",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
database_errors = Counter(
    "portal_database_errors", "Requests that an error of the database ended."
)


def known_method(method: str | None) -> str:
    """The method, or `other`: an invented method gets no series of its own."""
    return method if method in METHODS else "other"


def count_request(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    view = request.resolver_match.view_name if request.resolver_match else ""
    view = view or "none"
    status = str(response.status_code)
    requests.labels(view, known_method(request.method), status).inc()
    latency.labels(view).observe(seconds)


# A signal: such errors are raised anywhere between middleware and template.
@receiver(got_request_exception, dispatch_uid="portal.operations.metrics")
def count_database_error(sender, **kwargs):
    if isinstance(sys.exc_info()[1], Error):
        database_errors.inc()


@require_safe
@never_cache
def metrics(request):
    """All counters for a client that sends the token, 404 for others."""
    if not sends_token(request):
        raise Http404
    return HttpResponse(
        generate_latest(_registry()), content_type=CONTENT_TYPE_PLAIN_0_0_4
    )


def sends_token(request: HttpRequest) -> bool:
    """Whether the request has METRICS_TOKEN, which opens nothing while it is unset."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    given = request.headers.get("Authorization", "")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, expected)


def _registry():
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry
