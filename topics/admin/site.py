from django.urls import path

from portal.accounts.site import GuardedSite
from topics.admin.dashboard import dashboard
from topics.admin.reports import report_detail, report_list


class EditorsSite(GuardedSite):
    """The admin with a dashboard on its first page, and reports."""

    index_template = "admin/dashboard.html"

    def get_urls(self):
        reports = [
            path("reports/", self.admin_view(self.report_list), name="report_list"),
            path(
                "reports/<slug:slug>/",
                self.admin_view(self.report_detail),
                name="report_detail",
            ),
        ]
        # Before Django's own, of which the last one answers every address.
        return [*reports, *super().get_urls()]

    def index(self, request, extra_context=None):
        return super().index(
            request, {**dashboard(request.user), **(extra_context or {})}
        )

    def report_list(self, request):
        return report_list(request, self)

    def report_detail(self, request, slug):
        return report_detail(request, self, slug)
