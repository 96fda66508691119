"""Every mistake that the pages of person, places and patients can meet, said where it is made."""

from typing import Any, Final

import pytest
from flask import Flask

from directory.db import Database
from directory.domain import ids
from directory.domain.entry.faults import FaultCode
from directory.domain.vocabulary import Country
from tests.factories import person
from tests.pages import Page, read_page
from tests.visitors import AccountClient, office_of
from tests.ways_in import SYSTEM
from tests.web.practitioner.own_pages import refused, said_at, save
from tests.web.practitioner.test_places import NUMBER, begun, facts, path, place_path

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SEEN: Final = frozenset({
    FaultCode.TEXT_MISSING, FaultCode.TEXT_TOO_LONG, FaultCode.TEXT_NOT_TEXT,
    FaultCode.CHOICE_UNKNOWN, FaultCode.NUMBER_NOT_WHOLE, FaultCode.NUMBER_RANGE,
    FaultCode.NUMBERS_ORDER,
    FaultCode.NAME_NO_LETTERS,
    FaultCode.NPI_CHARACTERS, FaultCode.NPI_LENGTH, FaultCode.NPI_FIRST_DIGIT,
    FaultCode.NPI_CHECK_DIGIT, FaultCode.NPI_NOT_IN_CANADA, FaultCode.NPI_ON_ANOTHER_LISTING,
    FaultCode.PHONE_NOT_A_NUMBER, FaultCode.PHONE_LENGTH, FaultCode.PHONE_NOT_IN_USE,
    FaultCode.PHONE_PREMIUM, FaultCode.PHONE_EXTENSION_DROPPED,
    FaultCode.PHONE_AND_NAME_ELSEWHERE,
    FaultCode.EMAIL_FORM, FaultCode.EMAIL_DOMAIN, FaultCode.EMAIL_CHARACTERS,
    FaultCode.WEBSITE_CHARACTERS, FaultCode.WEBSITE_SCHEME, FaultCode.WEBSITE_FORM,
    FaultCode.WEBSITE_CREDENTIALS, FaultCode.WEBSITE_PORT, FaultCode.WEBSITE_ADDRESS_NUMBER,
    FaultCode.WEBSITE_NOT_PUBLIC,
    FaultCode.REGION_UNKNOWN, FaultCode.POSTAL_CODE_US, FaultCode.POSTAL_CODE_CA,
    FaultCode.POSTAL_CODE_OTHER_COUNTRY, FaultCode.POSTAL_CODE_MILITARY,
    FaultCode.COORDINATES_INCOMPLETE, FaultCode.COORDINATES_RANGE,
    FaultCode.ADDRESS_NOT_FOUND, FaultCode.ADDRESS_OUTSIDE_REGION,
    FaultCode.ADDRESS_IS_THIS_RIGHT, FaultCode.POINT_FAR_FROM_ADDRESS,
    FaultCode.OPENING_HOURS_FORM, FaultCode.OPENING_HOURS_ORDER, FaultCode.OPENING_HOURS_OVERLAP,
    FaultCode.PROFESSION_MISSING, FaultCode.CONDITION_UNKNOWN, FaultCode.LANGUAGE_UNKNOWN,
})  # fmt: skip
"""What is seen here or in `test_places`: the point asks instead of `ADDRESS_IS_THIS_RIGHT`."""

PERSON = f"/listing/{ids.encode(NUMBER)}/person"
PATIENTS = f"/listing/{ids.encode(NUMBER)}/patients"
LONG = "a" * 3000
BIDI = "Ada\u202e"


def said(client: AccountClient, page: str, field: str, **typed: Any) -> str:  # noqa: ANN401
    """Send a page with something typed over it, and give what is said at a field."""
    return said_at(refused(save(client, page, **typed)), field)


def test_names_are_read(app: Flask, database: Database) -> None:
    client = begun(app)
    name = f"{PERSON}/name"
    assert said(client, name, "given_name", given_name=" ") == "Enter the given name"
    assert said(client, name, "family_name", family_name="") == "Enter the family name"
    assert said(client, name, "given_name", given_name=LONG).startswith("Use 100 characters")
    assert said(client, name, "suffix", suffix=BIDI).startswith("There are characters here")
    assert said(client, name, "family_name", family_name="1234").startswith("Enter a name that has")
    former = f"{PERSON}/former-names"
    assert said(client, former, "former_names", former_names="Ada Old\n42").startswith(
        "Enter a name"
    )
    assert facts(database).name == "Ada Example"


