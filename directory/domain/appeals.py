"""Appeals against a refusal or a suspension: how one stands, and when it has to be decided."""

from datetime import date, datetime, timedelta

from directory.domain.verification import Appeal, OnAppeal
from directory.domain.vocabulary import CredentialState

WORKING_DAYS = 10
SATURDAY = 5


def appeal_due(lodged: date) -> date:
    """Give the day by which an appeal is to be decided: the tenth working day after it.

    Monday to Friday count. Holidays differ from region to region and are not known here, so they
    count as working days: the promise is kept sooner, never later.
    """
    day, left = lodged, WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def appeal_of(
    state: CredentialState, *, appealed_at: datetime | None, state_since: datetime
) -> Appeal:
    """Say how an appeal stands; `state_since` moves with each decision, not with an appeal."""
    if appealed_at is None:
        return Appeal.NONE
    decided = state is CredentialState.REFUSED or (
        state is CredentialState.SUSPENDED and state_since > appealed_at
    )
    return Appeal.DECIDED if decided else Appeal.OPEN


def appeal_after(effect: OnAppeal, before: Appeal, *, earlier: Appeal = Appeal.NONE) -> Appeal:
    """Say how an appeal stands after a step; `earlier`: how it stood before what is taken back."""
    if effect is OnAppeal.SETTLES:
        return Appeal.DECIDED if before is Appeal.OPEN else Appeal.NONE
    return {
        OnAppeal.KEEPS: before,
        OnAppeal.OPENS: Appeal.OPEN,
        OnAppeal.CLEARS: Appeal.NONE,
        OnAppeal.RESTORES: earlier,
    }[effect]
