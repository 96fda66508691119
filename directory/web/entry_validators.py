"""WTForms validators that ask the domain: the form refuses what the importer and API refuse."""

from collections.abc import Callable, Iterable, Mapping
from io import SEEK_END, SEEK_SET
from typing import Any, Final

from werkzeug.datastructures import FileStorage
from wtforms import Field, Form
from wtforms.validators import StopValidation

from directory.domain.entry.addresses import read_postal_code
from directory.domain.entry.bios import read_bio
from directory.domain.entry.contacts import ContactReading, read_email, read_phone
from directory.domain.entry.dates import read_completion, read_date
from directory.domain.entry.evidence import FIRST_BYTES, FileFacts, check_file
from directory.domain.entry.faults import Checked, Fault, Weight
from directory.domain.entry.hours import read_hours
from directory.domain.entry.licence_numbers import read_licence_number
from directory.domain.entry.names import read_name
from directory.domain.entry.npi import read_npi
from directory.domain.entry.text import read_line, read_whole
from directory.domain.entry.websites import read_website
from directory.domain.vocabulary import Country
from directory.web.entry_sentences import sentence

CountryOf = Callable[[Form], Country]
"""Says which country a form is about, so that words and codes are that country's."""
Reader = Callable[[str, Form], Checked[Any]]


def in_united_states(_form: Form) -> Country:
    """Answer for forms that ask for no country."""
    return Country.US


class Reads:
    """Reads a field through the domain; its first error stands at the field as a sentence.

    What was read is kept as `field.read`; what was typed stays in the field.
    """

    def __init__(self, reader: Reader, *, country: CountryOf = in_united_states) -> None:
        self._reader = reader
        self._country = country

    def __call__(self, form: Form, field: Field) -> None:
        """Stop the field at its first error."""
        checked = self._reader(field.data or "", form)
        field.read = checked.value  # type: ignore[attr-defined]
        _stop(checked.faults, self._country(form))


class EvidenceFile:
    """Refuses a file that cannot be evidence by its size, beginning and name.

    Whether it is encrypted, active or damaged is seen when it is taken apart, after the form.
    """

    def __call__(self, form: Form, field: Field) -> None:
        """Stop the field where the file is none that we read."""
        file = field.data
        if isinstance(file, FileStorage) and file.filename:
            _stop(check_file(facts_of(file), field=field.short_name), in_united_states(form))


def facts_of(file: FileStorage) -> FileFacts:
    """Look at a file that was uploaded, and leave it as it was."""
    size = file.stream.seek(0, SEEK_END)
    file.stream.seek(0, SEEK_SET)
    first = file.stream.read(FIRST_BYTES)
    file.stream.seek(0, SEEK_SET)
    return FileFacts(
        name=file.filename or "", media_type=file.mimetype, size=size, first_bytes=first
    )


def one_line(field: str, *, longest: int, required: bool = False) -> Reads:
    """Ask for a line of text."""
    return Reads(lambda text, _: read_line(text, field, longest=longest, required=required))


def name(field: str, *, required: bool = True) -> Reads:
    """Ask for a name."""
    return Reads(lambda text, _: read_name(text, field, required=required))


def npi(countries: Callable[[Form], Iterable[Country]]) -> Reads:
    """Ask for an NPI of somebody who practises in these countries."""
    return Reads(lambda text, form: read_npi(text, countries=tuple(countries(form))))


def licence_number(*, country: CountryOf = in_united_states, required: bool = True) -> Reads:
    """Ask for a licence number."""
    return Reads(lambda text, _: read_licence_number(text, required=required), country=country)


def day(field: str) -> Reads:
    """Ask for a day."""
    return Reads(lambda text, _: read_date(text, field))


def completed(field: str) -> Reads:
    """Ask when a course ended: a day, or the year alone."""
    return Reads(lambda text, _: read_completion(text, field))


def hours(field: str) -> Reads:
    """Ask for a number of hours."""
    return Reads(lambda text, _: read_hours(text, field))


def whole_number(field: str, *, low: int, high: int) -> Reads:
    """Ask for a whole number between two others."""
    return Reads(lambda text, _: read_whole(text, field, low=low, high=high))


def phone(reading: ContactReading, *, country: CountryOf = in_united_states) -> Reads:
    """Ask for a telephone number; one without a country code is of the form's country."""
    return Reads(
        lambda text, form: read_phone(text, country(form), reading=reading), country=country
    )


def email(reading: ContactReading, *, required: bool = False) -> Reads:
    """Ask for an e-mail address."""
    return Reads(lambda text, _: read_email(text, reading=reading, required=required))


def website(field: str, *, required: bool = False) -> Reads:
    """Ask for a website."""
    return Reads(lambda text, _: read_website(text, field, required=required))


def postal_code(*, country: CountryOf = in_united_states) -> Reads:
    """Ask for a ZIP or postal code, as the form's country writes it."""
    return Reads(lambda text, form: read_postal_code(text, country(form)), country=country)


def bio() -> Reads:
    """Ask what a person says of themselves."""
    return Reads(lambda text, _: read_bio(text))


_SAME: Final[Mapping[str, str]] = {}


def put_at_fields(
    form: Form,
    faults: Iterable[Fault],
    *,
    country: Country,
    names: Mapping[str, str] = _SAME,
) -> None:
    """Put the errors of a whole record at the fields they are about, others above the form.

    `names`: what the form calls a field of the record, where it has another name.
    """
    for fault in faults:
        if fault.weight is Weight.ERROR:
            said = sentence(fault, country)
            field = names.get(fault.field, fault.field)
            if field not in form:
                form.form_errors.append(said)
            elif said not in form[field].errors:
                form[field].errors = [*form[field].errors, said]


def warnings(faults: Iterable[Fault], *, country: Country) -> tuple[tuple[str, str], ...]:
    """Give what is shown to the person and lets pass: field and sentence; never a flag."""
    return tuple(
        (fault.field, sentence(fault, country))
        for fault in faults
        if fault.weight is Weight.WARNING
    )


def _stop(faults: Iterable[Fault], country: Country) -> None:
    for fault in faults:
        if fault.weight is Weight.ERROR:
            raise StopValidation(sentence(fault, country))
