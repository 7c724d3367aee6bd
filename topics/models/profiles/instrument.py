from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.partial_date import PartialDate, PartialDateField
from topics.models.profiles.profile import Profile


class Instrument(Profile):
    """The facts of one legal or policy text."""

    class Kind(models.TextChoices):
        CHARTER = "charter", _("Charter")
        TREATY = "treaty", _("Treaty")
        RESOLUTION = "resolution", _("Resolution")
        BULLETIN = "bulletin", _("Secretary-General’s bulletin")
        AGREEMENT = "agreement", _("Agreement")
        REPORT = "report", _("Report")
        JUDGMENT = "judgment", _("Judgment")

    symbol = models.CharField(_("symbol"), max_length=80, blank=True)
    body = models.CharField(_("adopted by"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    adopted = PartialDateField(_("adopted"))
    status = models.CharField(_("status"), max_length=200, blank=True)
    url = models.URLField(_("full text"), max_length=300, blank=True)

    SHOWN_ELSEWHERE = ("symbol", "adopted")

    class Meta:
        ordering = ["adopted", "symbol"]
        verbose_name = _("instrument")

    def __str__(self) -> str:
        return self.symbol or str(self.topic_id)

    @property
    def date(self) -> PartialDate:
        return self.adopted

    @property
    def short_name(self) -> str:
        return self.symbol
