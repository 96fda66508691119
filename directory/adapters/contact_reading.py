"""Telephone numbers by libphonenumber's tables, e-mail addresses by the mail standards: offline."""

from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from directory.domain.entry.contacts import EmailFault, Phone, PhoneFault
from directory.domain.vocabulary import Country

_PREMIUM: Final = frozenset(
    {phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST}
)
_WRONG_LENGTH: Final = frozenset(
    {
        phonenumbers.ValidationResult.TOO_SHORT,
        phonenumbers.ValidationResult.TOO_LONG,
        phonenumbers.ValidationResult.INVALID_LENGTH,
        phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
    }
)
_UNPARSED: Final = {
    phonenumbers.NumberParseException.TOO_LONG: PhoneFault.LENGTH,
    phonenumbers.NumberParseException.TOO_SHORT_NSN: PhoneFault.LENGTH,
    phonenumbers.NumberParseException.TOO_SHORT_AFTER_IDD: PhoneFault.LENGTH,
}


class OfflineContactReading:
    """Reads contacts from what the libraries carry with them; asks nobody."""

    def phone(self, text: str, country: Country) -> Phone | PhoneFault:
        """Read a number; one without a country code is of `country`."""
        try:
            number = phonenumbers.parse(text, country.value)
        except phonenumbers.NumberParseException as fault:
            return _UNPARSED.get(fault.error_type, PhoneFault.NOT_A_NUMBER)
        if phonenumbers.is_possible_number_with_reason(number) in _WRONG_LENGTH:
            return PhoneFault.LENGTH
        if not phonenumbers.is_valid_number(number):
            return PhoneFault.NOT_IN_USE
        return Phone(
            e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
            extension=number.extension or "",
            premium=phonenumbers.number_type(number) in _PREMIUM,
        )

    def email(self, text: str) -> str | EmailFault:
        """Read an address in the form in which mail is sent to it (its domain in ASCII)."""
        local, at, domain = text.rpartition("@")
        if not at or not local or not domain:
            return EmailFault.FORM
        try:
            # Mail to a name outside ASCII is still refused by many servers.
            read = validate_email(
                text, check_deliverability=False, allow_smtputf8=False, strict=True
            )
        except EmailNotValidError:
            return _email_fault(domain)
        return str(read.ascii_email)


def _email_fault(domain: str) -> EmailFault:
    """Say which part is at fault: the domain, where it fails beside a name that cannot."""
    try:
        validate_email(f"a@{domain}", check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return EmailFault.DOMAIN
    return EmailFault.CHARACTERS
