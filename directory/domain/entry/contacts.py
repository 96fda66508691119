"""Telephone numbers and e-mail addresses; what they are made of is read by an adapter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from directory.domain.entry.faults import Checked, FaultCode, error, warning
from directory.domain.entry.text import missing, read_line
from directory.domain.vocabulary import Country

LONGEST_PHONE: Final = 60
LONGEST_EMAIL: Final = 254
"""The longest address that mail can be sent to (RFC 5321, 4.5.3.1.3)."""


class PhoneFault(StrEnum):
    """Why a text is no telephone number that patients can call."""

    NOT_A_NUMBER = "not_a_number"
    LENGTH = "length"
    NOT_IN_USE = "not_in_use"


class EmailFault(StrEnum):
    """Why a text is no address that mail can be sent to."""

    FORM = "form"
    DOMAIN = "domain"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number that can exist, in international form (E.164)."""

    e164: str
    extension: str
    premium: bool


class ContactReading(Protocol):
    """Reads contacts without asking anybody: no network."""

    def phone(self, text: str, country: Country) -> Phone | PhoneFault:
        """Read a number; one without a country code is of `country`."""
        ...

    def email(self, text: str) -> str | EmailFault:
        """Read an address in the form in which mail is sent to it."""
        ...


_PHONE: Final = {
    PhoneFault.NOT_A_NUMBER: FaultCode.PHONE_NOT_A_NUMBER,
    PhoneFault.LENGTH: FaultCode.PHONE_LENGTH,
    PhoneFault.NOT_IN_USE: FaultCode.PHONE_NOT_IN_USE,
}
_EMAIL: Final = {
    EmailFault.FORM: FaultCode.EMAIL_FORM,
    EmailFault.DOMAIN: FaultCode.EMAIL_DOMAIN,
    EmailFault.CHARACTERS: FaultCode.EMAIL_CHARACTERS,
}


def read_phone(
    text: str, country: Country, *, reading: ContactReading, field: str = "phone"
) -> Checked[str | None]:
    """Read a telephone number; an extension cannot be kept in international form."""
    line = read_line(text, field, longest=LONGEST_PHONE)
    if line.value is None:
        return line
    found = reading.phone(line.value, country)
    if isinstance(found, PhoneFault):
        return Checked(None, (error(_PHONE[found], field),))
    if found.premium:
        return Checked(None, (error(FaultCode.PHONE_PREMIUM, field),))
    if found.extension:
        code = FaultCode.PHONE_EXTENSION_DROPPED
        return Checked(found.e164, (warning(code, field, extension=found.extension),))
    return Checked(found.e164)


def read_email(
    text: str, *, reading: ContactReading, field: str = "email", required: bool = False
) -> Checked[str | None]:
    """Read an e-mail address; nobody is asked whether its domain takes mail."""
    if not text.strip():
        return missing(field) if required else Checked(None)
    if len(text) > LONGEST_EMAIL:
        return Checked(None, (error(FaultCode.TEXT_TOO_LONG, field, most=LONGEST_EMAIL),))
    found = reading.email(text.strip())
    if isinstance(found, EmailFault):
        return Checked(None, (error(_EMAIL[found], field),))
    return Checked(found)
