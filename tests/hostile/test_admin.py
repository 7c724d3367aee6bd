"""What signed-in people send: forms, small endpoints, uploads."""

import json
import struct
import zlib
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    make_draft,
    make_image,
    make_picture,
    make_source,
    make_tag,
    make_topic,
)
from tests.hostile import BYTES, HUGE, MARKUP, NO_TEXT, NUMBERS, PLACES, TEXTS, placed
from tests.hostile.running import what_runs
from tests.topics.admin.test_images import upload as upload_image
from tests.topics.admin.test_topics import address, form_values
from tests.topics.admin.test_uploads import report
from tests.topics.content.test_archive import zipped
from topics import publishing
from topics.markup import SourceRefused
from topics.models import Autosave, Topic
from topics.publishing.derivation import Derived
from topics.publishing.links import LinkResolver

pytestmark = pytest.mark.django_db
PREVIEW = "/admin/topics/topic/preview/"
SAMPLE = [*HUGE, *NUMBERS, "a\0b", *TEXTS[::9]]
# For pages that take long.
FEW = [*HUGE[:3], *NUMBERS[::3], "a\0b", *NO_TEXT[::5], *TEXTS[::45]]


@pytest.fixture
def signed_in(client, editor):
    """An editor's client, which answers failures instead of raising them."""
    make_source()
    make_image()
    make_topic("a-page")
    client.force_login(editor)
    client.raise_request_exception = False
    return client


def html_of(signed_in, body):
    response = signed_in.post(PREVIEW, {"body": body})
    assert response.status_code in {200, 400}, body
    return response.json().get("html", "")


def html_in(text, resolver):
    """What is stored of a text when it is published."""
    try:
        return Derived.of(text, resolver).html
    except SourceRefused:
        return ""


@pytest.mark.one_database
@pytest.mark.parametrize("place", PLACES)
def test_nothing_in_a_text_runs(signed_in, place):
    texts = [placed(vector, place) for vector in MARKUP]
    resolver = LinkResolver.for_texts(texts)

    found = [what_runs(html_in(text, resolver)) for text in texts]

    assert [pair for pair in zip(MARKUP, found, strict=True) if pair[1]] == []
    assert what_runs(html_of(signed_in, "\n\n".join(texts))) == []


@pytest.mark.one_database
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(MARKUP),
            st.sampled_from(list("<>\"'`[](){}!|\\&;:=/*_#~^\n\t \0\u0002\u0003@-")),
            st.sampled_from(
                ["javascript:", "onerror=alert(1)", "[[", "]]", "](", "\n: "]
            ),
            st.text(max_size=5),
        ),
        max_size=12,
    )
)
def test_nothing_runs_whatever_is_put_together(signed_in, parts):
    assert what_runs(html_of(signed_in, "".join(parts))) == []


def test_broken_bytes_in_a_text_are_borne(signed_in):
    kind = "application/x-www-form-urlencoded"

    for vector in NO_TEXT:
        body = b"body=[[" + vector + b"]] " + urlencode({"a": vector})[2:].encode()
        assert signed_in.post(PREVIEW, body, content_type=kind).status_code == 200


def test_kept_words_are_borne(signed_in, editor):
    topic = Topic.objects.get()
    kept = f"/admin/topics/topic/{topic.pk}/autosave/"

    for vector in [*SAMPLE, *NO_TEXT]:
        response = signed_in.post(kept, {"body": vector, vector: "x"})
        assert response.status_code in {204, 400}, vector

    assert (
        what_runs(signed_in.get(address(topic) + "?restore=1").content.decode()) == []
    )
    assert Autosave.objects.get(user=editor).values


