"""What an editor does at the form of a page, through HTTP."""

from bs4 import BeautifulSoup

from tests.topics.admin.test_topics import form_values


def address(number):
    """The form's, of a page of the seed."""
    return f"/admin/topics/topic/{number}/change/"


def opened(editor, number, button="_publish"):
    """The form as it would be sent."""
    return {**form_values(editor, address(number)), "note": "Why", button: "1"}


def save(editor, number, **changes):
    """Publish the page with changes."""
    return editor.post(address(number), {**opened(editor, number), **changes})


def resend(editor, refused):
    """Send what was refused again, by the button of the page that says so."""
    page = BeautifulSoup(refused.content, "html.parser")
    form = page.select_one("main form")
    fields = form.select("input[name]")
    return editor.post(form["action"], [(f["name"], f["value"]) for f in fields])
