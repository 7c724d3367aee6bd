from django.contrib import admin
from django.urls import include, path

from portal.operations.health import healthz, readyz
from portal.operations.metrics import metrics
from portal.views import favicon

urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/password-reset/", include("portal.accounts.password_reset")),
    path("admin/", admin.site.urls),
    path("", include("topics.urls")),
]

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "topics.views.not_found.not_found"
handler500 = "portal.views.server_error"
