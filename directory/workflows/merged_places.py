"""Places of a double, copied to the listing that is kept: the old ones carry its history."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, inspect, select

from directory.models.practitioners import Offers, OpenHours, PracticeLocation
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id

_ITS_OWN: Final = frozenset({"id", "practitioner_id", "position"})


def copy_places(act: Act, kept_id: int, *, place_ids: Sequence[int]) -> None:
    """Copy places behind those of a listing, with their hours, access and clinics."""
    last = act.session.scalar(
        select(func.max(PracticeLocation.position)).where(
            PracticeLocation.practitioner_id == kept_id
        )
    )
    first = 0 if last is None else last + 1
    for position, place_id in enumerate(place_ids, first):
        place = act.session.get_one(PracticeLocation, place_id)
        columns = inspect(PracticeLocation).column_attrs.keys()
        copy = PracticeLocation(
            id=fresh_id(),
            practitioner_id=kept_id,
            position=position,
            **{name: getattr(place, name) for name in columns if name not in _ITS_OWN},
            access=[Offers(access=each.access) for each in place.access],
            hours=[
                OpenHours(weekday=each.weekday, opens=each.opens, closes=each.closes)
                for each in place.hours
            ],
        )
        act.session.add(copy)
        # Nobody is at a clinic twice.
        place.clinic_id = place.clinic_accepted_at = None
