"""Sessions that end, and who makes the current request."""

import time
from contextvars import ContextVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY

from portal.accounts import kept_forms

RENEWED_EVERY = 300  # seconds: not every page costs a write
SIGNED_IN_AT = "signed_in_at"
RENEWED_AT = "renewed_at"

current_request = ContextVar("current_request", default=None)


def session_renewal(get_response):
    """Let a session end SESSION_HOURS after the last request of somebody signed in,
    and 14 days after signing in at the latest. Pages that do not look at the session
    are left alone, so that readers' pages carry no cookie."""

    def middleware(request):
        response = get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session and _renew(session, time.time()):
            kept_forms.remember(response, session)
        return response

    return middleware


def _renew(session, now):
    """Returns whether it was time to."""
    if now - session.get(RENEWED_AT, 0) < RENEWED_EVERY:
        return False
    left = session.setdefault(SIGNED_IN_AT, now) + settings.LONGEST_SESSION - now
    session[RENEWED_AT] = now
    session.set_expiry(max(1, int(min(settings.SESSION_COOKIE_AGE, left))))
    return True


def keep_current_request(get_response):
    """Keep the request for the record of who changed an account: the signals of models
    do not say who made the change."""

    def middleware(request):
        token = current_request.set(request)
        try:
            return get_response(request)
        finally:
            current_request.reset(token)

    return middleware
