"""The RSGI application that the server runs: that of WSGI behind the gateway."""

from portal import wsgi  # sets up Django, so it comes first
from portal.serving.gateway import Gateway

application = Gateway(wsgi.application, wsgi.page_cache)
