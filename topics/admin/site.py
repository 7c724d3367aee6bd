from functools import wraps

from portal.accounts.site import GuardedSite
from topics.admin.dashboard import dashboard
from topics.admin.kept_forms import keep_form
from topics.admin.urls import urlpatterns


class EditorsSite(GuardedSite):
    """The admin with a dashboard on its first page, and the editorial pages."""

    index_template = "admin/dashboard.html"

    def get_urls(self):
        # Before Django's own, of which the last one answers every address.
        return [*urlpatterns, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        """The view behind the sign-in; what is posted by somebody whose sign-in has
        expired is kept."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def keeping(request, *args, **kwargs):
            if request.method == "POST" and not self.has_permission(request):
                keep_form(request)
            return guarded(request, *args, **kwargs)

        return keeping

    def index(self, request, extra_context=None):
        return super().index(
            request, {**dashboard(request.user), **(extra_context or {})}
        )
