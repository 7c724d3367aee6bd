"""How often one address may ask, counted for all processes together.

Windows are fixed: a counter for each address and each minute (or hour). Counters lie in
the shared cache, else in a file of the machine.
"""

import logging
import sqlite3
import time
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render

from portal.http.client_address import client_address
from portal.http.request_counts import counts_in

logger = logging.getLogger(__name__)


def limited(name, methods=("GET", "HEAD", "POST"), parameter=""):
    """Decorate a view so that it answers 429 to an address that asked more often than
    `settings.RATE_LIMITS[name]` allows. Only requests with one of `methods` count and,
    if a `parameter` of the query is named, only those with a value of it."""

    def decorate(view):
        @wraps(view)
        def counted(request, *args, **kwargs):
            counts = not parameter or request.GET.get(parameter)
            counts = counts and request.method in methods
            if counts and (wait := seconds_to_wait(name, request)):
                return too_many_requests(request, wait)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def seconds_to_wait(name, request, whose=""):
    """Count a request against `settings.RATE_LIMITS[name]`, for its address or for
    `whose` it is. Returns how long that has to wait, 0 if it may ask."""
    most, seconds = settings.RATE_LIMITS[name]
    now = time.time()
    key = f"rate:{name}:{whose or client_address(request)}:{int(now // seconds)}"
    return int(seconds - now % seconds) + 1 if _count(key, seconds) > most else 0


def _count(key, seconds):
    """Count one request. Returns how many were counted for the key, 0 while the cache
    is away."""
    if settings.REQUEST_COUNTS and not settings.SHARED_CACHE:
        try:
            return counts_in(settings.REQUEST_COUNTS).add(key, seconds)
        except (sqlite3.Error, OSError) as error:
            logger.warning("Each process limits for itself: %s", error)
    try:
        cache.add(key, 0, timeout=2 * seconds)
        return cache.incr(key)
    except Exception as error:
        # Each cache fails with exceptions of its own, and readers come first.
        logger.warning("The cache is away, nothing is limited: %s", error)
        return 0


def too_many_requests(request, seconds):
    """Answer 429, and ask to wait for as many seconds."""
    context = {"seconds": seconds, "canonical": ""}
    response = render(request, "errors/429.html", context, status=HTTPStatus(429))
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def held_back(request, response, credentials):
    """Answer 429 for django-axes, to an address that guessed wrong too often."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    return too_many_requests(request, seconds)
