"""Words of an entry in LaTeX. Letters stay as they are, in UTF-8; what LaTeX takes for
its own is written so that it means itself."""

import re
from html import unescape

from topics.citing.text import balanced

_COMMANDS = {
    "<i>": r"\textit{",
    "<b>": r"\textbf{",
    "<sub>": r"\textsubscript{",
    "<sup>": r"\textsuperscript{",
}
_TAG = re.compile(r"(</?(?:i|b|sub|sup)>)")
_SIGNS = str.maketrans(
    {sign: f"\\{sign}" for sign in "#$%&_"}
    | {
        # BibTeX counts braces, also behind a backslash.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "`": r"\textasciigrave{}",
    }
)
# Two of a kind are one sign of another kind: “--” is a dash, “''” a quotation mark.
_TWICE = re.compile(r"(?<=([-',]))(?=\1)")
_NOT_IN_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def in_latex(text: str) -> str:
    """A text of CSL-JSON, its tags as commands."""
    parts = _TAG.split(balanced(text))
    for number, part in enumerate(parts):
        if number % 2:
            parts[number] = _COMMANDS.get(part, "}")
        else:
            words = unescape(part).translate(_SIGNS)
            parts[number] = _TWICE.sub("{}", words)
    return "".join(parts)


def verbatim(code: str) -> str:
    """An address or an identifier, which BibTeX takes as it is written."""
    return code.translate(_NOT_IN_BRACES)
