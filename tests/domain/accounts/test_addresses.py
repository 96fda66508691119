from dataclasses import dataclass, field

import pytest

from directory.domain.accounts.addresses import read_address
from directory.domain.entry.contacts import LONGEST_EMAIL, EmailFault, Phone, PhoneFault
from directory.domain.entry.faults import FaultCode, error
from directory.domain.vocabulary import Country


@dataclass
class Reading:
    """Says of every address what it was told to."""

    answer: str | EmailFault | None = None
    asked: list[str] = field(default_factory=list)

    def email(self, text: str) -> str | EmailFault:
        self.asked.append(text)
        return text if self.answer is None else self.answer

    def phone(self, text: str, country: Country) -> Phone | PhoneFault:
        raise NotImplementedError


@pytest.mark.parametrize(
    "typed",
    [
        "robin.doe@clinic.example",
        "Robin.Doe@clinic.example",
        "ROBIN.DOE@CLINIC.EXAMPLE",
        "  Robin.Doe@Clinic.Example ",
    ],
)
def test_addresses_that_differ_in_capitals_alone_are_one_accounts(typed: str) -> None:
    read = read_address(typed, reading=Reading())
    assert (read.value, read.faults) == ("robin.doe@clinic.example", ())


def test_the_address_is_the_one_that_mail_is_sent_to() -> None:
    reading = Reading("Ä@clinic.example")
    assert read_address("A\u0308@clinic.example", reading=reading).value == "ä@clinic.example"
    assert len(reading.asked) == 1


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_address_is_required(typed: str) -> None:
    read = read_address(typed, reading=Reading())
    assert read.value is None
    assert read.faults == (error(FaultCode.TEXT_MISSING, "email"),)


def test_what_is_wrong_is_said_at_the_field() -> None:
    read = read_address("robin", reading=Reading(EmailFault.FORM), field="new")
    assert (read.value, read.faults) == (None, (error(FaultCode.EMAIL_FORM, "new"),))


@pytest.mark.parametrize(("length", "reads"), [(LONGEST_EMAIL, True), (LONGEST_EMAIL + 1, False)])
def test_an_address_is_as_long_as_mail_can_be_sent_to(length: int, *, reads: bool) -> None:
    typed = "a" * (length - len("@b.example")) + "@b.example"
    assert (read_address(typed, reading=Reading()).value == typed) is reads
