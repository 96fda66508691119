"""Which e-mail addresses are one account's: those that differ in capitals alone are."""

from directory.domain.entry.contacts import ContactReading, read_email
from directory.domain.entry.faults import Checked


def read_address(
    text: str, *, reading: ContactReading, field: str = "email"
) -> Checked[str | None]:
    """Read the address somebody signs in with, in the one form in which it is compared.

    No mail service in use tells capitals apart, and nobody remembers theirs.
    """
    read = read_email(text, reading=reading, field=field, required=True)
    return read if read.value is None else Checked(read.value.lower(), read.faults)
