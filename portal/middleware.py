"""Headers that neither Django nor a library of ours sets."""


def isolation(get_response):
    """Keep other sites from reading or framing what the portal sends: no page of
    theirs may load it, and no page of ours loads anything of theirs."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response

    return middleware
