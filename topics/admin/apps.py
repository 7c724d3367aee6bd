from django.contrib.admin.apps import AdminConfig


class EditingConfig(AdminConfig):
    """Django's admin, with the editors' site."""

    default_site = "topics.admin.site.EditorsSite"
