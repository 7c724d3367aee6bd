import pytest

from topics.markup import SourceRefused, check_characters


@pytest.mark.parametrize(
    "text",
    [
        "Plain\ttext\r\nof\nlines\rof any end",
        "Côte d’Ivoire, Łódź, 联合国, قوات",
        "soft\u00adhyphen, zero\u200bwidth, می\u200cخواهم, 👩\u200d👩\u200d👧",
        "\u200eleft and \u200fright and \u061cArabic marks",
        "\u202bembedded\u202c and \u2067isolated \u202dwithin\u202c\u2069",
        "\ufeffbyte-order mark",
        "tag of a flag 🏴\U000e0067\U000e007f",
    ],
)
def test_text_in_any_script_is_read(text):
    check_characters(text)


@pytest.mark.parametrize(
    "character",
    [
        *("\0", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x80", "\x93", "\x9f"),
        *("\ufdd0", "\ufffe", "\U0001ffff", "\ufffd", "\ud800"),
        *("\u202a", "\u202b", "\u202d", "\u202e", "\u202c", "\u2066", "\u2067"),
        *("\u2068", "\u2069", "\u202e\u2069", "\u2067\u202c"),
        "\u202aa\u2067b\u202cc\u2069",
    ],
)
def test_character_that_no_text_may_have_is_named_with_its_line(character):
    with pytest.raises(SourceRefused) as refused:
        check_characters(f"First\r\nthe line{character}that is meant\n")

    assert refused.value.line == 2
    assert "after “the line" in str(refused.value)
    assert "U+" in str(refused.value)


def test_mark_of_direction_ends_in_its_line():
    with pytest.raises(SourceRefused) as refused:
        check_characters("One\n\u202etwo\n\u202c")

    assert refused.value.line == 2
