"""What the head of a page tells machines."""

from django import template
from django.utils.html import json_script
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def linked_data(metadata):
    """The JSON-LD of a Metadata: a block of data, which browsers do not run."""
    block = json_script(metadata.linked_data)
    # Of Django's own, which escapes what could end the block, only the type differs.
    block = block.replace("application/json", "application/ld+json", 1)
    return mark_safe(block)  # noqa: S308 (escaped)
