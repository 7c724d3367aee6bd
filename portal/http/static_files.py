"""Static files as they are served: hashed, compressed, style sheets in one piece."""

import posixpath
import re
from io import BytesIO

from django.core.files.base import File
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Of another file in the same folder, for a medium or for all.
IMPORT = re.compile(r'@import url\("([\w-]+\.css)"\)( [a-z]+)?;\n')


class BundlingStorage(CompressedManifestStaticFilesStorage):
    """Replaces the `@import` rules of a style sheet by the files that they name, so
    that a page asks for one file. Django would only write the hashed names into the
    rules. Where nothing is collected, browsers follow the rules themselves."""

    def post_process(self, paths, dry_run=False, **options):
        bundles = InMemoryStorage()
        for name in [name for name in paths if name.endswith(".css")]:
            text = _text(paths[name])
            if IMPORT.search(text):
                bundle = _with_imports(text, posixpath.dirname(name), paths)
                bundles.save(name, File(BytesIO(bundle.encode())))
                paths = {**paths, name: (bundles, name)}
        yield from super().post_process(paths, dry_run, **options)


def _with_imports(text, folder, paths):
    def content(rule):
        name, medium = rule.groups()
        imported = _text(paths[posixpath.join(folder, name)])
        return f"@media{medium} {{\n{imported}}}\n" if medium else imported

    return IMPORT.sub(content, text)


def _text(location):
    storage, path = location
    with storage.open(path) as file:
        return file.read().decode()
