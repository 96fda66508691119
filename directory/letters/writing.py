"""How a letter is put into words: its template, in its language, with everything it may say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from babel.dates import format_date, format_time
from babel.support import NullTranslations, Translations
from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from directory import paths
from directory.config import LANGUAGES
from directory.domain.accounts.links import LIFETIMES
from directory.domain.mailing import Letter, Unwritable, Written
from directory.domain.place_regions import RegionBook
from directory.domain.vocabulary import LinkPurpose
from directory.letters.addresses import Addresses
from directory.letters.facts import LOCALES, Facts
from directory.letters.known import LONG
from directory.letters.phrases import Phrases

_SUBJECT: Final = "Subject:"
_TOO_MANY_BLANKS: Final = re.compile(r"\n{3,}")
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a template something is wrong; `line` is 0 where it is the whole."""

    file: str
    line: int


class BrokenText(Unwritable):
    """A template that does not give a letter."""

    def __init__(self, place: Place, reason: str) -> None:
        """Take `reason` for operators: it may repeat what the letter says."""
        super().__init__(f"{place.file}, line {place.line}")
        self.place = place
        self.reason = reason


class Writer:
    """Writes letters; texts in `overrides` stand before ours, those of one language first."""

    def __init__(
        self, *, base_url: str, contact: str, regions: RegionBook, overrides: Path
    ) -> None:
        """Take what every letter may say; `contact` may be empty."""
        self.overrides = overrides
        self._contact = contact
        self._base_url = base_url
        self._tongues = {code: self._tongue(code, regions) for code in LANGUAGES}

    def write(self, letter: Letter) -> Written:
        """Put a letter into words; an unknown language is English.

        Raises `Unwritable` where the text, or what it is told to say, does not do.
        """
        language = letter.language if letter.language in self._tongues else LANGUAGES[0]
        tongue = self._tongues[language]
        name = f"{letter.template}.txt"
        try:
            said = self._said(letter, tongue=tongue, language=language)
            template = tongue.get_template(name)
            text = template.render(said)
        except Exception as fault:
            # A template can fail in every way that Python can.
            raise BrokenText(_place_of(fault) or Place(name, 0), _reason(fault)) from fault
        return _parted(text, Place(str(template.filename), 1))

    def _said(
        self, letter: Letter, *, tongue: ImmutableSandboxedEnvironment, language: str
    ) -> Mapping[str, Any]:
        params = {name: _tidy(value, is_long=name in LONG) for name, value in letter.params.items()}
        addresses = Addresses(self._base_url, "" if language == LANGUAGES[0] else f"/{language}")
        said = {
            **params,
            **addresses.pages(),
            "contact": self._contact,
            "when": _when(letter.queued_at, language),
        }
        if "token" in params:
            purpose = LinkPurpose(params["purpose"])
            spoken: Any = tongue.globals["spoken"]
            said["link"] = addresses.link(purpose, params["token"])
            said["life"] = _lasting(LIFETIMES[purpose], spoken)
        return said

    def _tongue(self, language: str, regions: RegionBook) -> ImmutableSandboxedEnvironment:
        shipped = paths.TEMPLATES / "mail"
        made = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([self.overrides / language, self.overrides, shipped]),
            undefined=StrictUndefined,
            # It is plain text.
            autoescape=False,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # What was tried at the start is what is used.
            auto_reload=False,
        )
        spoken = Translations.load(str(paths.TRANSLATIONS), [language])
        made.install_gettext_translations(spoken, newstyle=True)  # type: ignore[attr-defined]
        phrases = Phrases(spoken, language=language, regions=regions)
        made.globals.update(
            spoken=spoken,
            fact=Facts(spoken, language=language),
            why=phrases.why,
            about=phrases.about,
            way=phrases.way,
            part=phrases.part,
            asked=phrases.asked,
            people=phrases.people,
            place=phrases.place,
        )
        return made


def _parted(text: str, place: Place) -> Written:
    head, _, body = text.replace("\r\n", "\n").lstrip("\n").partition("\n")
    subject = _tidy(head.removeprefix(_SUBJECT), is_long=False)
    if not head.startswith(_SUBJECT) or not subject:
        raise BrokenText(place, "its first line is no “Subject: …”")
    if not body.startswith("\n") or not body.strip():
        raise BrokenText(place, "after the subject comes no blank line and then a text")
    return Written(subject=subject, body=_TOO_MANY_BLANKS.sub("\n\n", body.strip()) + "\n")


def _tidy(text: str, *, is_long: bool) -> str:
    """Leave out what is not seen: controls, marks of direction and, unless long, new lines."""
    if not is_long:
        return " ".join(_seen(text).split())
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_seen(line).rstrip() for line in lines).strip("\n")


def _seen(text: str) -> str:
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)


def _when(at: datetime, language: str) -> str:
    locale, day = LOCALES[language], at.astimezone(UTC)
    time = format_time(day, "short", tzinfo=UTC, locale=locale)
    return f"{format_date(day, 'long', locale=locale)}, {time} UTC"


def _lasting(life: timedelta, spoken: NullTranslations) -> str:
    if life > _DAY:
        number = life // _DAY
        said = spoken.ngettext("%(number)s day", "%(number)s days", number)
    elif life >= _HOUR:
        number = life // _HOUR
        said = spoken.ngettext("%(number)s hour", "%(number)s hours", number)
    else:
        number = life // timedelta(minutes=1)
        said = spoken.ngettext("%(number)s minute", "%(number)s minutes", number)
    return str(said) % {"number": number}


def _place_of(fault: Exception) -> Place | None:
    if isinstance(fault, TemplateSyntaxError):
        return Place(fault.filename or fault.name or "", fault.lineno)
    found, step = None, fault.__traceback__
    while step is not None:
        found, step = _in_template(step) or found, step.tb_next
    return found


def _in_template(step: TracebackType) -> Place | None:
    file = step.tb_frame.f_code.co_filename
    return Place(file, step.tb_lineno) if file.endswith(".txt") else None


def _reason(fault: Exception) -> str:
    return str(fault) or type(fault).__name__
