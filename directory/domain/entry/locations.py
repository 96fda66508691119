"""A practice location as it is entered, checked whole."""

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Final

from directory.domain.entry.addresses import check_point, read_postal_code, read_region
from directory.domain.entry.contacts import ContactReading, read_phone
from directory.domain.entry.faults import Checked, Findings
from directory.domain.entry.names import look_alikes, read_name
from directory.domain.entry.text import read_line
from directory.domain.entry.websites import read_website
from directory.domain.places import Place
from directory.domain.vocabulary import Country

LONGEST_LINE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationEntry:
    """A location as entered; `confirmed`: the person said that the place found is right."""

    name: str
    street: str | None = None
    street_hidden: bool = False
    city: str
    region: str
    postal_code: str
    country: Country
    phone: str | None = None
    website: str | None = None
    confirmed: bool = False


def check_location(
    entry: LocationEntry,
    *,
    found_place: Place | None,
    reading: ContactReading,
    regions: Container[tuple[Country, str]],
) -> Checked[LocationEntry]:
    """Check a location; `found_place`: what the gazetteer or geocoder found for its address now.

    A street is needed where patients go to it; a home practice that hides it may leave it out.
    """
    found = Findings()
    name = read_line(entry.name, "name", longest=LONGEST_LINE, required=True)
    found.add(look_alikes(name.value or "", "name"))
    street_needed = not entry.street_hidden
    region = read_region(entry.region, entry.country, regions=regions)
    postal = read_postal_code(entry.postal_code, entry.country)
    city = read_name(entry.city, "city")
    entry = replace(
        entry,
        name=found.take(name, entry.name),
        street=found.take_optional(
            read_line(entry.street or "", "street", longest=LONGEST_LINE, required=street_needed),
            entry.street,
        ),
        city=found.take(city, entry.city),
        region=found.take(region, entry.region),
        postal_code=found.take(postal, entry.postal_code),
        phone=found.take_optional(
            read_phone(entry.phone or "", entry.country, reading=reading), entry.phone
        ),
        website=found.take_optional(read_website(entry.website or ""), entry.website),
    )
    if city.passes and region.passes and postal.passes:
        # Asked only of an address that can be looked up at all.
        found.add(
            check_point(found_place, entry.country, region=entry.region, confirmed=entry.confirmed)
        )
    return found.about(entry)
