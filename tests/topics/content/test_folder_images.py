"""Images of a folder: dumped, loaded, refused."""

import pytest

from tests.factories import make_image, make_topic
from topics.content.folder import FolderRefused, dump_folder, load_folder
from topics.models import Image, Topic

pytestmark = pytest.mark.django_db


def test_images_come_back_from_a_dump_to_the_byte(tmp_path):
    image = make_image(caption="A convoy: on a track")
    topic = make_topic(body="![](image:convoy)\n")
    dump_folder(tmp_path)
    shown = topic.html
    Topic.objects.all().delete()
    Image.objects.all().delete()

    assert load_folder(tmp_path)["images"] == 1

    loaded = Image.objects.get()
    assert (loaded.caption, loaded.digest) == (image.caption, image.digest)
    assert Topic.objects.get().html == shown
    assert dump_folder(tmp_path) == 0
    assert load_folder(tmp_path)["images"] == 0


def test_words_that_an_editor_gave_an_image_are_kept(tmp_path):
    image = make_image(alt="In the file")
    make_topic()
    dump_folder(tmp_path)
    image.alt = "Edited"
    image.save()

    assert load_folder(tmp_path)["images"] == 0
    assert Image.objects.get().alt == "Edited"
    assert load_folder(tmp_path, force=True)["images"] == 1
    assert Image.objects.get().alt == "In the file"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda folder: (folder / "images/convoy.webp").unlink(), "No such file"),
        (
            lambda folder: (folder / "images/convoy.webp").write_text("<svg/>"),
            "SVG",
        ),
        (
            lambda folder: (folder / "images.yaml").write_text("- {slug: ../x}\n"),
            "`alt` is missing",
        ),
        (
            lambda folder: (folder / "images.yaml").write_text(
                "- {slug: ../x, alt: a, credit: c, licence: cc0-1.0}\n"
            ),
            "single hyphens",
        ),
        (
            lambda folder: (folder / "images.yaml").write_text(
                "- {slug: x, alt: a, credit: c, licence: mine}\n"
            ),
            "mine",
        ),
    ],
)
def test_image_that_cannot_be_loaded_is_named_with_its_line(tmp_path, damage, words):
    make_image()
    make_topic()
    dump_folder(tmp_path)
    Image.objects.all().delete()
    damage(tmp_path)

    with pytest.raises(FolderRefused, match=r"images\.yaml:1: ") as refused:
        load_folder(tmp_path)

    assert words in str(refused.value)
    assert not Image.objects.exists()
