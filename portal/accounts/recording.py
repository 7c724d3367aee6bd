"""Writing down what happens to accounts."""

from portal.accounts.middleware import current_request
from portal.accounts.models import AccountEvent
from portal.http.client_address import client_address


def record(kind, account, detail="", request=None):
    """Keep an event, with who asked for it and from where; forget old ones."""
    request = request or current_request.get()
    # Some requests that sign in or out have no user yet, or no longer.
    user = getattr(request, "user", None)
    AccountEvent.objects.prune()
    AccountEvent.objects.create(
        kind=kind,
        account=str(account)[:150],
        by=user.get_username() if user else "",
        address=(client_address(request) or "") if request else "",
        detail=detail,
    )
