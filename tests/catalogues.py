"""The catalogues of texts: collected from the sources, carried into each language, compiled.

`make words` writes them; a test holds them to what would be written. Two runs write the same
bytes: no dates, no versions, no line numbers.
"""

import io
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.util import pathmatch

from directory.paths import TRANSLATIONS

ROOT: Final = Path(__file__).parents[1]
TEMPLATE: Final = TRANSLATIONS / "messages.pot"
KEYWORDS: Final = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "marked": None}
LANGUAGES: Final = ("es", "fr")
WIDTH: Final = 100


class _Timeless(Catalog):
    """A catalogue whose header tells of the language alone."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        headers = [
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
        if self.locale is None:
            return headers
        return [
            ("Language", str(self.locale)),
            *headers,
            ("Plural-Forms", self.plural_forms),
        ]


def _sources() -> Iterator[tuple[Path, str, dict[str, str]]]:
    """Every file that pyproject.toml names, with how it is read."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for mapping in settings["tool"]["babel"]["mappings"]:
        method, pattern = mapping.pop("method"), mapping.pop("pattern")
        folder = ROOT / pattern.partition("/")[0]
        for file in sorted(folder.rglob("*.*")):
            if pathmatch(pattern, file.relative_to(ROOT).as_posix()):
                yield file, method, mapping


def collected() -> Catalog:
    """Give every text of the sources, in alphabetical order."""
    found = _Timeless(fuzzy=False)
    for file, method, options in _sources():
        for _, text, comments, context in extract_from_file(
            method, file, keywords=KEYWORDS, comment_tags=("Translators:",), options=options
        ):
            place = (file.relative_to(ROOT).as_posix(), 0)
            found.add(text, locations=[place], auto_comments=comments, context=context)
    return found


def translated(code: str) -> Catalog:
    """Give a language's catalogue as it stands in its file."""
    with po_file(code).open("rb") as file:
        return read_po(file, locale=code)


def updated(code: str, template: Catalog) -> Catalog:
    """Give a language's catalogue with the texts there are now; new ones are empty."""
    before = translated(code) if po_file(code).exists() else Catalog(locale=code)
    after = _Timeless(locale=code, fuzzy=False)
    for message in _texts(template):
        known = before.get(message.id, message.context)
        after.add(
            message.id,
            known.string if known else None,
            locations=message.locations,
            flags=message.flags,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
    return after


def written(catalogue: Catalog) -> bytes:
    """Give the text of a .pot or .po file."""
    catalogue.header_comment = "# What pages say" + (
        f", in {catalogue.locale.english_name}." if catalogue.locale else "."
    )
    file = io.BytesIO()
    write_po(file, catalogue, width=WIDTH, sort_output=True, include_lineno=False)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Give the bytes of a .mo file."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def po_file(code: str) -> Path:
    """Name a language's file for translators."""
    return TRANSLATIONS / code / "LC_MESSAGES" / "messages.po"


def mo_file(code: str) -> Path:
    """Name a language's file for the app."""
    return po_file(code).with_suffix(".mo")


def missing(catalogue: Catalog) -> list[str]:
    """List the texts that a language has no words for."""
    return [
        str(message.id)
        for message in _texts(catalogue)
        if not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]


def _texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def main() -> None:
    """Write every catalogue, and say what is left to translate."""
    template = collected()
    TEMPLATE.write_bytes(written(template))
    untranslated = []
    for code in LANGUAGES:
        catalogue = updated(code, template)
        po_file(code).parent.mkdir(parents=True, exist_ok=True)
        po_file(code).write_bytes(written(catalogue))
        mo_file(code).write_bytes(compiled(catalogue))
        untranslated += [f"{code}: {text}" for text in missing(catalogue)]
    if untranslated:
        sys.exit("\n".join([f"{len(untranslated)} texts to translate:", *untranslated]))


if __name__ == "__main__":
    main()
