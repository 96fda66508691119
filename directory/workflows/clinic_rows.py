"""Clinics as acts find them: held, and of the manager who acts."""

from directory.models.clinics import Clinic
from directory.workflows.acts import Act
from directory.workflows.invitations import hold_subject


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
