from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

# Of the oldest ones, those that are settled make room first.
MOST_KEPT = 2_000
WORDS_LENGTH, ANSWER_LENGTH, PAGE_LENGTH = 4_000, 4_000, 300


class ProblemReportQuerySet(models.QuerySet):
    def make_room(self):
        """Forget settled reports that are older than KEPT or more than fit. Returns
        whether another one fits."""
        settled = self.filter(state=ProblemReport.State.SETTLED)
        settled.filter(created_at__lt=timezone.now() - ProblemReport.KEPT).delete()
        surplus = self.count() - MOST_KEPT + 1
        if surplus > 0:
            oldest = settled.order_by("created_at").values_list("pk", flat=True)
            self.filter(pk__in=list(oldest[:surplus])).delete()
        return self.count() < MOST_KEPT


class ProblemReport(models.Model):
    """What a reader says is wrong or missing. Readers do not see it; an address for the
    answer is forgotten once that is given."""

    KEPT = timedelta(days=365)

    class State(models.TextChoices):
        NEW = "new", _("New")
        IN_HAND = "in-hand", _("In hand")
        SETTLED = "settled", _("Settled")

    words = models.TextField(_("what is wrong or missing"), max_length=WORDS_LENGTH)
    page = models.CharField(
        _("page"),
        max_length=PAGE_LENGTH,
        blank=True,
        help_text=_("Its address in the portal, if it is about one page."),
    )
    version = models.PositiveIntegerField(_("version"), null=True, blank=True)
    email = models.EmailField(
        _("your e-mail address"),
        blank=True,
        help_text=_("Only if you want an answer; it is deleted after that."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.NEW, db_index=True
    )
    answer = models.TextField(_("answer"), max_length=ANSWER_LENGTH, blank=True)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)

    objects = ProblemReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("report of a problem")
        verbose_name_plural = _("reports of problems")

    def __str__(self):
        return Truncator(self.words).chars(80)
