"""A change of name or place that waits, as rows of old and new."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext

from directory.domain.vocabulary import Country, HeldKind
from directory.queries.held_changes import Held
from directory.web.review.old_new import Changed, old_new
from directory.web.speech import gettext
from directory.web.wiring import region_name

_TERMS: Final[Mapping[str, object]] = {
    "given_name": lazy_gettext("Given name"),
    "family_name": lazy_gettext("Family name"),
    "suffix": lazy_gettext("Suffix"),
    "name": lazy_gettext("Name of the place"),
    "street": lazy_gettext("Street"),
    "street_hidden": lazy_gettext("Street is hidden"),
    "city": lazy_gettext("City"),
    "region": lazy_gettext("State or province"),
    "postal_code": lazy_gettext("Postal code"),
    "time_zone": lazy_gettext("Time zone"),
}
"""What a reviewer compares; a point on the map follows from the address."""
_TITLES: Final = {
    HeldKind.NAME: lazy_gettext("Another name"),
    HeldKind.LOCATION: lazy_gettext("A place in another region"),
}


def change_titled(held: Held) -> str:
    """Say what is to change."""
    return str(_TITLES[held.kind])


def changed_rows(held: Held) -> tuple[Changed, ...]:
    """Say what it is now and what it would be, term by term."""
    return old_new(_said(held.before), _said(held.after))


def _said(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(term), _text(values, name)) for name, term in _TERMS.items() if name in values
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values[name]
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if name == "region" and values.get("country") in set(Country):
        return region_name(Country(values["country"]), str(value))
    return "" if value is None else str(value)
