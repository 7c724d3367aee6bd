"""Texts of BibTeX without their LaTeX."""

import re
from itertools import accumulate
from typing import Any

from pylatexenc import latex2text, latexwalker, macrospec

MOST_LETTERS = 2_000
DEEPEST = 20  # braces within braces
TAGS = {
    "emph": "i",
    "textit": "i",
    "textsl": "i",
    "textbf": "b",
    "textsubscript": "sub",
    "textsuperscript": "sup",
}


def _tagged(tag: str) -> Any:
    # pylatexenc gives itself to an argument of this name.
    def replaced(node: Any, l2tobj: Any) -> str:
        return f"<{tag}>{l2tobj.node_arg_to_text(node, 0)}</{tag}>"

    return replaced


_MACROS = latexwalker.get_default_latex_context_db()
_MACROS.add_context_category(
    "tags",
    prepend=True,
    macros=[macrospec.std_macro(macro, None, 1) for macro in (*TAGS, "enquote")],
)
_TEXTS = latex2text.get_default_latex_context_db()
_TEXTS.add_context_category(
    "tags",
    prepend=True,
    macros=[
        *(latex2text.MacroTextSpec(name, _tagged(tag)) for name, tag in TAGS.items()),
        latex2text.MacroTextSpec("enquote", "“%s”"),
        latex2text.MacroTextSpec("textasciicircum", "^"),
        latex2text.MacroTextSpec("textbraceleft", "{"),
        latex2text.MacroTextSpec("textbraceright", "}"),
        latex2text.MacroTextSpec("textless", "<"),
        latex2text.MacroTextSpec("textgreater", ">"),
        latex2text.MacroTextSpec("url", "%s"),
    ],
)
_DECODER = latex2text.LatexNodes2Text(latex_context=_TEXTS, math_mode="text")


def in_plain_text(written: str, is_code: bool = False) -> str:
    """The words of a text in LaTeX, with CSL's tags where they are italic, bold,
    lowered or raised; of a code, such as an address, without its braces. Raises
    ValueError if it is too long or too deep, or unreadable."""
    if len(written) > MOST_LETTERS or _depth(written) > DEEPEST:
        raise ValueError("too long or too deep")
    if is_code and "\\url" not in written:
        return re.sub(r"\\([#$%&_{}~^])|[{}]", r"\1", written)
    # Signs that a program left as they were, and that LaTeX takes for its own.
    written = re.sub(r"(?<!\\)[%#&]|(?<!\\)\$(?=\d)", r"\\\g<0>", written)
    try:
        decoded = _DECODER.latex_to_text(written, latex_context=_MACROS)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        # Macros of pylatexenc stumble over arguments that are not there.
        raise ValueError("not LaTeX") from None
    return " ".join(str(decoded).replace("`", "‘").split())


def _depth(written: str) -> int:
    steps = ({"{": 1, "}": -1}.get(sign, 0) for sign in written)
    return max(accumulate(steps, initial=0))
