"""Images: what is said of them in `images.yaml`, the pictures in `images/`."""

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from topics import imaging
from topics.content.topic_file import FileRefused, write_yaml
from topics.content.vocabulary import read_entries
from topics.models import Image

IMAGES, FOLDER = "images.yaml", "images"
NEEDED = ("slug", "alt", "credit", "licence")
KEYS = (*NEEDED, "caption", "origin")


def load_images(folder, *, force=False):
    """Create the images of a folder; returns how many changed.

    What editors said of one that is here already is kept, except with `force`.
    Raises FileRefused.
    """
    path, changed = folder / IMAGES, 0
    present = Image.objects.in_bulk(field_name="slug")
    for entry, line in read_entries(path, KEYS, NEEDED):
        image = present.get(entry["slug"])
        words = {key: entry.get(key, "") for key in KEYS}
        if image and (not force or _words(image) == words):
            continue
        try:
            _save(image or Image(), words, folder)
        except ValidationError as error:
            raise FileRefused(path, line, " ".join(error.messages)) from error
        except (imaging.ImageRefused, OSError) as error:
            raise FileRefused(path, line, f"{entry['slug']}: {error}") from error
        changed += 1
    return changed


def _words(image):
    return {key: getattr(image, key) for key in KEYS}


def _save(image, words, folder):
    for key, value in words.items():
        setattr(image, key, value)
    image.clean_fields(exclude=["width", "height", "digest", "uploaded_by"])
    if image.pk is None:
        raw = (folder / FOLDER / f"{image.slug}.webp").read_bytes()
        renditions = imaging.renditions(raw, keep_bytes=True)
        image.take(renditions)
        image.store_files(renditions)
    image.save()


def dump_images():
    """Of each file of the images, (its path in the folder, its bytes)."""
    images = list(Image.objects.all())
    if not images:
        return
    entries = [
        {key: getattr(image, key) for key in KEYS if getattr(image, key)}
        for image in sorted(images, key=lambda image: image.slug)
    ]
    yield IMAGES, write_yaml(entries).encode()
    for image in images:
        with default_storage.open(image.file_name(image.width)) as file:
            yield f"{FOLDER}/{image.slug}.webp", file.read()