PAGES = [
    "/admin/topics/topic/{}/presence/",
    "/admin/topics/topic/{}/autosave/",
    "/admin/topics/topic/{}/schedule/",
    "/admin/topics/topic/{}/merge/",
    "/admin/topics/topic/{}/archive/",
    "/admin/topics/topic/{}/restore/1/",
    "/admin/topics/topic/{}/change/",
    "/admin/topics/topic/{}/history/",
    "/admin/topics/topic/{}/compare/?a=1&b=2",
    "/admin/topics/topic/preview/{}/",
    "/admin/topics/tag/{}/merge/",
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", PAGES)
def test_number_that_is_none_is_not_found(signed_in, page, method):
    failed = []

    # int() reads these, and there may be such a topic.
    numbers = [number for number in NUMBERS if number not in {" 1", "٣"}]
    for vector in [*numbers, "9" * 5000, "abc", "a%00b", "%FF", "²", "٣٣"]:
        response = getattr(signed_in, method)(page.format(vector))
        if response.status_code >= 500 or response.status_code == 200:
            failed.append((vector, response.status_code))

    assert failed == []
    assert Topic.objects.filter(archived_at=None).count() == 1


LISTS = {
    "/admin/topics/topic/": (
        "q state section__id__exact review links editor archive o p"
    ),
    "/admin/topics/tag/": "q facet__exact o p",
    "/admin/topics/source/": "q type__exact o p e",
    "/admin/topics/image/": "q licence__exact o p",
    "/admin/topics/emptysearch/": "q o p",
    "/admin/topics/topic/pick/": "q kind",
}


@pytest.mark.parametrize("page", LISTS)
def test_lists_of_the_admin_bear_any_query(signed_in, page):
    failed = []

    for name in LISTS[page].split():
        for vector in FEW:
            response = signed_in.get(f"{page}?{urlencode({name: vector})}")
            if response.status_code >= 500:
                failed.append((name, vector))

    assert failed == []


def test_versions_to_compare_may_be_anything(signed_in):
    topic = Topic.objects.get()

    for vector in SAMPLE:
        query = urlencode({"a": vector, "b": vector})
        response = signed_in.get(f"/admin/topics/topic/{topic.pk}/compare/?{query}")
        assert response.status_code < 500, vector


def forms(topic, tag):
    yield address(topic)
    yield f"/admin/topics/tag/{tag.pk}/change/"
    yield f"/admin/topics/tag/{tag.pk}/rename/"
    yield f"/admin/topics/tag/{tag.pk}/merge/"
    yield f"/admin/topics/section/{topic.section_id}/change/"
    for model in ("source", "image", "tag", "topic"):
        yield f"/admin/topics/{model}/add/"
    for name in ("schedule", "merge", "send-back"):
        yield f"/admin/topics/topic/{topic.pk}/{name}/"


@pytest.mark.parametrize("number", range(12))
def test_forms_of_the_admin_bear_anything_in_any_field(signed_in, number):
    topic, tag = make_draft("a-draft"), make_tag("law")
    publishing.move(topic.newest_revision, "in-review")
    page = list(forms(topic, tag))[number]
    values = signed_in.get(page)
    assert values.status_code == 200
    names = _names(signed_in, page)
    failed = []

    for place, vector in enumerate(FEW):
        posted = {**names, names_at(names, place): vector, "_continue": "1"}
        for fields in (posted, dict.fromkeys(names, vector)):
            if signed_in.post(page, fields).status_code >= 500:
                failed.append(vector)

    assert failed == []


def names_at(names, place):
    return list(names)[place % len(names)]


def _names(signed_in, page):
    try:
        return form_values(signed_in, page)
    except AttributeError:
        return {
            "time": "",
            "other": "",
            "remark": "",
            "target": "",
            "name": "",
            "slug": "",
        }


def test_selection_in_a_list_may_be_anything(signed_in):
    for vector in [*NUMBERS, "a\0b", "' OR 1=1"]:
        for action in ("download_files", "change_tags", vector):
            posted = {"action": action, "_selected_action": vector}
            response = signed_in.post("/admin/topics/topic/", posted)
            assert response.status_code < 500, (action, vector)


def test_uploaded_topics_bear_anything(signed_in):
    heads = [f"title: {json.dumps(v[:100])}\nsummary: s\n" for v in TEXTS]
    heads += [f"title: t\nsummary: s\ntags: [{json.dumps(v)}]\n" for v in SAMPLE]
    heads += [
        f"title: t\nsummary: s\nsources: [{json.dumps(v)}]\nrelated:\n"
        f"  - {{to: {json.dumps(v)}, kind: explains, note: {json.dumps(v)}}}\n"
        for v in SAMPLE
    ]
    heads += [
        f"title: t\nsummary: s\nmission: {{lead: {json.dumps(v)}}}\n" for v in SAMPLE
    ]
    heads += [f"title: t\nsummary: s\n{v}\n" for v in TEXTS[::4]]
    files = [
        (f"role/topic-{n}.md", f"---\n{head}---\n{TEXTS[n % len(TEXTS)]}\n".encode())
        for n, head in enumerate(heads)
    ]
    files += [(f"role/odd-{n}.md", raw) for n, raw in enumerate(BYTES[::5] + NO_TEXT)]

    page = report(signed_in, *files)[1]

    assert what_runs(str(page)) == []
    assert len(page.select("tbody tr")) == len(files)


@pytest.mark.one_database
def test_names_in_an_archive_may_be_anything(signed_in):
    for name in TEXTS:
        archive = zipped(("role/a.md", b"x"), (name or "x", b"x"))
        response = signed_in.post(
            "/admin/topics/topic/upload/",
            {"archive": SimpleUploadedFile("a.zip", archive)},
        )
        assert response.status_code in {200, 302}, name


@pytest.mark.one_database
def test_archive_in_an_archive_is_not_opened(signed_in):
    inner = zipped(*((f"role/f-{n}.md", b"\0" * 900_000) for n in range(30)))

    page = report(signed_in, ("role/inner.zip", inner))[1]

    assert "The name is not" in page.text


def huge_png(width, height):
    """A PNG that says it is large, in a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    raw = b"\x89PNG\r\n\x1a\n"
    for kind, body in (
        (b"IHDR", head),
        (b"IDAT", zlib.compress(b"\0" * 99)),
        (b"IEND", b""),
    ):
        check = zlib.crc32(kind + body)
        raw += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
    return raw


@pytest.mark.one_database
@pytest.mark.parametrize(
    "size", [(0, 0), (1, 2**31 - 1), (65_535, 65_535), (2**31 - 1,) * 2, (16_001, 1)]
)
def test_picture_that_says_it_is_huge_is_refused(signed_in, size):
    assert upload_image(signed_in, huge_png(*size), slug="huge").status_code == 200


@pytest.mark.one_database
def test_names_of_pictures_may_be_anything(signed_in):
    for name in TEXTS[::4]:
        response = upload_image(signed_in, b"GIF89a<script>", name=f"{name[:200]}.gif")
        assert response.status_code in {200, 400}, name


@pytest.mark.one_database
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(st.integers(0, 700), st.integers(0, 255), min_size=1, max_size=6)
)
def test_damaged_picture_is_refused_or_shown(signed_in, damage):
    raw = bytearray(make_picture((40, 30)))
    for place, byte in damage.items():
        raw[place % len(raw)] = byte

    response = signed_in.post(
        "/admin/topics/image/add/", {"file": BytesIO(bytes(raw)), "slug": "!"}
    )

    assert response.status_code == 200
