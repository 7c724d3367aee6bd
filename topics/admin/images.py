from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from topics import markup
from topics.admin.entries import EntryAdmin
from topics.admin.forms.image import ImageForm
from topics.models import Image, Section, Topic

THUMBNAIL_HEIGHT = 60


@admin.register(Image)
class ImageAdmin(EntryAdmin):
    form = ImageForm
    named_as = "images"
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

    def users_of(self, image):
        sections = [
            format_html(
                _('Section <a href="{}">{}</a>'),
                reverse("admin:topics_section_change", args=[section.pk]),
                section.title,
            )
            for section in Section.objects.depicting({image.slug})
            if image.slug in markup.depicted_slugs(section.introduction)
        ]
        return [*super().users_of(image), *sections]

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
