import pytest

from directory.domain.entry.contacts import (
    EmailFault,
    Phone,
    PhoneFault,
    read_email,
    read_phone,
)
from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.vocabulary import Country
from tests.domain.entry.reading import Answers
from tests.domain.entry.said import Short, params, said, stops, warns

US = Country.US


def test_a_telephone_number_is_read_for_its_country() -> None:
    read = read_phone("  303  555 0100 ", Country.CA, reading=Answers())
    assert read == Checked("CA:303 555 0100")


def test_contacts_are_optional() -> None:
    assert read_phone(" ", US, reading=Answers()) == Checked(None)
    assert read_email(" ", reading=Answers()) == Checked(None)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (PhoneFault.NOT_A_NUMBER, FaultCode.PHONE_NOT_A_NUMBER),
        (PhoneFault.LENGTH, FaultCode.PHONE_LENGTH),
        (PhoneFault.NOT_IN_USE, FaultCode.PHONE_NOT_IN_USE),
    ],
)
def test_a_telephone_number_that_cannot_be_called_is_refused(
    fault: PhoneFault, code: FaultCode
) -> None:
    assert said(read_phone("1", US, reading=Answers(a_phone=fault))) == stops(code)


def test_a_number_that_costs_extra_is_refused() -> None:
    premium = Answers(a_phone=Phone("+19005550100", "", premium=True))
    assert said(read_phone("1", US, reading=premium)) == stops(FaultCode.PHONE_PREMIUM)


def test_an_extension_is_dropped_and_said() -> None:
    extended = Answers(a_phone=Phone("+13035550100", "12", premium=False))
    read = read_phone("1", US, reading=extended)
    assert read.value == "+13035550100"
    assert said(read) == warns(FaultCode.PHONE_EXTENSION_DROPPED)
    assert params(read) == {"extension": "12"}


def test_a_telephone_number_is_short() -> None:
    assert read_phone("1" * 60, US, reading=Answers()).passes
    assert said(read_phone("1" * 61, US, reading=Answers())) == stops(FaultCode.TEXT_TOO_LONG)
    assert said(read_phone("1\0", US, reading=Answers())) == stops(FaultCode.TEXT_NOT_TEXT)


def test_an_address_is_read_without_outer_spaces() -> None:
    assert read_email(" a@b.example ", reading=Answers()) == Checked("a@b.example")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (EmailFault.FORM, FaultCode.EMAIL_FORM),
        (EmailFault.DOMAIN, FaultCode.EMAIL_DOMAIN),
        (EmailFault.CHARACTERS, FaultCode.EMAIL_CHARACTERS),
    ],
)
def test_an_address_that_takes_no_mail_is_refused(fault: EmailFault, code: FaultCode) -> None:
    assert said(read_email("x", reading=Answers(an_email=fault))) == stops(code)


def test_an_address_has_at_most_254_characters() -> None:
    def read(length: int) -> Short:
        return said(read_email("a" * length, reading=Answers()))

    assert read(254) == []
    assert read(255) == stops(FaultCode.TEXT_TOO_LONG)


def test_an_address_can_be_needed() -> None:
    assert said(read_email("", reading=Answers(), required=True)) == stops(FaultCode.TEXT_MISSING)
