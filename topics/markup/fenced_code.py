"""Python-Markdown's fenced code, with time in proportion to the text."""

import re

from markdown import Markdown
from markdown.extensions.fenced_code import (
    FencedBlockPreprocessor,
    FencedCodeExtension,
)

_WRITTEN = FencedBlockPreprocessor.FENCED_BLOCK_RE


class FencedCode(FencedCodeExtension):
    """The extension with a pattern that reads a text once."""

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        fences = _Fences(md, self.getConfigs())
        md.preprocessors.register(fences, "fenced_code_block", 25)


class _Fences(FencedBlockPreprocessor):
    # As written, it tries each way to share a run of spaces between its parts, and
    # lets what stands in quotation marks go on over the lines of the code.
    FENCED_BLOCK_RE = re.compile(
        _WRITTEN.pattern.replace("[ ]*", "[ ]*+").replace(
            "(?P<hl_lines>.*?)", r"(?P<hl_lines>[^\n]*?)"
        ),
        _WRITTEN.flags,
    )