def test_an_npi_says_which_digit_is_wrong(app: Flask, database: Database) -> None:
    client = begun(app)
    with office_of(app).act(SYSTEM) as act:
        other = person(act.session, number=8, at=act.at, family="Other")
        other.npi = "1234567893"
    npi = f"{PERSON}/npi"
    for typed, begins in (
        ("12345a7893", "An NPI has digits only"),
        ("123", "An NPI has 10 digits and you entered 3"),
        ("3234567893", "An NPI begins with 1 or 2"),
        ("1234567890", "The last digit of this NPI"),
        ("1234567893", "This NPI is on another listing already"),
    ):
        page = refused(save(client, npi, npi=typed))
        assert said_at(page, "npi").startswith(begins)
        assert page.one("input", id="npi").get("value") == typed
    with office_of(app).act(SYSTEM) as act:
        in_canada = act.session.get_one(type(other), NUMBER)
        in_canada.locations[0].country = Country.CA
    assert said(client, npi, "npi", npi="1245319599").startswith("NPIs are given in the United")
    assert facts(database).npi is None


def test_professions_headaches_and_lists_are_read(app: Flask, database: Database) -> None:
    client = begun(app)
    where = f"{PERSON}/professions"
    assert said(client, where, "professions") == "Choose at least one profession"
    unknown = said(client, f"{PERSON}/gender", "gender", gender="nonsense")
    assert unknown.startswith("Choose one of the answers offered")
    listed = said(client, f"{PATIENTS}/conditions", "conditions", conditions=["gout"])
    assert listed == "Choose conditions from the list"
    assert said(client, f"{PATIENTS}/languages", "languages", languages=["xx"]).startswith(
        "We do not know this language"
    )
    assert said(client, f"{PATIENTS}/techniques", "techniques", techniques=["x"]).startswith(
        "Choose one of the answers offered"
    )
    years = said(client, f"{PATIENTS}/headaches", "years_migraine", years_migraine="many")
    assert years.startswith("Enter a whole number from 0 to 80")
    assert said(client, f"{PATIENTS}/ages", "oldest", youngest="18", oldest="6").startswith(
        "The range begins at 18 and ends at 6"
    )
    assert said(client, f"{PATIENTS}/ages", "oldest", oldest="200").startswith(
        "Enter a number from"
    )
    assert said(client, f"{PATIENTS}/payment", "fee_low", fee_low="-5").startswith("Enter a whole")
    assert facts(database).conditions == ()


def test_contacts_are_read(app: Flask) -> None:
    client = begun(app)
    contact = f"{PATIENTS}/contact"
    for typed, begins in (
        ("ada", "Enter an e-mail address with a name"),
        ("ada@nowhere", "No mail can be sent to what stands after the @"),
        ("ádá@clinic.com", "What stands before the @"),
    ):
        assert said(client, contact, "email", email=typed).startswith(begins)
    for typed, begins in _WEBSITES:
        assert said(client, contact, "booking_link", booking_link=typed).startswith(begins)
    assert said(client, f"{PATIENTS}/bio", "bio", bio=LONG).startswith("Use 2000 characters")
    question = f"/listing/{ids.encode(NUMBER)}/questions/sessions"
    assert said(client, question, "choices", choices=["1_to_3", "depends"]).startswith("Choose one")
    assert said(client, question, "words", words=LONG).startswith("Use 500 characters")


_WEBSITES = (
    ("https://clinic .com", "A website has no spaces"),
    ("ftp://clinic.com", "Enter a website that begins with https://"),
    ("https://clinic..com", "Enter the website in full"),
    ("https://ada@clinic.com", "Remove the user name and the @"),
    ("https://clinic.com:8080", "Remove the number after the colon"),
    ("https://8.8.8.8", "Enter the website’s name"),
    ("https://localhost", "Enter a website that everybody can open"),
)


