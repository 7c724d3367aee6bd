"""The address that a request came from, the one place that decides it."""

import re
from ipaddress import IPv6Network, ip_address

from django.conf import settings

# Some proxies add the client's port: 203.0.113.5:49152 or [2001:db8::1]:443.
WITH_PORT = re.compile(r"(?:\[(?P<v6>[^\]]+)\]|(?P<v4>[\d.]+))(?::\d{1,5})?")


def client_address(request):
    """The client's address as text, or None where there is none.

    With TRUSTED_PROXIES=n it is the n-th entry of X-Forwarded-For from the right: each
    proxy appends the address that it was called from, and clients can forge all entries
    before those. Without proxies, or without a valid entry, it is the peer's address.
    An IPv6 address is cut to its /64, which one subscriber has alone.
    """
    return _normalised(_forwarded(request)) or _normalised(
        request.META.get("REMOTE_ADDR")
    )


def _forwarded(request):
    count = settings.TRUSTED_PROXIES
    chain = request.headers.get("X-Forwarded-For", "").split(",")
    return chain[-count] if 0 < count <= len(chain) else None


def _normalised(written):
    written = (written or "").strip()
    if match := WITH_PORT.fullmatch(written):
        written = match["v6"] or match["v4"]
    try:
        address = ip_address(written)
    except ValueError:
        return None
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address.packed, 64), strict=False).network_address)
