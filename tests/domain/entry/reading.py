"""A reader of contacts that answers what a test hands it."""

from dataclasses import dataclass

from directory.domain.entry.contacts import EmailFault, Phone, PhoneFault
from directory.domain.vocabulary import Country


@dataclass(frozen=True, slots=True)
class Answers:
    """What to answer; by default what was asked."""

    a_phone: Phone | PhoneFault | None = None
    an_email: str | EmailFault | None = None

    def phone(self, text: str, country: Country) -> Phone | PhoneFault:
        return self.a_phone or Phone(f"{country}:{text}", "", premium=False)

    def email(self, text: str) -> str | EmailFault:
        return self.an_email or text
