"""Every page of the admin by all rules of axe for WCAG 2.2 A and AA, in the colours of
day and of night."""

from contextlib import contextmanager
from http import HTTPStatus

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.browser.test_reading import content  # noqa: F401 (a fixture)
from tests.chromium import AXE
from tests.factories import (
    PASSWORD,
    make_content,
    make_draft,
    make_image,
    make_section,
    make_source,
    make_topic,
    make_user,
    revise,
)
from tests.topics.admin.test_permissions import names
from tests.topics.content.test_archive import zipped
from topics import publishing
from topics.admin.previews import preview_address
from topics.admin.reports import REPORTS
from topics.models import EmptySearch, Revision, Section, Tag, Topic

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("content", "rows"),
]

ALL_RULES = {
    **AXE,
    "rules": {
        name: {"enabled": True}
        for name in ("target-size", "label-content-name-mismatch")
    },
}
COLOURS = {**AXE, "runOnly": ["color-contrast", "link-in-text-block"]}
# What is only posted to, or is no page.
NOT_PAGES = {
    "app_list",
    "jsi18n",
    "logout",
    "second_factor_qr_code",
    "topics_topic_autosave",
    "topics_topic_pick",
    "topics_topic_presence",
    "topics_topic_render",
    "topics_topic_upload_report",
    "view_on_site",
}
# Whole pages fit: in a lower window the buttons, which stick to its edge, would stand
# over half of some field.
WINDOW = {"width": 1280, "height": 6000}


@pytest.fixture
def rows(content):  # noqa: F811
    """At least one row of each kind, and pages in each state."""
    make_image()
    make_source("s-res-1", title="A resolution", type="legislation")
    make_section("instruments", profile="instrument")
    make_draft("a-draft", title="A draft", body="[[nowhere]] and [@nobody].\n")
    revised = make_topic("revised", title="A page", tags=["law"])
    publishing.save_revision(
        revised, make_content(title="Its draft", body="Other.\n"), note="Begun"
    )
    archived = make_topic("archived")
    publishing.unpublish(archived, archive=True)
    waiting = make_draft("waiting", title="Waits")
    publishing.move(waiting.newest_revision, Revision.State.IN_REVIEW)
    returned = make_draft("back").newest_revision
    publishing.move(returned, Revision.State.RETURNED, remark="Say when")
    EmptySearch.objects.create(words="nothing found", last_at=timezone.now())
    make_user("edda", "Editors")