def test_how_a_place_is_reached_is_read(app: Flask, database: Database) -> None:
    client = begun(app)
    place = facts(database).places[0]
    reach = place_path(place.id, "reach")
    for typed, begins in (
        ("call me", "Enter a telephone number with its area code"),
        ("303-555", "This telephone number has too few or too many digits"),
        ("123-555-0100", "No telephone has this number"),
        ("900-555-0100", "Callers pay extra for this number"),
    ):
        assert said(client, reach, "phone", phone=typed).startswith(begins), typed
    for typed, begins in _WEBSITES:
        assert said(client, reach, "website", website=typed).startswith(begins)


def test_what_is_odd_is_shown_once_and_then_saved(app: Flask, database: Database) -> None:
    client = begun(app)
    with office_of(app).act(SYSTEM) as act:
        person(act.session, number=8, at=act.at).locations[0].phone = "+13035550199"
    place = facts(database).places[0]
    reach = place_path(place.id, "reach")
    page = _noticed(client, reach, phone="303-555-0177 ext. 5")
    assert "We show this number without its extension (5)" in _notes(page)
    assert facts(database).places[0].phone == place.phone
    again = {"phone": "303-555-0177 ext. 5", "noticed": _value(page, "noticed")}
    assert save(client, reach, **again).status_code == 303
    assert facts(database).places[0].phone == "+13035550177"
    page = _noticed(client, reach, phone="303-555-0199")
    assert "Somebody of your name has a listing with this telephone number" in _notes(page)


def test_an_address_is_read(app: Flask, database: Database) -> None:
    client = begun(app)
    new = path("/new")
    good = {"name": "A", "street": "1 Main St", "city": "Denver", "where": "US-CO",
            "postal_code": "80211"}  # fmt: skip
    for field, typed, begins in (
        ("name", "", "Enter the name"),
        ("street", "", "Enter the street and number, or choose “Show only the town”"),
        ("city", "", "Enter the city or town"),
        ("where", "", "Choose a state or province"),
        ("where", "US-XX", "Choose a state, province or territory"),
        ("where", "CA-ON", "This postal code is of the other country"),
        ("postal_code", "802", "Enter a ZIP code of 5 digits"),
        ("postal_code", "M5V 2T6", "This postal code is of the other country"),
        ("postal_code", "09001", "09001 is a military mail code"),
    ):
        wrong = {**good, field: typed}
        at = "postal_code" if (field, typed) == ("where", "CA-ON") else field
        assert said(client, new, at, **wrong).startswith(begins), (field, typed)
    canadian = {**good, "where": "CA-ON", "postal_code": "M5V"}
    assert said(client, new, "postal_code", **canadian).startswith("Enter a postal code such as")
    nowhere = {**good, "city": "Nowhere", "postal_code": "80999"}
    assert said(client, new, "street", **nowhere).startswith("We could not find this address")
    elsewhere = {**good, "postal_code": "82001"}
    assert said(client, new, "street", **elsewhere).startswith("This address is in Cheyenne, WY")
    assert len(facts(database).places) == 1
    # A town that is found by its name alone is what the next page asks about.
    town = {**good, "city": "Salida", "postal_code": "81201"}
    answer = save(client, new, **town)
    page = client.page(answer.location)
    assert page.heading == "Is this the right place?"
    assert "from the middle of Salida, CO" in page.texts("figcaption")[0]


def test_odd_bodies_are_answered_in_kind(app: Flask) -> None:
    client = begun(app)
    for where in (f"{PERSON}/name", f"{PATIENTS}/payment", f"{PATIENTS}/headaches", path("/new")):
        for typed in ({}, {"given_name": "\0"}, {"seen": LONG}, {"name": BIDI}):
            answer = client.send(where, **typed)
            assert answer.status_code in {409, 422}, (where, typed)
    for where in (f"{PERSON}/nonsense", f"{PERSON}/bio", f"{PATIENTS}/name",
                  place_path(99, "hours"), path("/nonsense/hours")):  # fmt: skip
        assert client.get(where).status_code == 404
        assert client.send(where).status_code == 404


def _noticed(client: AccountClient, where: str, **typed: str) -> Page:
    answer = save(client, where, **typed)
    assert answer.status_code == 422
    return read_page(answer)


def _notes(page: Page) -> str:
    return " ".join(page.texts("div", class_="note"))


def _value(page: Page, name: str) -> str:
    return page.one("input", name=name).get("value", "")
