from django.conf import settings
from django.contrib import admin, messages
from django.core.mail import send_mail
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from topics.models import ProblemReport

State = ProblemReport.State


@admin.register(ProblemReport)
class ProblemReportAdmin(admin.ModelAdmin):
    """What readers reported, and the answers to them."""

    list_display = ["__str__", "page_link", "state", "created_at", "wants_answer"]
    list_filter = ["state"]
    search_fields = ["words", "page"]
    fields = ["words", "page_link", "version", "wants_answer", "created_at"]
    readonly_fields = fields
    actions = ["settle"]

    def has_add_permission(self, request):
        return False

    def get_fields(self, request, obj=None):
        return [*self.fields, "state", "answer"]

    @admin.display(description=gettext_lazy("page"))
    def page_link(self, report):
        if not report.page:
            return self.get_empty_value_display()
        return format_html('<a href="{}">{}</a>', report.page, report.page)

    @admin.display(description=gettext_lazy("wants an answer"), boolean=True)
    def wants_answer(self, report):
        return bool(report.email)

    @admin.action(
        description=gettext_lazy("Settle the chosen reports without an answer"),
        permissions=["change"],
    )
    def settle(self, request, reports):
        reports.update(state=State.SETTLED, email="")

    def save_model(self, request, obj, form, change):
        if obj.email and obj.answer and "answer" in form.changed_data:
            self._send(request, obj)
        if obj.state == State.SETTLED:
            obj.email = ""
        super().save_model(request, obj, form, change)

    def _send(self, request, report):
        """Send the answer, and forget to whom."""
        if not settings.SENDS_MAIL:
            sentence = _("This portal sends no mail (EMAIL_URL): nobody was answered.")
            messages.warning(request, sentence)
            return
        subject = _("Your report to the Peacekeeping Portal")
        quoted = "\n".join(f"> {line}" for line in report.words.splitlines())
        try:
            send_mail(subject, f"{report.answer}\n\n{quoted}\n", None, [report.email])
        except OSError as error:
            sentence = _("The answer was not sent: %(error)s. Save again to try again.")
            messages.error(request, sentence % {"error": error})
            report.answer = ""
            return
        report.email = ""
        messages.success(request, _("The answer was sent; the address is forgotten."))
