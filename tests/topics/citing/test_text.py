import pytest

from topics.citing.text import in_italics, in_quotes, plain, rich


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("War & peace", "War &amp; peace"),
        ("War &amp; peace", "War &amp; peace"),
        ("&#8220;R&D&#8221; &not &such;", "“R&amp;D” &amp;not &amp;such;"),
        ("<i>Jus</i> H<sub>2</sub>O", "<i>Jus</i> H<sub>2</sub>O"),
        ('<span class="nocase">UN</span>', "UN"),
        ("<i>open", "<i>open</i>"),
        ("closed</i>", "closed"),
        ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<i onclick=x>x</i>", "&lt;i onclick=x&gt;x"),
        ("&lt;i&gt;x", "&lt;i&gt;x"),
        ("two\n lines", "two lines"),
        ('Report on "Storm"', "Report on “Storm”"),
        ("Quits 'peace process'", "Quits “peace process”"),
        ("Women's '90s", "Women’s ’90s"),
        ('"<i>Flash</i>" and <i>"Storm"</i>', "“<i>Flash</i>” and <i>“Storm”</i>"),
        ("‘as written’", "‘as written’"),
    ],
)
def test_text_becomes_html(text, html):
    assert rich(text) == html


def test_plain_text_has_no_tags_and_no_entities():
    assert plain("<i>Jus</i> &amp; <b>1 < 2") == "Jus & 1 < 2"


@pytest.mark.parametrize(
    ("html", "turned"),
    [
        ("Becoming “new”", "Becoming ‘new’"),
        ("The “Oslo ‘soft’ Lines”", "The ‘Oslo “soft” Lines’"),
        ("The soldiers’ “home”", "The soldiers’ ‘home’"),
        ("The ‘soldier’s home’", "The ‘soldier’s home’"),
        ("Half “open", "Half “open"),
        ("Half closed”", "Half closed”"),
    ],
)
def test_marks_within_quotation_marks_are_turned(html, turned):
    assert in_quotes(html) == turned


@pytest.mark.parametrize(
    ("html", "slanted"),
    [
        ("a <i>b</i> c", "<i>a </i>b<i> c</i>"),
        ("<i>b</i> c", "b<i> c</i>"),
        ("plain", "<i>plain</i>"),
    ],
)
def test_italics_within_italics_stand_upright(html, slanted):
    assert in_italics(html) == slanted
