from functools import wraps

from portal.accounts.site import GuardedSite
from topics.admin.dashboard import dashboard
from topics.admin.kept_forms import answer, keep_form
from topics.admin.urls import urlpatterns

SENT_AGAIN = {
    "topics_topic_autosave",
    "topics_topic_change",
    "topics_topic_presence",
    "topics_topic_render",
}


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
            if self.has_permission(request):
                return answer(guarded, request, *args, **kwargs)
            if request.method == "POST":
                keep_form(request)
            return guarded(request, *args, **kwargs)

        return keeping

    def may_be_sent_again(self, request):
        # What the form of a page asks for in the background, and that form: the same
        # content makes no second version.
        return request.resolver_match.url_name in SENT_AGAIN

    def index(self, request, extra_context=None):
        return super().index(
            request, {**dashboard(request.user), **(extra_context or {})}
        )
