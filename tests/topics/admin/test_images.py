"""Uploading images, and saying what must be said about them."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import (
    make_draft,
    make_image,
    make_picture,
    make_section,
    make_topic,
)
from topics import imaging
from topics.models import Image, Section

pytestmark = pytest.mark.django_db

ADD = "/admin/topics/image/add/"
WORDS = {
    "slug": "convoy",
    "alt": "White lorries on a track",
    "caption": "",
    "credit": "UN Photo/Somebody",
    "licence": "cc-by-4.0",
    "origin": "",
}


def upload(client, raw=None, name="photo.jpg", **changes):
    file = SimpleUploadedFile(name, make_picture() if raw is None else raw)
    return client.post(ADD, {**WORDS, "file": file, **changes})


def errors(response):
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(e.text for e in page.select(".errorlist"))


def test_uploaded_image_is_stored_with_its_words_and_logged(as_editor, editor):
    response = upload(as_editor)

    image = Image.objects.get()
    assert response.status_code == 302
    assert (image.alt, image.credit) == (WORDS["alt"], WORDS["credit"])
    assert (image.width, image.height, image.uploaded_by) == (900, 600, editor)
    assert all(default_storage.exists(image.file_name(w)) for w in image.widths)
    assert LogEntry.objects.get().object_repr == "convoy"


@pytest.mark.parametrize("needed", ["alt", "credit", "licence", "slug"])
def test_words_that_are_needed_are_asked_for(as_editor, needed):
    response = upload(as_editor, **{needed: ""})

    assert "required" in errors(response)
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo.png", "SVG"),
        (b"MZ not a picture", "photo.jpg", "whatever its name says"),
        (make_picture()[:2000], "photo.jpg", "damaged"),
        (b"\xff\xd8" * (imaging.MAX_BYTES // 2 + 1), "photo.jpg", "at most 10 MB"),
    ],
)
def test_type_and_size_are_judged_by_content(as_editor, raw, name, words):
    response = upload(as_editor, raw, name)

    assert words in errors(response)
    assert not Image.objects.exists()


def test_name_of_the_file_does_not_matter(as_editor):
    upload(as_editor, make_picture(kind="PNG"), "../../evil.svg")

    image = Image.objects.get()
    assert image.file_name(480) == f"images/{image.digest}-480.webp"


def test_same_picture_is_not_kept_twice(as_editor):
    raw = make_picture()
    upload(as_editor, raw, slug="first")

    response = upload(as_editor, raw, slug="second")

    assert "here already, as “first”" in errors(response)


@pytest.mark.parametrize("slug", ["Convoy", "a b", "../x"])
def test_slug_that_no_text_could_name_is_refused(as_editor, slug):
    assert errors(upload(as_editor, slug=slug))
    assert not Image.objects.exists()


def test_words_can_be_changed_but_not_slug_and_file(as_editor):
    image = make_image()
    changed = {**WORDS, "slug": "other", "alt": "New", "file": "x"}

    response = as_editor.post(f"/admin/topics/image/{image.pk}/change/", changed)

    image = Image.objects.get()
    assert response.status_code == 302
    assert (image.slug, image.alt, image.width) == ("convoy", "New", 900)


def test_image_in_use_is_not_deleted(as_editor):
    image = make_image()
    make_topic(title="The page", body="![](image:convoy)\n")

    page = as_editor.post(f"/admin/topics/image/{image.pk}/delete/", {"post": "yes"})

    assert Image.objects.exists()
    assert "protected" in page.content.decode()


def test_image_in_a_section_is_not_deleted(as_editor):
    image = make_image()
    section = make_section("law", introduction="![](image:convoy-two)")
    address = f"/admin/topics/image/{image.pk}/delete/"
    assert b"protected" not in as_editor.get(address).content

    Section.objects.update(introduction="![](image:convoy)")
    page = as_editor.post(address, {"post": "yes"})

    assert Image.objects.exists()
    assert f'href="/admin/topics/section/{section.pk}/change/"' in page.content.decode()


def test_list_shows_the_images_with_dimensions(as_editor):
    image = make_image()
    make_topic(body="![](image:convoy)\n")

    page = BeautifulSoup(as_editor.get("/admin/topics/image/").content, "html.parser")

    shown = page.select_one("#result_list img")
    assert shown["src"] == image.address(480)
    assert (shown["width"], shown["height"]) == ("90", "60")
    assert page.select_one(".field-topic_count").text == "1"


def test_contributor_uploads(as_contributor):
    assert upload(as_contributor).status_code == 302


@pytest.mark.parametrize("page", ["change", "delete"])
def test_contributor_cannot_change_what_stands_on_published_pages(as_contributor, page):
    image = make_image()

    response = as_contributor.post(
        f"/admin/topics/image/{image.pk}/{page}/", {**WORDS, "alt": "x", "post": "yes"}
    )

    assert response.status_code == 403
    assert Image.objects.get().alt == WORDS["alt"]


def test_images_cannot_be_deleted_in_bulk(as_editor):
    image = make_image()

    as_editor.post(
        "/admin/topics/image/",
        {"action": "delete_selected", "_selected_action": image.pk, "post": "yes"},
    )

    assert Image.objects.exists()


def test_anonymous_is_asked_to_sign_in(client):
    response = upload(client)

    assert response["Location"].startswith("/admin/login/")
    assert not Image.objects.exists()


def test_live_preview_shows_images(as_contributor):
    image = make_image()

    rendered = as_contributor.post(
        "/admin/topics/topic/preview/", {"body": "![](image:convoy)"}
    ).json()

    assert image.get_absolute_url() in rendered["html"]


def test_form_of_a_topic_warns_of_an_unknown_image_only(as_editor):
    make_image()
    topic = make_draft(body="![](image:convoy) ![](image:lost)\n")

    page = as_editor.get(f"/admin/topics/topic/{topic.pk}/change/")

    beside = BeautifulSoup(page.content, "html.parser").select_one("#id_body_helptext")
    assert "There is no image “lost”" in beside.text
    assert "convoy" not in beside.text
    assert "alternative text" not in beside.text
