"""Facts of a listing as letters say them: days, places with their hours, languages, headaches."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.support import NullTranslations

from directory.domain.vocabulary import Headache

N_: Final = str
"""Marks a text for those who translate it."""

LOCALES: Final = {"en": "en_US", "es": "es_US", "fr": "fr_CA"}
_HEADACHES: Final[Mapping[Headache, str]] = MappingProxyType(
    {
        Headache.TENSION: N_("tension-type headache"),
        Headache.MIGRAINE: N_("migraine"),
        Headache.CLUSTER: N_("cluster headache"),
        Headache.SINUS: N_("sinus-area pain"),
        Headache.CERVICOGENIC: N_("neck-related headache"),
    }
)
_NORTH_AMERICAN: Final = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")
_HOUR: Final = 60
_LAST_MINUTE: Final = 1440


class Facts:
    """Says facts in one language."""

    def __init__(self, spoken: NullTranslations, *, language: str) -> None:
        self._say = spoken.gettext
        self._locale = LOCALES[language]

    def day(self, iso: str) -> str:
        """Write a day."""
        return format_date(date.fromisoformat(iso), "long", locale=self._locale)

    def day_after(self, iso: str) -> str:
        """Write the day after one."""
        return self.day((date.fromisoformat(iso) + timedelta(days=1)).isoformat())

    def headaches(self, codes: str) -> str:
        """Name headaches in a sentence."""
        return self._list([self._say(_HEADACHES[Headache(code)]) for code in codes.split()])

    def languages(self, codes: str) -> str:
        """Name languages; a code that nobody knows stays as it is."""
        return self._list([self._language(code) for code in codes.split()])

    def places(self, lines: str) -> list[str]:
        """Write each place on a line: where it is, how to call it, and when it is open."""
        return [self._place(json.loads(line)) for line in lines.splitlines()]

    def _list(self, named: list[str]) -> str:
        return format_list(named, locale=self._locale) if named else ""

    def _language(self, code: str) -> str:
        try:
            return Locale.parse(code, sep="-").get_display_name(self._locale) or code
        except (UnknownLocaleError, ValueError):
            return code

    def _place(self, place: Mapping[str, Any]) -> str:
        where = ", ".join(filter(None, (place["name"], place["street"], place["town"])))
        phone = _NORTH_AMERICAN.sub(r"+1 \1-\2-\3", place["phone"])
        hours = "; ".join(
            self._span(weekday, opens, closes=closes) for weekday, opens, closes in place["hours"]
        )
        return " · ".join(filter(None, (where, phone, hours)))

    def _span(self, weekday: int, opens: int, *, closes: int) -> str:
        names = get_day_names("abbreviated", context="stand-alone", locale=self._locale)
        return f"{names[weekday - 1]} {self._time(opens)}–{self._time(closes)}"

    def _time(self, minutes: int) -> str:
        hour, minute = divmod(minutes % _LAST_MINUTE, _HOUR)
        at = datetime.combine(date(2026, 1, 1), time(hour, minute), UTC)
        return format_time(at, "short", tzinfo=UTC, locale=self._locale)
