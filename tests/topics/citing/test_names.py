import pytest

from topics.citing.names import in_one_word, initials


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Virginia Page", "V.P."),
        ("V. P.", "V.P."),
        ("V.P.", "V.P."),
        ("Ki-moon", "K."),
        ("Jean-Paul", "J.-P."),
        ("J.-P.", "J.-P."),
        ("Ana de la Paz", "A. de la P."),
        ("ʿAbd al-Raḥmān", "A. al-R."),
        ("al-Hasan", "al-H."),
        ("Wm. J.", "Wm.J."),
        ("bell", "b."),
        ("e. e.", "e.e."),
        ("N’Diaye", "N."),
        ("E\u0301lise", "É."),
        ("Даг Ялмар", "Д.Я."),
        ("سمير", "سمير"),
        ("  ", ""),
        ("-", "-"),
        ("Ann (سمير)", "A. (سمير)"),
    ],
)
def test_initials_of_given_names(given, written):
    assert initials(given, ".") == written


@pytest.mark.parametrize(
    ("family", "given", "whole"),
    [
        ("王", "小明", True),
        ("やまだ", "タロウ", True),
        ("김", "대중", True),
        ("Wang", "Xiaoming", False),
        ("王", "Xiaoming", False),
        ("الحسن", "سمير", False),
        ("", "小明", False),
        ("1", "2", False),
    ],
)
def test_names_of_east_asian_scripts_are_written_in_one_word(family, given, whole):
    assert in_one_word(family, given) is whole
