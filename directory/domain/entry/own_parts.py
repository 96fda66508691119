"""The parts in which a listing is filled in, one thing a page, and what each of them holds."""

from enum import StrEnum
from typing import Any, Final


class Part(StrEnum):
    """A page about the person or the people they see; its word stands in addresses."""

    NAME = "name"
    FORMER_NAMES = "former-names"
    PROFESSIONS = "professions"
    NPI = "npi"
    GENDER = "gender"
    HEADACHES = "headaches"
    CONDITIONS = "conditions"
    AGES = "ages"
    REFERRAL = "referral"
    LANGUAGES = "languages"
    TECHNIQUES = "techniques"
    NEW_PATIENTS = "new-patients"
    PAYMENT = "payment"
    CONTACT = "contact"
    BIO = "bio"


FIELDS: Final = {
    Part.NAME: ("given_name", "family_name", "suffix"),
    Part.FORMER_NAMES: ("former_names",),
    Part.PROFESSIONS: ("professions",),
    Part.NPI: ("npi",),
    Part.GENDER: ("gender",),
    Part.HEADACHES: ("headaches",),
    Part.CONDITIONS: ("conditions",),
    Part.AGES: ("youngest", "oldest"),
    Part.REFERRAL: ("referral_needed",),
    Part.LANGUAGES: ("languages",),
    Part.TECHNIQUES: ("techniques",),
    Part.NEW_PATIENTS: ("takes_new_patients",),
    Part.PAYMENT: (
        "self_pay",
        "direct_billing",
        "gives_receipts",
        "sliding_scale",
        "fee_low",
        "fee_high",
    ),
    Part.CONTACT: ("remote_first_talk", "booking_link", "email"),
    Part.BIO: ("bio",),
}
"""What a page shows and saves, by the names of the facts of a listing."""

PERSON: Final = (Part.NAME, Part.FORMER_NAMES, Part.PROFESSIONS, Part.NPI, Part.GENDER)
"""About the person; the rest is about the people they see."""
PATIENTS: Final = tuple(part for part in Part if part not in PERSON)


def part_of(facts: object, part: Part) -> dict[str, Any]:
    """Give what a page shows of the facts of a listing."""
    return {name: getattr(facts, name) for name in FIELDS[part]}


class PlacePart(StrEnum):
    """A page about one of the places; its word stands in addresses."""

    ADDRESS = "address"
    POINT = "point"
    REACH = "reach"
    HOURS = "hours"
    ACCESS = "access"
    END = "end"


PLACE_FIELDS: Final = {
    PlacePart.ADDRESS: (
        "name",
        "street",
        "street_hidden",
        "city",
        "region",
        "postal_code",
        "country",
    ),
    PlacePart.POINT: ("lat", "lon"),
    PlacePart.REACH: ("phone", "website"),
    PlacePart.HOURS: ("hours",),
    PlacePart.ACCESS: ("access", "parking"),
    PlacePart.END: ("ended_on",),
}
"""What a page about a place shows and saves."""
KEPT_BY_CLINIC: Final = frozenset(PlacePart) - {PlacePart.END}
"""What a clinic's manager keeps of a place that belongs to the clinic."""


def place_part(place: object, part: PlacePart) -> dict[str, Any]:
    """Give what a page shows of a place; what has no order of its own is put into one."""
    shown = {name: getattr(place, name) for name in PLACE_FIELDS[part]}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in shown.items()
    }
