"""The address of a place where patients go; of a location or a clinic."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, SelectField, StringField

from directory.domain.entry.locations import LocationEntry
from directory.domain.vocabulary import Country
from directory.web.presenters import words
from directory.web.wiring import region_name, services


class SharedAddressForm(Form):
    """An address that patients see in full."""

    name = StringField(
        lazy_gettext("Name of the place"),
        description=lazy_gettext("As it stands at the door, for example Lakeside Physical Therapy"),
    )
    street = StringField(lazy_gettext("Street and number"))
    city = StringField(lazy_gettext("City or town"))
    where = SelectField(lazy_gettext("State or province"), validate_choice=False)
    postal_code = StringField(lazy_gettext("ZIP or postal code"))

    @classmethod
    def filled(cls, stands: Any = None, typed: Any = None) -> Any:  # noqa: ANN401  (a row or a form)
        """Make the form with what stands, or with what was typed over it."""
        made = cls(typed, data=None if stands is None else _shown(stands))
        made.where.choices = [("", lazy_gettext("Choose a state or province")), *region_choices()]
        return made

    @property
    def country(self) -> Country:
        """Give the country of the region that was chosen."""
        return _where(self.where.data)[0]

    def entry(self) -> LocationEntry:
        """Give what was typed, as it is checked."""
        country, region = _where(self.where.data)
        return LocationEntry(
            name=self.name.data or "",
            street=self.street.data or None,
            street_hidden=self.hides(),
            city=self.city.data or "",
            region=region,
            postal_code=self.postal_code.data or "",
            country=country,
        )

    def hides(self) -> bool:
        """Say whether patients see the town alone."""
        return False


class AddressForm(SharedAddressForm):
    """An address that may be somebody's home."""

    street_hidden = BooleanField(lazy_gettext("This is my home: show only the town"))

    def hides(self) -> bool:
        """Say whether patients see the town alone."""
        return bool(self.street_hidden.data)


FIELD_NAMES = {"region": "where", "country": "where"}
"""What the form calls fields of the entry."""


def region_choices() -> list[tuple[str, str]]:
    """Name every state, province and territory with its country, in alphabetical order."""
    known = [each for each in services().regions.regions if not each.is_country]
    named = [
        (
            f"{each.country}-{each.code}",
            region_name(Country(each.country), each.code),
            Country(each.country),
        )
        for each in known
    ]
    named.sort(key=lambda each: (each[2] is Country.CA, each[1]))
    return [(value, f"{name}, {words.country(country)}") for value, name, country in named]


def _shown(stands: Any) -> dict[str, object]:  # noqa: ANN401  (whatever has an address)
    return {
        "name": stands.name,
        "street": stands.street or "",
        "street_hidden": getattr(stands, "street_hidden", False),
        "city": stands.city,
        "where": f"{stands.country.value}-{stands.region}",
        "postal_code": stands.postal_code,
    }


def _where(chosen: str | None) -> tuple[Country, str]:
    """Read a choice such as `US-CO`; nothing chosen is no region, in the first country."""
    code, _, region = (chosen or "").partition("-")
    try:
        return Country(code), region
    except ValueError:
        return Country.US, ""
