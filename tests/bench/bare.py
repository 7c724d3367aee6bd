"""A site with one view that gives back so many bytes: what Django itself takes."""

import os

from django.contrib import admin
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

from tests.bench.constant import constant

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.bare_settings"


application = get_wsgi_application()
# What the portal's middlewares ask for by name.
urlpatterns = [
    path("<int:size>", lambda request, size: HttpResponse(constant(size))),
    path("admin/", admin.site.urls),
]
