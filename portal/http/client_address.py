"""The address that a request came from, the one place that decides it."""

from ipaddress import IPv6Network, ip_address

from django.conf import settings


def client_address(request):
    """The client's address as text, or None where there is none.

    With TRUSTED_PROXIES=n it is the n-th from the right of X-Forwarded-For: each proxy
    adds on the right whom it heard from, and what stands further left anybody can
    write. Without proxies, or without a readable entry, it is the peer's.
    An IPv6 address is cut to its /64, which one subscriber has to himself.
    """
    return _readable(_forwarded(request)) or _readable(request.META.get("REMOTE_ADDR"))


def _forwarded(request):
    count = settings.TRUSTED_PROXIES
    chain = request.headers.get("X-Forwarded-For", "").split(",")
    return chain[-count] if 0 < count <= len(chain) else None


def _readable(written):
    try:
        address = ip_address((written or "").strip())
    except ValueError:
        return None
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address.packed, 64), strict=False).network_address)
