"""A practitioner's own facts as they are entered, checked whole."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from directory.domain.entry.bios import read_bio
from directory.domain.entry.contacts import ContactReading, read_email
from directory.domain.entry.duplicates import Known, check_person_known
from directory.domain.entry.faults import Checked, Fault, FaultCode, Findings, error
from directory.domain.entry.names import read_name
from directory.domain.entry.npi import read_npi
from directory.domain.entry.text import (
    LONGEST_WORD,
    check_order,
    check_whole,
    read_choice,
    short,
)
from directory.domain.languages import known_language
from directory.domain.vocabulary import Country, Headache

MOST_YEARS: Final = 80
MOST_AGE: Final = 120
MOST_FEE: Final = 5000
CURRENCIES: Final = {Country.US: "USD", Country.CA: "CAD"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A headache type that a person says they see, and for how many years."""

    headache: str
    years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """A person as entered; `countries`: where they practise; fees in whole units of `currency`."""

    given_name: str
    family_name: str
    suffix: str | None = None
    former_names: tuple[str, ...] = ()
    npi: str | None = None
    countries: frozenset[Country] = frozenset()
    email: str | None = None
    bio: str | None = None
    languages: tuple[str, ...] = ()
    headaches: tuple[Seen, ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    fee_low: int | None = None
    fee_high: int | None = None
    currency: str | None = None


def check_person(
    entry: PersonEntry, *, reading: ContactReading, submitting: bool, known: Known | None = None
) -> Checked[PersonEntry]:
    """Check what a person says of themselves; `known`: where they may be listed already."""
    found = Findings()
    entry = replace(
        entry,
        given_name=found.take(read_name(entry.given_name, "given_name"), entry.given_name),
        family_name=found.take(read_name(entry.family_name, "family_name"), entry.family_name),
        suffix=found.take_optional(
            read_name(entry.suffix or "", "suffix", required=False), entry.suffix
        ),
        former_names=tuple(
            found.take(read_name(name, "former_names"), name) for name in entry.former_names
        ),
        npi=found.take_optional(read_npi(entry.npi or "", countries=entry.countries), entry.npi),
        email=found.take_optional(read_email(entry.email or "", reading=reading), entry.email),
        bio=found.take_optional(read_bio(entry.bio or ""), entry.bio),
        languages=_each(entry.languages, read_language, found=found),
        headaches=_headaches(entry.headaches, found),
        currency=found.take_optional(_read_currency(entry.currency or ""), entry.currency),
    )
    if submitting and not entry.headaches:
        found.add((error(FaultCode.HEADACHE_MISSING, "headaches"),))
    found.add(_range_faults(entry))
    found.add(check_person_known(known or Known()))
    return found.about(entry)


def read_language(text: str, field: str = "languages") -> Checked[str | None]:
    """Read a language that we keep, as its tag."""
    tag = known_language(short(text, LONGEST_WORD))
    if tag is None:
        return Checked(None, (error(FaultCode.LANGUAGE_UNKNOWN, field),))
    return Checked(tag)


def read_headache(text: str, field: str = "headaches") -> Checked[str | None]:
    """Read a headache type that patients can search for."""
    read = read_choice(text, Headache, field=field)
    if read.value is None:
        values = ", ".join(Headache)
        return Checked(None, (error(FaultCode.HEADACHE_UNKNOWN, field, values=values),))
    return Checked(read.value.value)


def _each(
    texts: tuple[str, ...], read: Callable[[str], Checked[str | None]], *, found: Findings
) -> tuple[str, ...]:
    """Read a list, keeping its order and the first of equal ones."""
    return tuple(dict.fromkeys(found.take(read(text), text) for text in texts))


def _headaches(seen: tuple[Seen, ...], found: Findings) -> tuple[Seen, ...]:
    kept: dict[str, Seen] = {}
    for each in seen:
        kind = found.take(read_headache(each.headache), each.headache)
        found.add(check_whole(each.years, "headaches", low=0, high=MOST_YEARS))
        kept.setdefault(kind, Seen(kind, each.years))
    return tuple(kept.values())


def _read_currency(text: str) -> Checked[str | None]:
    code = short(text, LONGEST_WORD).upper()
    if not code:
        return Checked(None)
    if code not in CURRENCIES.values():
        values = ", ".join(CURRENCIES.values())
        return Checked(None, (error(FaultCode.CURRENCY_UNKNOWN, "currency", values=values),))
    return Checked(code)


def _range_faults(entry: PersonEntry) -> tuple[Fault, ...]:
    found = [
        *check_whole(entry.youngest, "youngest", low=0, high=MOST_AGE),
        *check_whole(entry.oldest, "oldest", low=0, high=MOST_AGE),
        *check_order(entry.youngest, entry.oldest, field="oldest"),
        *check_whole(entry.fee_low, "fee_low", low=0, high=MOST_FEE),
        *check_whole(entry.fee_high, "fee_high", low=0, high=MOST_FEE),
        *check_order(entry.fee_low, entry.fee_high, field="fee_high"),
    ]
    asked = entry.fee_low is not None or entry.fee_high is not None
    if asked and entry.currency is None:
        found.append(error(FaultCode.CURRENCY_MISSING, "currency"))
    return tuple(found)
