"""Lets the proxy show pages while the portal is down."""


class ProxyCacheMiddleware:
    """Public pages that are asked about at each use are stored by nginx all the same:
    X-Accel-Expires, which nginx alone reads, says that they expired in 1970, where
    `max-age=0` says that they cannot be stored."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        control = response.get("Cache-Control", "")
        if "public" in control and "max-age=0" in control:
            # nginx before 1.23 obeys the one that comes first.
            del response["Cache-Control"]
            response["X-Accel-Expires"] = "@1"
            response["Cache-Control"] = control
        return response
