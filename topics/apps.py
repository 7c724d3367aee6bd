from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "topics"
    verbose_name = _("Knowledge")

    def ready(self):
        # Not in topics/admin/__init__.py, where Django looks for registrations: the
        # admin's site is in that package, and has to exist before they are made.
        from portal.databases import encoding  # noqa: F401 (its check)
        from topics.admin import registrations  # noqa: F401
        from topics.publishing import receivers  # noqa: F401
