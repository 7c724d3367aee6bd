from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from topics.admin.entries import EntryAdmin
from topics.admin.forms.image import ImageForm
from topics.models import Image, Topic

THUMBNAIL_HEIGHT = 60


@admin.register(Image)
class ImageAdmin(EntryAdmin):
    form = ImageForm
    list_display = ["thumbnail", "slug", "alt", "credit", "licence", "topic_count"]
    list_display_links = ["thumbnail", "slug"]
    list_filter = ["licence"]
    search_fields = ["slug", "alt", "caption", "credit"]

    def get_queryset(self, request):
        topics = Topic.objects.published()
        return super().get_queryset(request).with_topic_counts(topics)

    def get_fieldsets(self, request, obj=None):
        words = {"fields": ["alt", "caption", "credit", "licence", "origin"]}
        if obj is None:
            return [(None, {"fields": ["file", "slug"]}), (_("Words"), words)]
        shown = {"fields": ["thumbnail", "markdown", "size", "uploaded_by"]}
        fieldsets = [(None, shown), (_("Words"), words)]
        if self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": ["based_on"]}))
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        # Texts name an image by its slug.
        shown = ["thumbnail", "markdown", "size", "uploaded_by"]
        return ["slug", *shown] if obj else []

    def get_actions(self, request):
        # One at a time, so that each is said to be in use.
        return {}

    def save_model(self, request, image, form, change):
        if not change:
            image.uploaded_by = request.user
            image.store_files(form.renditions)
        image.save()

    def delete_view(self, request, object_id, extra_context=None):
        image = self.get_object(request, object_id)
        if image is not None and request.method != "POST":
            self._warn_of_drafts(request, image)
        return super().delete_view(request, object_id, extra_context)

    def _warn_of_drafts(self, request, image):
        count = Topic.objects.naming_image(image.slug).count()
        if count:
            self.message_user(
                request,
                ngettext(
                    "The newest version of %(count)d page shows this image.",
                    "The newest versions of %(count)d pages show this image.",
                    count,
                )
                % {"count": count},
                messages.WARNING,
            )

    @admin.display(description=_("image"))
    def thumbnail(self, image):
        smallest = image.widths[0]
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
            image.address(smallest),
            image.alt,
            max(1, round(image.width * THUMBNAIL_HEIGHT / image.height)),
            THUMBNAIL_HEIGHT,
        )

    @admin.display(description=_("in a text"))
    def markdown(self, image):
        return format_html("<code>![](image:{})</code>", image.slug)

    @admin.display(description=_("size"))
    def size(self, image):
        return _("%(width)d × %(height)d pixels") % vars(image)

    @admin.display(description=_("pages"), ordering="topic_count")
    def topic_count(self, image):
        return image.topic_count
