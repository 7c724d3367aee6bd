from django.contrib.admin.apps import AdminConfig


class EditingConfig(AdminConfig):
    """Django's admin, with the site that has the editors' desk."""

    default_site = "topics.admin.site.EditorsSite"
