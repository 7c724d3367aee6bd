"""What the form does while an editor writes: buttons, pickers, rows, kept words."""

import pytest

from tests.browser.test_admin import sign_in
from tests.browser.test_editing import only_choice
from tests.browser.test_reading import content  # noqa: F401 (a fixture)
from tests.factories import make_source
from topics.models import Section, Topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste",
        {clipboardData, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def form(page, content):  # noqa: F811
    """The page with the form of a new page open."""
    sign_in(page)
    page.locator("#logout-form").wait_for()
    page.goto("/admin/topics/topic/add/")
    return page


def of_section(page, slug):
    section = Section.objects.get(slug=slug)
    page.goto(f"/admin/topics/topic/add/?section={section.pk}")


def save_draft(page):
    with page.expect_navigation():
        page.click("input[value='Save draft']")


def lines(page, name):
    return page.input_value(f"[name=profile_{name}]").splitlines()


def test_list_button_makes_an_item_of_each_line(form):
    form.fill("#id_body", "a\nb")
    form.locator("#id_body").select_text()
    form.get_by_role("button", name="List", exact=True).click()

    assert form.input_value("#id_body") == "\n\n- a\n- b"


def test_picker_goes_when_the_caret_leaves_the_name(form):
    form.click("#id_body")
    form.keyboard.type("See [[sierr")
    only_choice(form, "unamsil")
    form.keyboard.press("Home")
    form.locator(".editor-picker").wait_for(state="hidden")
    form.keyboard.press("Enter")

    assert form.input_value("#id_body") == "\nSee [[sierr"


def test_picker_of_sources_opens_inside_brackets_only(form):
    form.click("#id_body")
    form.keyboard.type("Prose; @fort")
    form.keyboard.type(" [see @fort")
    only_choice(form, "fortna-2008")
    form.keyboard.press("Enter")

    assert form.input_value("#id_body") == "Prose; @fort [see @fortna-2008]"


def test_link_in_the_preview_leaves_the_form_open(form):
    form.fill("#id_body", "See [[unamsil]].")
    with form.context.expect_page() as opened:
        form.locator(".editor-preview a").click()

    assert opened.value.url.endswith("/missions/unamsil/")
    assert form.input_value("#id_body") == "See [[unamsil]]."


def test_rows_take_what_a_spreadsheet_holds(form):
    make_source("un-data")
    of_section(form, "evaluation")
    form.locator("#id_profile_measurements").evaluate(
        PASTE, "2011\t112\tun-data\r\n2012\t120\tun-data\t100\t130\r\n"
    )

    assert lines(form, "measurements") == [
        "2011; 112; un-data",
        "2012; 120; un-data; 100; 130",
    ]
    assert form.locator(".editor-rows tbody tr").count() == 3


def test_choices_are_pasted_by_name_and_none_is_dropped(form):
    of_section(form, "missions")
    form.locator("#id_profile_countries").evaluate(PASTE, "mali\nSLE\nAtlantis")

    assert lines(form, "countries") == ["MLI", "SLE", "Atlantis"]


def test_rows_are_filled_by_keys_alone(form):
    of_section(form, "missions")
    form.focus("[name=profile_area]")
    form.keyboard.press("Tab")
    form.keyboard.type("Mali")
    form.keyboard.press("Tab")
    form.keyboard.type("Sierra")

    assert lines(form, "countries") == ["MLI", "SLE"]


def test_summary_of_errors_has_the_cursor_and_leads_to_each_field(form):
    of_section(form, "missions")
    form.locator("#id_profile_countries").evaluate(PASTE, "Atlantis\nSLE\n")
    form.fill("[name=cross_references-0-note]", "why")
    save_draft(form)

    assert form.evaluate("document.activeElement.className") == "error-summary"
    assert lines(form, "countries") == ["Atlantis", "SLE"]
    links = form.locator(".error-summary a").all()
    named = {link.inner_text() for link in links}
    assert {"Title", "Text", "Cross-references, Page"} <= named
    for link in links:
        link.click()
        focused = form.evaluate("document.activeElement.id")
        assert link.get_attribute("href") == f"#{focused}"


NEW = {
    "topic": {
        "title": "Typed",
        "body": "Words.",
        "profile_acronym": "TYPED",
        "cross_references-0-target": "unamsil",
        "cross_references-0-note": "why",
    },
    "tag": {"name": "Typed", "related": "law"},
    "source": {"work_title": "Typed", "authors": "Fortna, Page\nAnnan, Kofi"},
    "image": {"slug": "typed", "alt": "Lorries"},
}


@pytest.mark.parametrize("kind", NEW)
def test_new_form_that_was_closed_comes_back_as_it_was(form, kind):
    address = f"/admin/topics/{kind}/add/"
    if kind == "topic":
        of_section(form, "missions")
        form.locator("#id_profile_countries").select_option("MLI")
        form.select_option("[name=cross_references-0-kind]", "illustrates")
    else:
        form.goto(address)
    for name, value in NEW[kind].items():
        form.fill(f"[name={name}]", value)
    form.wait_for_function(
        "value => Object.values(localStorage).some(kept => kept.includes(value))",
        arg=[*NEW[kind].values()][-1].partition("\n")[0],
    )
    form.goto("about:blank")
    form.goto(address)
    form.get_by_role("button", name="Put it into the form").click()
    form.get_by_text("Nothing of it is saved yet").wait_for()

    assert {n: form.input_value(f"[name={n}]") for n in NEW[kind]} == NEW[kind]
    assert form.locator(".errorlist, .errornote").count() == 0
    if kind == "topic":
        assert lines(form, "countries") == ["MLI"]


def test_refused_form_that_was_closed_comes_back(form):
    form.fill("#id_title", "Typed title")
    save_draft(form)
    assert form.locator(".error-summary").count() == 1
    form.goto("about:blank")
    form.goto("/admin/topics/topic/add/")
    form.get_by_role("button", name="Put it into the form").click()
    form.get_by_text("Nothing of it is saved yet").wait_for()

    assert form.input_value("#id_title") == "Typed title"
    form.fill("#id_summary", "A summary.")
    form.fill("#id_body", "Words.")
    form.select_option("#id_section", label="Law and accountability")
    save_draft(form)
    assert Topic.objects.filter(slug="typed-title").exists()
    form.goto("/admin/topics/topic/add/")
    assert form.get_by_text("On this device something was typed").count() == 0


def test_buttons_at_the_edge_never_cover_the_field_with_the_cursor(form):
    of_section(form, "missions")
    form.focus("#id_title")
    fields = form.locator(".form-row :is(input, select, textarea):visible").count()
    for _ in range(fields):
        form.keyboard.press("Tab")
        is_seen = form.evaluate(
            """() => {
                const field = document.activeElement;
                const row = document.querySelector(".submit-row");
                const { bottom, height } = field.getBoundingClientRect();
                return row.contains(field) || height > innerHeight / 2
                    || bottom <= row.getBoundingClientRect().top;
            }"""
        )
        assert is_seen, form.evaluate("document.activeElement.outerHTML")
