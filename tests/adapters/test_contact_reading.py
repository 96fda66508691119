import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.adapters.contact_reading import OfflineContactReading
from directory.domain.entry.contacts import (
    ContactReading,
    EmailFault,
    Phone,
    PhoneFault,
    read_email,
    read_phone,
)
from directory.domain.vocabulary import Country

READING: ContactReading = OfflineContactReading()
US, CA = Country.US, Country.CA


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("303-555-0100", "+13035550100"),
        ("(303) 555-0100", "+13035550100"),
        ("1 303 555 0100", "+13035550100"),
        ("+1 (303) 555.0100", "+13035550100"),
        ("1-800-FLOWERS", "+18003569377"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+52 55 1234 5678", "+525512345678"),
    ],
)
def test_numbers_are_read_in_international_form(text: str, e164: str) -> None:
    assert READING.phone(text, US) == Phone(e164, "", premium=False)


def test_both_countries_share_one_code_and_others_keep_theirs() -> None:
    assert READING.phone("604 555 0199", CA) == Phone("+16045550199", "", premium=False)
    # Without its country code a London number is read as the country's own.
    assert isinstance(READING.phone("020 7946 0958", US), PhoneFault)


def test_an_extension_is_told_apart() -> None:
    assert READING.phone("303-555-0100 x12", US) == Phone("+13035550100", "12", premium=False)


def test_numbers_that_cost_extra_are_known() -> None:
    assert READING.phone("900-555-0100", US) == Phone("+19005550100", "", premium=True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("abc", PhoneFault.NOT_A_NUMBER),
        ("+999 303 555 0100", PhoneFault.NOT_A_NUMBER),
        ("1", PhoneFault.NOT_A_NUMBER),
        ("911", PhoneFault.LENGTH),
        ("555-0100", PhoneFault.LENGTH),
        ("303-555-01001", PhoneFault.LENGTH),
        ("3" * 40, PhoneFault.LENGTH),
        ("+44 1", PhoneFault.LENGTH),
        ("011 4", PhoneFault.LENGTH),
        ("1" * 25, PhoneFault.LENGTH),
        ("000-000-0000", PhoneFault.NOT_IN_USE),
        ("123-456-7890", PhoneFault.NOT_IN_USE),
    ],
)
def test_what_nobody_can_call_is_told_why(text: str, fault: PhoneFault) -> None:
    assert READING.phone(text, US) is fault


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("a@clinic.example", "a@clinic.example"),
        ("Anna.Raman+list@Clinic.EXAMPLE", "Anna.Raman+list@clinic.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
    ],
)
def test_addresses_are_read_as_mail_is_sent_to_them(text: str, address: str) -> None:
    assert READING.email(text) == address


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("anna", EmailFault.FORM),
        ("@clinic.example", EmailFault.FORM),
        ("anna@", EmailFault.FORM),
        ("a@localhost", EmailFault.DOMAIN),
        ("a@clinic", EmailFault.DOMAIN),
        ("a@clinic..example", EmailFault.DOMAIN),
        ("a@[127.0.0.1]", EmailFault.DOMAIN),
        ("a@1.2.3.4", EmailFault.DOMAIN),
        ("a@clinic.test", EmailFault.DOMAIN),
        ("a@clinic.example.", EmailFault.DOMAIN),
        ("a@clinic.example\nBcc: b@clinic.example", EmailFault.CHARACTERS),
        ("ána@clinic.example", EmailFault.CHARACTERS),
        ("a b@clinic.example", EmailFault.CHARACTERS),
        ('"a b"@clinic.example', EmailFault.CHARACTERS),
        ("a@b@clinic.example", EmailFault.CHARACTERS),
        (f"{'a' * 65}@clinic.example", EmailFault.CHARACTERS),
        ("a..b@clinic.example", EmailFault.CHARACTERS),
    ],
)
def test_what_takes_no_mail_is_told_why(text: str, fault: EmailFault) -> None:
    assert READING.email(text) is fault


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=120))
def test_any_text_is_read_or_told_why(text: str) -> None:
    assert isinstance(READING.phone(text, US), Phone | PhoneFault)
    assert isinstance(READING.email(text), str)
    read_phone(text, CA, reading=READING)
    read_email(text, reading=READING)


@given(st.from_regex(r"\+?[0-9 ()x;=-]{0,30}", fullmatch=True))
def test_any_digits_are_read_or_told_why(text: str) -> None:
    found = READING.phone(text, US)
    if isinstance(found, Phone):
        assert READING.phone(found.e164, CA) == Phone(found.e164, "", premium=found.premium)
