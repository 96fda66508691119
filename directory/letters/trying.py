"""Every text, tried before a letter needs it: what an operator changed must not fail later."""

from pathlib import Path
from typing import Final

from directory.config import LANGUAGES, SettingError
from directory.domain.clock import instant
from directory.domain.mailing import Letter
from directory.letters.known import LETTERS, PARTS, samples
from directory.letters.writing import BrokenText, Place, Writer

_READER: Final = "reader@example.org"


def check(writer: Writer) -> int:
    """Write every letter in every language; gives how many texts were tried.

    Raises `SettingError`, naming the file, where one does not do or belongs to no letter.
    """
    for file in sorted(writer.overrides.rglob("*.txt")):
        _refuse_stray(file, writer.overrides)
    tried = 0
    for language in LANGUAGES:
        for template in LETTERS:
            for params in samples(template):
                _try(writer, language, template=template, params=params)
            tried += 1
    return tried


def _refuse_stray(file: Path, folder: Path) -> None:
    *inside, _ = file.relative_to(folder).parts
    if file.stem not in {*LETTERS, *PARTS} or inside not in [[], *([code] for code in LANGUAGES)]:
        message = (
            f"{file} belongs to no letter; name it after one that `flask --app wsgi mail check "
            f"--names` lists, in {folder} or in its folder {', '.join(LANGUAGES)}, or remove it."
        )
        raise SettingError(message)


def _try(writer: Writer, language: str, *, template: str, params: dict[str, str]) -> None:
    letter = Letter(
        template=template,
        language=language,
        params=params,
        to_address=_READER,
        message_id="000000000000",
        queued_at=instant(0),
    )
    try:
        writer.write(letter)
    except BrokenText as fault:
        raise SettingError(_sentence(fault.place, fault.reason)) from fault


def _sentence(place: Place, reason: str) -> str:
    where = f"line {place.line}" if place.line else "the whole of it"
    return (
        f"The text of letters {place.file} cannot be used ({where}: {reason}); "
        "mend it, or remove it to have ours."
    )
