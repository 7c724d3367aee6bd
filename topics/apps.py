from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "topics"
    verbose_name = _("Knowledge")

    def ready(self):
        # Not in topics/admin/__init__.py, where Django looks for them: the admin's
        # site lies in that package and has to exist before models are registered.
        from topics.admin import registrations  # noqa: F401
