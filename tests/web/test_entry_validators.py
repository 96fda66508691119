"""Forms refuse what the domain refuses, in its words, and keep what was typed."""

import io
from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import FileField, Form, StringField

from directory.adapters.contact_reading import OfflineContactReading
from directory.domain.entry.dates import Completion
from directory.domain.entry.faults import FaultCode, error, flag, warning
from directory.domain.vocabulary import Country
from directory.web import entry_validators as ask
from tests.web.spoken import english, speaking_app

pytestmark = pytest.mark.usefixtures("english")

__all__ = ["english", "speaking_app"]

READING = OfflineContactReading()


def country_of(form: Form) -> Country:
    return Country(form["country"].data or "US")


class Everything(Form):
    country = StringField()
    course = StringField(validators=[ask.one_line("course", longest=10)])
    given_name = StringField(validators=[ask.name("given_name", required=False)])
    npi = StringField(validators=[ask.npi(lambda form: [country_of(form)])])
    number = StringField(validators=[ask.licence_number(country=country_of, required=False)])
    issued = StringField(validators=[ask.day("issued")])
    completed = StringField(validators=[ask.completed("completed")])
    hours = StringField(validators=[ask.hours("hours")])
    sessions = StringField(validators=[ask.whole_number("sessions", low=0, high=9)])
    phone = StringField(validators=[ask.phone(READING, country=country_of)])
    email = StringField(validators=[ask.email(READING)])
    website = StringField(validators=[ask.website("website")])
    bio = StringField(validators=[ask.bio()])


class Postal(Form):
    country = StringField()
    postal_code = StringField(validators=[ask.postal_code(country=country_of)])


class Upload(Form):
    file = FileField(validators=[ask.EvidenceFile()])


def filled(form: type[Form], **typed: Any) -> Form:  # noqa: ANN401  (text, or a file)
    made = form(MultiDict(typed))
    made.validate()
    return made


def errors(form: Form) -> dict[str, Any]:
    return {str(field): list(said) for field, said in form.errors.items()}


@pytest.mark.parametrize(
    ("field", "typed", "read"),
    [
        ("course", " A  course", "A course"),
        ("given_name", " Anna ", "Anna"),
        ("npi", "1234 567 893", "1234567893"),
        ("number", "ptl 12", "PTL 12"),
        ("issued", "2027-2-28", date(2027, 2, 28)),
        ("completed", "2014", Completion(2014)),
        ("hours", "12,5", 12.5),
        ("sessions", "9", 9),
        ("phone", "303-555-0100", "+13035550100"),
        ("email", "a@Clinic.example", "a@clinic.example"),
        ("website", "clinic.example", "https://clinic.example"),
        ("bio", "The best\r\none", "The best\none"),
    ],
)
def test_a_field_keeps_what_was_typed_and_what_was_read(
    field: str, typed: str, read: object
) -> None:
    form = filled(Everything, **{field: typed})
    assert not errors(form)
    assert form[field].data == typed
    assert form[field].read == read  # type: ignore[attr-defined]  # put there by the validator


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("course", "a" * 11, "10 characters"),
        ("given_name", "1", "has letters in it"),
        ("npi", "1234567890", "last digit"),
        ("number", "#1", "license number"),
        ("issued", "27-02-28", "4 digits"),
        ("completed", "14", "4 digits"),
        ("hours", "1,000", "without a comma"),
        ("sessions", "10", "from 0 to 9"),
        ("phone", "911", "digits"),
        ("email", "anna", "with a name, an @"),
        ("website", "localhost", "everybody can open"),
        ("bio", "\0a\0b", "cannot be shown"),
    ],
)
def test_a_field_is_refused_in_one_sentence(field: str, typed: str, words: str) -> None:
    form = filled(Everything, **{field: typed})
    ((where, said),) = errors(form).items()
    assert where == field
    assert len(said) == 1
    assert words in said[0]
    assert form[field].data == typed


def test_empty_fields_pass_where_they_may() -> None:
    assert not errors(filled(Everything))


def test_the_country_of_a_form_decides_about_words_and_numbers() -> None:
    canadian = filled(Everything, country="CA", npi="1234567893", number="#1")
    assert "Leave this field empty" in errors(canadian)["npi"][0]
    assert "licence number" in errors(canadian)["number"][0]
    assert filled(Postal, country="CA", postal_code="m5v2t6")["postal_code"].read == "M5V 2T6"  # type: ignore[attr-defined]  # put there by the validator
    assert "ZIP code of 5 digits" in errors(filled(Postal, postal_code="1"))["postal_code"][0]
    assert "Enter the ZIP or postal code" in errors(filled(Postal))["postal_code"][0]


def test_a_file_is_judged_and_left_as_it_was() -> None:
    stream = io.BytesIO(b"%PDF-1.7 and more" + b"x" * 100)
    file = FileStorage(stream, filename="a.pdf", content_type="application/pdf")
    assert not errors(filled(Upload, file=file))
    assert stream.tell() == 0
    assert ask.facts_of(file).size == 117
    assert ask.facts_of(file).first_bytes == stream.getvalue()[:64]
    assert ask.facts_of(file).media_type == "application/pdf"


def test_a_file_that_is_no_evidence_is_refused() -> None:
    page = FileStorage(io.BytesIO(b"<html>"), filename="a.pdf")
    assert errors(filled(Upload, file=page))["file"] == [
        "The selected file must be a PDF, JPG, PNG or HEIC"
    ]
    assert "empty" in errors(filled(Upload, file=FileStorage(filename="a.pdf")))["file"][0]


def test_no_file_is_no_fault() -> None:
    assert not errors(filled(Upload))
    assert not errors(filled(Upload, file=FileStorage(filename="")))


def test_faults_of_a_whole_record_stand_at_their_fields() -> None:
    form = filled(Everything)
    faults = [
        error(FaultCode.LICENCE_ADDED_ALREADY, "number"),
        error(FaultCode.LICENCE_ADDED_ALREADY, "number"),
        error(FaultCode.END_TOO_FAR, "expires", latest="2036-11-24"),
        error(FaultCode.RULE_WAITS, "profession", region="OR", citation="c", as_of="d", source="s"),
        warning(FaultCode.HEAD_NECK_NO, "head_neck"),
        flag(FaultCode.NAME_DIFFERS, "number", score="0.4"),
    ]
    ask.put_at_fields(form, faults, country=Country.CA, names={"expires": "issued"})
    assert form["number"].errors == ["You have added this licence already"]
    assert form["issued"].errors == [
        "The end date must be 24 November 2036 or earlier. Check the year"
    ]
    assert len(form.form_errors) == 1
    assert "the law allows it once the board has made rules" in form.form_errors[0]
    assert not form["phone"].errors


def test_the_person_is_shown_warnings_and_never_flags() -> None:
    faults = [
        error(FaultCode.DATE_FORM, "issued"),
        warning(FaultCode.HEAD_NECK_NO, "head_neck"),
        flag(FaultCode.NAME_DIFFERS, "number", score="0.4"),
    ]
    ((field, said),) = ask.warnings(faults, country=Country.US)
    assert field == "head_neck"
    assert "do not appear in search" in said
