import pytest
from bs4 import BeautifulSoup

from topics.markup import Picture, depicted_slugs, render

CONVOY = Picture(
    files=(("/media/convoy-480.webp", 480), ("/media/convoy-900.webp", 900)),
    width=900,
    height=600,
    alt="White lorries on a track",
    caption="A convoy",
    credit="UN Photo",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)


def rendered(source, picture=CONVOY):
    return render(
        source,
        resolve=lambda slug: None,
        cite=lambda key: False,
        depict=lambda slug: picture if slug == "convoy" else None,
    )


def soup(source, picture=CONVOY):
    return BeautifulSoup(rendered(source, picture).html, "html.parser")


def test_image_is_a_figure_with_all_that_a_reader_needs():
    figure = soup("Before.\n\n![](image:convoy)\n\nAfter.\n").figure

    assert figure.img.attrs == {
        "src": "/media/convoy-900.webp",
        "srcset": "/media/convoy-480.webp 480w, /media/convoy-900.webp 900w",
        "sizes": "(min-width: 44rem) 42rem, 100vw",
        "width": "900",
        "height": "600",
        "loading": "lazy",
        "alt": "White lorries on a track",
    }
    assert figure.figcaption.text.startswith("A convoy UN Photo · CC BY 4.0")
    assert figure.select_one("figcaption a")["href"] == CONVOY.licence_url
    assert "license" in figure.select_one("figcaption a")["rel"]


def test_words_of_the_page_go_before_those_of_the_image():
    figure = soup('![Three lorries](image:convoy "Near Goma")').figure

    assert figure.img["alt"] == "Three lorries"
    assert figure.figcaption.text.startswith("Near Goma UN Photo")


def test_image_without_caption_still_has_its_credit():
    picture = Picture(**{**vars(CONVOY), "caption": "", "licence_url": ""})

    assert soup("![](image:convoy)", picture).figcaption.text == "UN Photo · CC BY 4.0"


@pytest.mark.parametrize(
    ("source", "parent", "words"),
    [
        ("![](image:convoy)", "[document]", ""),
        ("Before ![](image:convoy) after.", "[document]", "Before  after."),
        ("A *b ![](image:convoy)* c.", "[document]", "A b  c."),
        ("*![](image:convoy)*", "[document]", ""),
        ("[![](image:convoy)](https://un.org/)", "[document]", ""),
        ("## ![](image:convoy)", "[document]", ""),
        ("- ![](image:convoy) tight", "li", "tight"),
        ("> ![](image:convoy)", "blockquote", ""),
        ("!!! note\n    ![](image:convoy)", "div", "Note"),
        ("| a |\n|---|\n| ![](image:convoy) |", "td", "a"),
        ("Term\n:   ![](image:convoy)", "dd", "Term"),
        ("![a][1]\n\n[1]: image:convoy", "[document]", ""),
    ],
)
def test_figure_stands_only_where_html_allows_one(source, parent, words):
    page = soup(source)

    assert page.figure.parent.name == parent
    assert len(page.select("img")) == 1
    page.figure.extract()
    assert page.text.strip() == words
    assert not [e for e in page.select("p, a, em, h2") if not e.text.strip()]


def test_images_of_one_paragraph_keep_their_order():
    page = soup("![One](image:convoy) and ![Two](image:convoy)\n\nEnd.\n")

    shown = [
        e.img["alt"] if e.img else e.text.strip() for e in page.select("figure, p")
    ]
    assert shown == ["and", "One", "Two", "End."]


def test_missing_image_is_shown_and_reported():
    result = rendered("See ![x](image:Lost%20one) ![](image:lost).")

    page = BeautifulSoup(result.html, "html.parser")
    assert page.img is None
    assert page.select(".missing-image")[-1].text == "image:lost"
    assert ("lost", False) in [(mark.slug, mark.found) for mark in result.images]


def test_image_in_code_is_text():
    result = rendered("`![](image:convoy)`\n\n    ![](image:convoy)\n")

    assert result.images == ()
    assert "<figure" not in result.html


def test_words_of_an_image_cannot_carry_markup():
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    picture = Picture(
        **{
            **vars(CONVOY),
            **dict.fromkeys(("alt", "caption", "credit", "licence"), hostile),
            "licence_url": "javascript:alert(1)",
        }
    )

    page = soup("![](image:convoy)", picture)

    assert page.script is None
    assert len(page.select("img")) == 1
    assert page.img["alt"] == hostile
    assert not page.select("[onerror]")
    assert "javascript" not in str(page.select_one("figcaption a"))


def test_credit_is_no_word_of_the_page_but_the_caption_is():
    assert rendered("Words.\n\n![](image:convoy)\n").text == "Words.\nA convoy"


def test_images_are_found_without_rendering():
    source = "![](image:one) ![x](<image:two>) ![y][r]\n\n[r]: image:three 'T'\n"

    assert depicted_slugs(source) == {"one", "two", "three"}