@contextmanager
def signed_in(browser, live_server, name):
    context = browser.new_context(viewport=WINDOW, base_url=live_server.url)
    page = context.new_page()
    page.goto("/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    yield page
    context.close()


def found_on(page, name):
    """The problems of the page that is shown."""
    found = []
    for scheme, options in (("light", ALL_RULES), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        # Colours pass into others slowly.
        page.wait_for_function("() => document.getAnimations().length === 0")
        for violation in Axe().run(page, options=options).response["violations"]:
            found += [
                (name, scheme, violation["id"], node["target"], node["html"][:120])
                for node in violation["nodes"]
            ]
    page.emulate_media(color_scheme="light")
    return found


def arguments(pattern, rows):
    """What stands in the address of a page, once for each page worth looking at."""
    given = set(pattern.pattern.converters)
    numbers = rows.get("_".join(pattern.name.split("_")[:2]), [])
    if given == {"object_id", "number"}:
        return [{"object_id": numbers[0], "number": 1}]
    values = {
        "id": numbers,
        "object_id": numbers,
        "pk": numbers,
        "slug": [report.slug for report in REPORTS],
        "token": [preview_address(Revision.objects.first()).split("/")[-2]],
    }
    if not given:
        return [{}]
    [key] = given
    is_form = pattern.name.endswith("_change") or key == "slug"
    return [{key: value} for value in values[key][: None if is_form else 1]]


def addresses():
    """The address of each named page of the admin, for a row that there is."""
    rows = {
        f"{model._meta.app_label}_{model._meta.model_name}": list(
            model._default_manager.values_list("pk", flat=True)[:15]
        )
        for model in admin.site._registry
    }
    yield reverse("admin:app_list", args=["topics"])
    for pattern in names(admin.site.get_urls()):
        if pattern.name not in NOT_PAGES:
            for given in arguments(pattern, rows):
                yield reverse(f"admin:{pattern.name}", kwargs=given)


# What an editor sees, an administrator sees; a contributor may read more than change.
@pytest.mark.parametrize("role", ["administrator", "contributor"])
def test_every_page_of_the_admin_keeps_the_rules(browser, live_server, role):
    if role == "administrator":
        make_user(role, is_staff=True, is_superuser=True)
        Group.objects.create(name="Librarians")
    else:
        make_user(role, "Contributors")

    problems, seen = [], set()
    with signed_in(browser, live_server, role) as page:
        for address in addresses():
            refused = page.goto(address).status == HTTPStatus.FORBIDDEN
            if not refused and page.url not in seen:
                problems += found_on(page, address)
            seen.add(page.url)

    assert problems == []


def form_of(row):
    kind = row._meta.model_name
    return f"/admin/topics/{kind}/{row.pk}/change/"


def press(page, name):
    with page.expect_navigation():
        page.locator(f"[type=submit][name={name}]").click()


def refused_topic(page):
    page.goto("/admin/topics/topic/add/")
    press(page, "_draft")


def refused_profile(page):
    page.goto(form_of(Topic.objects.get(slug="unamsil")))
    page.fill("[name=profile_start]", "yesterday")
    page.fill("[name=cross_references-0-target]", "nowhere at all")
    press(page, "_draft")


def question_before_publication(page):
    page.goto(form_of(Topic.objects.get(slug="a-draft")))
    press(page, "_publish")


def conflict(page):
    topic = Topic.objects.get(slug="law-page")
    page.goto(form_of(topic))
    page.fill("[name=title]", "My title")
    page.fill("[name=body]", "My words.\n")
    revise(topic, title="Their title", body="Their words.\n", summary="Theirs.")
    press(page, "_draft")


def kept_words(page):
    page.goto(form_of(Topic.objects.get(slug="waiting")))
    page.fill("[name=title]", "Typed title")
    page.wait_for_function("() => localStorage.length > 0")
    page.reload()


def refused_tag(page):
    page.goto("/admin/topics/tag/add/")
    press(page, "_save")


def conflict_of_a_tag(page):
    tag = Tag.objects.get(slug="law")
    page.goto(form_of(tag))
    page.fill("[name=definition]", "Mine.")
    Tag.objects.filter(pk=tag.pk).update(definition="Theirs.")
    press(page, "_save")


def tags_of_several(page):
    page.goto("/admin/topics/topic/")
    page.check("input[name=_selected_action] >> nth=0")
    page.select_option("select[name=action]", "change_tags")
    with page.expect_navigation():
        page.click("button[name=index]")
    press(page, "apply")


def deletion_of_several(page):
    page.goto("/admin/topics/source/")
    page.check("input[name=_selected_action] >> nth=0")
    page.select_option("select[name=action]", "delete_selected")
    with page.expect_navigation():
        page.click("button[name=index]")


def report_on_an_upload(page):
    head = "---\ntitle: A title\nsummary: A summary.\n---\n"
    files = [("law/new.md", f"{head}Text.\n"), ("law/bad.md", "---\n---\n")]
    raw = zipped(*((name, text.encode()) for name, text in files))
    page.goto("/admin/topics/topic/upload/")
    page.set_input_files(
        "#id_archive",
        {"name": "a.zip", "mimeType": "application/zip", "buffer": raw},
    )
    with page.expect_navigation():
        page.click(".submit-row [type=submit]")


def refused_merger(page):
    page.goto(form_of(Topic.objects.get(slug="waiting")).replace("change", "merge"))
    page.fill("[name=other]", "no such page")
    with page.expect_navigation():
        page.click(".submit-row [type=submit]")


def restored_version(page):
    topic = Topic.objects.get(slug="law-page")
    page.goto(form_of(topic).replace("change/", "restore/1/"))
    with page.expect_navigation():
        page.click(".submit-row [type=submit]")


def narrowed_list(page):
    page.goto("/admin/topics/topic/?state=draft&links=broken&q=a")


def refused_password(page):
    page.goto("/admin/password_change/")
    for name in ("old_password", "new_password1", "new_password2"):
        page.fill(f"#id_{name}", "no")
    with page.expect_navigation():
        page.click(".submit-row [type=submit]")


def refused_second_factor(page):
    page.goto("/admin/second-factor/")
    page.fill("#id_code", "123456")
    with page.expect_navigation():
        page.click(".submit-row [type=submit]")


def not_allowed(page):
    page.goto("/admin/auth/user/")


def not_found(page):
    page.goto("/admin/no-such-page/")


def send(page, fields):
    """Send a form of the browser's own, with so many fields, to a page of the admin."""
    page.goto("/admin/topics/tag/add/")
    with page.expect_navigation():
        page.evaluate(
            """count => {
                const form = document.createElement("form");
                form.method = "post";
                for (let n = 0; n < count; n += 1) {
                    form.append(Object.assign(document.createElement("input"),
                        {name: `name-${n}`, value: "typed"}));
                }
                document.body.append(form);
                form.submit();
            }""",
            fields,
        )


def without_token(page):
    send(page, 3)


def too_large(page):
    send(page, 5_001)


ANSWERS = [
    refused_topic,
    refused_profile,
    question_before_publication,
    conflict,
    kept_words,
    refused_tag,
    conflict_of_a_tag,
    tags_of_several,
    deletion_of_several,
    report_on_an_upload,
    refused_merger,
    restored_version,
    narrowed_list,
    refused_password,
    refused_second_factor,
    not_allowed,
    not_found,
    without_token,
    too_large,
]


def test_answers_of_the_admin_keep_the_rules(browser, live_server):
    problems = []
    with signed_in(browser, live_server, "edda") as page:
        for answer in ANSWERS:
            answer(page)
            problems += found_on(page, answer.__name__)
        for section in Section.objects.exclude(profile=""):
            page.goto(f"/admin/topics/topic/add/?section={section.pk}")
            problems += found_on(page, f"new page of {section}")

    assert problems == []


def test_pages_before_the_sign_in_keep_the_rules(browser, live_server, settings):
    settings.SENDS_MAIL = True
    user = make_user("rea", email="rea@example.org")
    link = [
        urlsafe_base64_encode(force_bytes(user.pk)),
        default_token_generator.make_token(user),
    ]
    addresses = [
        "/admin/login/",
        reverse("admin_password_reset"),
        reverse("password_reset_done"),
        reverse("password_reset_confirm", args=link),
        reverse("password_reset_confirm", args=["x", "y"]),
        reverse("password_reset_complete"),
    ]

    problems = []
    with signed_in(browser, live_server, "nobody") as page:
        problems += found_on(page, "refused")
        for address in addresses:
            page.goto(address)
            problems += found_on(page, address)
    with signed_in(browser, live_server, "rea") as page:
        problems += found_on(page, "without the right")
    with signed_in(browser, live_server, "edda") as page:
        page.click("#logout-form button")
        page.wait_for_url("**/logout/")
        problems += found_on(page, "signed out")

    assert problems == []
