from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from topics.models import Image

YEAR = 365 * 24 * 3600


# The name holds a digest of the content, so the same address is always the same file.
@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
def image_file(request, digest, width):
    """A file of an image, as `Image.address` names it."""
    image = get_object_or_404(Image, digest=digest)
    if width not in image.widths:
        raise Http404
    try:
        with default_storage.open(image.file_name(width)) as file:
            return HttpResponse(file.read(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
