"""Forms of editors whose sign-in has expired, kept until they are back.

Signing in leaves a signed cookie that outlives the session, so the portal knows whose
form it is. Nobody else can make it keep anything.
"""

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.core import signing
from django.utils.crypto import constant_time_compare

from portal.accounts.models import KeptForm
from portal.http.rate_limits import seconds_to_wait

SALT = "portal.accounts.kept_forms"


def remember(response, session):
    """Leave the cookie in the browser of who is signed in."""
    known = [session[SESSION_KEY], session[HASH_SESSION_KEY]]
    response.set_cookie(
        settings.KNOWN_EDITOR_COOKIE,
        signing.dumps(known, salt=SALT),
        max_age=settings.LONGEST_SESSION,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response):
    """Take the cookie away: whoever signs out leaves the browser to others."""
    response.delete_cookie(settings.KNOWN_EDITOR_COOKIE, samesite="Lax")


def keep(request, values):
    """Keep the `values` of a form, {name: [value]}, that was posted to this address by
    somebody who has to sign in. Returns whether they are kept: not those of strangers,
    nor more forms than anybody writes."""
    user = request.user if request.user.is_authenticated else _known_editor(request)
    may_keep = user and user.is_staff and not seconds_to_wait("kept-form", request)
    return bool(may_keep) and KeptForm.objects.keep(user, request.path, values)


def kept_of(request):
    """The KeptForm that the user posted to this address before signing in, or None."""
    # No text that PostgreSQL stores holds a NUL.
    path = request.path.replace("\0", "")
    return KeptForm.objects.filter(user=request.user, path=path).first()


def _known_editor(request):
    """Who was signed in in this browser last, unless their password is another now."""
    written = request.COOKIES.get(settings.KNOWN_EDITOR_COOKIE, "")
    try:
        key, session_hash = signing.loads(
            written, salt=SALT, max_age=settings.LONGEST_SESSION
        )
    except signing.BadSignature:
        return None
    user = get_user_model().objects.filter(pk=key, is_active=True).first()
    if user and constant_time_compare(user.get_session_auth_hash(), session_hash):
        return user
    return None
