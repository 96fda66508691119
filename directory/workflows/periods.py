"""Periods of a licence: what goes on is a new row that names the earlier one."""

from datetime import date, timedelta

from directory.models.credentials import Licence
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id

_KEPT = (
    "practitioner_id", "kind", "profession", "country", "region", "number", "number_typed",
    "name_on_licence", "name_score", "licence_class", "register_status", "register_words",
    "first_licensed_on", "conditions", "bars_needling", "home_licence_id", "state", "appeal",
)  # fmt: skip


def extended(act: Act, licence: Licence, *, ends: date | None) -> Licence | None:
    """Add the period that a register shows beyond the one on file; None where it shows none.

    The earlier period stays as it was published, to its own end.
    """
    if ends is None or (licence.expires is not None and ends <= licence.expires):
        return None
    begins = licence.issued
    if licence.expires is not None:
        begins = licence.expires + timedelta(days=1)
    period = Licence(
        id=fresh_id(),
        renews_id=licence.id,
        issued=begins,
        expires=ends,
        state_since=act.at,
        deferred_until=None,
        appealed_at=None,
        decided_by=act.actor.account,
        seconded_by=None,
        **{name: getattr(licence, name) for name in _KEPT},
    )
    act.session.add(period)
    return period
