"""Clinics as acts find them: held, and of the manager who acts."""

from collections.abc import Iterable
from typing import Final

from directory.domain.entry.own_parts import KEPT_BY_CLINIC, PLACE_FIELDS, PlacePart
from directory.models.clinics import Clinic
from directory.models.practitioners import Offers, OpenHours, PracticeLocation
from directory.queries.clinics import OwnClinic
from directory.workflows.acts import Act
from directory.workflows.invitations import hold_subject

CLINIC: Final = "clinic"
"""The source of a point that a clinic's manager keeps."""
KEPT_PARTS: Final = tuple(part for part in PlacePart if part in KEPT_BY_CLINIC)
_SETS: Final = frozenset({"hours", "access"})


class NoSuchClinic(Exception):
    """There is no clinic of this number, or somebody else manages it."""


def managed(act: Act, clinic_id: int, *, account_id: int) -> Clinic:
    """Hold a clinic that an account manages at this moment; raises `NoSuchClinic`.

    It may have been handed over since the page was shown.
    """
    hold_subject(act, clinic_id=clinic_id)
    clinic = act.session.get(Clinic, clinic_id, populate_existing=True)
    if clinic is None or clinic.manager_account_id != account_id:
        raise NoSuchClinic
    return clinic


def put_clinic_at(
    act: Act, place: PracticeLocation, *, clinic: OwnClinic, parts: Iterable[PlacePart]
) -> None:
    """Write parts of what a clinic says over what a place of a listing says."""
    for part in parts:
        for name in PLACE_FIELDS[part]:
            if name not in _SETS:
                setattr(place, name, getattr(clinic, name))
    if PlacePart.ADDRESS in parts or PlacePart.POINT in parts:
        for name in ("lat", "lon", "precision", "time_zone"):
            setattr(place, name, getattr(clinic, name))
        place.point_source, place.radius_km = CLINIC, None
    if PlacePart.HOURS in parts:
        place.hours.clear()
        act.session.flush()  # the same spans may come again
        place.hours.extend(
            OpenHours(weekday=span.weekday, opens=span.opens, closes=span.closes)
            for span in clinic.hours
        )
    if PlacePart.ACCESS in parts:
        place.access.clear()
        act.session.flush()  # the same kinds may come again
        place.access.extend(Offers(access=each) for each in sorted(clinic.access))
