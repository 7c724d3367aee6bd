"""Static files as they are served: hashed, compressed, style sheets in one piece."""

import re
from io import BytesIO

from django.core.files.base import File
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("/static/([\w/-]+\.css)"\)( [a-z]+)?;\n')


class BundlingStorage(CompressedManifestStaticFilesStorage):
    """Puts style sheets in the place of the `@import` rules that name them, so that a
    page asks for one file; the same rules work as they stand where nothing is
    collected."""

    def post_process(self, paths, dry_run=False, **options):
        bundles = InMemoryStorage()
        for name in [name for name in paths if name.endswith(".css")]:
            text = _text(paths[name])
            if IMPORT.search(text):
                whole = _with_imports(text, paths)
                bundles.save(name, File(BytesIO(whole.encode())))
                paths = {**paths, name: (bundles, name)}
        yield from super().post_process(paths, dry_run, **options)


def _with_imports(text, paths):
    def content(rule):
        imported = _text(paths[rule[1]])
        return f"@media{rule[2]} {{\n{imported}}}\n" if rule[2] else imported

    return IMPORT.sub(content, text)


def _text(place):
    storage, path = place
    with storage.open(path) as file:
        return file.read().decode()
