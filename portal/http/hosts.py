"""The host that a request names."""

from django.conf import settings
from django.http.request import split_domain_port
from django.utils.http import is_same_domain

# A name of 253 characters, with a dot at its end and a port.
LONGEST_HOST = 260
LARGEST_PORT = 65_535


def allowed_host(written):
    """The entry of ALLOWED_HOSTS that a host meets as a client wrote it, in whatever
    case and with whatever port; None if it meets none or is no host."""
    if len(written) > LONGEST_HOST:
        return None
    domain, port = split_domain_port(written)
    if not domain or int(port or 0) > LARGEST_PORT:
        return None
    allowed = settings.ALLOWED_HOSTS
    return next((p for p in allowed if p == "*" or is_same_domain(domain, p)), None)
