"""Pages that nginx shows when the portal is down."""


class ProxyCacheMiddleware:
    """Lets nginx store public pages that must be revalidated at each use.

    nginx does not store what says `max-age=0`, but it stores what expired already:
    `X-Accel-Expires`, which only nginx reads, names a time in 1970.
    """

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
