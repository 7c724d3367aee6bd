import pytest
from django.core.files.storage import default_storage

from tests.factories import make_image, make_section, make_topic
from topics import publishing
from topics.models import Depiction, Image, Section, Topic

pytestmark = pytest.mark.django_db


def test_page_shows_the_image_with_its_words(read):
    image = make_image(caption="A convoy")

    topic = make_topic(body="Words.\n\n![](image:convoy)\n")

    figure = read(topic.get_absolute_url()).figure
    assert figure.img["src"] == image.get_absolute_url()
    assert (figure.img["width"], figure.img["height"]) == ("900", "600")
    assert figure.img["alt"] == "White lorries on a track"
    assert "UN Photo/Somebody · CC BY 4.0" in figure.figcaption.text


def test_every_file_that_a_page_names_is_served(client):
    image = make_image()
    topic = make_topic(body="![](image:convoy)\n")

    for width in image.widths:
        response = client.get(image.address(width))
        assert image.address(width) in topic.html
        assert response["Content-Type"] == "image/webp"
        assert "immutable" in response["Cache-Control"]
        assert response.content[:4] == b"RIFF"
        assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["{d}-481.webp", "x{d}-480.webp", "{d}-99999999999999999999.webp"]
)
def test_other_files_are_not_there(client, name):
    image = make_image()

    response = client.get(f"/media/images/{name.format(d=image.digest)}")

    assert response.status_code == 404


def test_lost_file_is_not_found(client):
    image = make_image()
    default_storage.delete(image.file_name(480))

    assert client.get(image.address(480)).status_code == 404


def test_page_that_waited_for_an_image_shows_it_at_once(read):
    topic = make_topic(body="![](image:convoy)\n")
    assert read(topic.get_absolute_url()).select_one(".missing-image")

    make_image()

    assert read(topic.get_absolute_url()).figure


def test_introduction_of_a_section_shows_images(read):
    section = make_section("law", introduction="![](image:convoy)\n")

    make_image()

    assert "<figure" in Section.objects.get(pk=section.pk).html
    assert read("/law/").figure


def test_other_words_of_an_image_are_on_its_pages_at_once():
    image = make_image()
    topic = make_topic(body="![](image:convoy)\n")

    image.credit = "Somebody else"
    image.save()

    assert "Somebody else" in Topic.objects.get(pk=topic.pk).html


def test_image_is_a_link_that_a_page_loses_with_its_text():
    image = make_image()
    topic = make_topic(body="![](image:convoy) ![](image:lost)\n")
    rows = topic.depictions.values_list("slug", "image")
    assert list(rows) == [("convoy", image.pk), ("lost", None)]

    content = {**topic.newest_revision.content, "body": "Words.\n"}
    publishing.publish([(topic, publishing.save_revision(topic, content, note="x"))])

    assert not Depiction.objects.exists()


def test_very_long_slug_of_an_image_is_only_missing(read):
    topic = make_topic(body=f"![](image:{'x' * 5000})\n")

    assert read(topic.get_absolute_url()).select_one(".missing-image")


def test_files_go_with_the_image(django_capture_on_commit_callbacks):
    image = make_image()
    names = [image.file_name(width) for width in image.widths]
    assert all(default_storage.exists(name) for name in names)

    with django_capture_on_commit_callbacks(execute=True):
        Image.objects.get().delete()

    assert not any(default_storage.exists(name) for name in names)
