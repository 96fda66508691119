"""Invitations by letter to keep something of somebody's: made, taken back, answered once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from directory.domain.accounts.links import LIFETIMES
from directory.domain.vocabulary import InvitationKind, InvitationOutcome, LinkPurpose
from directory.models.clinics import Clinic
from directory.models.listings import Invitation
from directory.models.sessions import OneTimeLink
from directory.queries.accounts import account_at
from directory.queries.links import LinkDead, look_at
from directory.workflows.accounts.links import make_link, use_link
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id

PURPOSES: Final = {
    InvitationKind.TAKE_LISTING: LinkPurpose.TAKE_LISTING,
    InvitationKind.KEEP_LISTING: LinkPurpose.KEEP_LISTING,
    InvitationKind.JOIN_CLINIC: LinkPurpose.JOIN_CLINIC,
    InvitationKind.HAND_LISTING: LinkPurpose.HAND_OVER,
    InvitationKind.HAND_CLINIC: LinkPurpose.HAND_OVER,
}
"""Which link leads to the answer of an invitation."""


class NoSuchInvitation(Exception):
    """There is no open invitation of this number to this listing or clinic."""


def invite(
    act: Act,
    kind: InvitationKind,
    *,
    email: str,
    practitioner_id: int | None = None,
    clinic_id: int | None = None,
) -> str:
    """Note an invitation and give the token of its link; the ones before it to the address end."""
    end_invitations(act, kind, email=email, practitioner_id=practitioner_id, clinic_id=clinic_id)
    purpose, number = PURPOSES[kind], fresh_id()
    act.session.add(
        Invitation(
            id=number,
            kind=kind,
            practitioner_id=practitioner_id,
            clinic_id=clinic_id,
            email=email,
            invited_by=act.actor.account,
            invited_at=act.at,
            ends_at=act.at + LIFETIMES[purpose],
            answered_by=None,
            answered_at=None,
            outcome=None,
        )
    )
    known = account_at(act.session.connection(), email)
    return make_link(
        act,
        purpose,
        email=email,
        account_id=None if known is None else known.id,
        subject_id=number,
    )


def answer(act: Act, token: str, *, purpose: LinkPurpose) -> Invitation:
    """Use the link of an invitation up and give the invitation, accepted; raises `LinkDead`.

    What it is to is held until the act ends.
    """
    link = look_at(act.session.connection(), token, purpose=purpose, at=act.at)
    invited = act.session.get(Invitation, link.subject_id)
    if invited is None:
        raise LinkDead
    # Before the link, as whoever invites anew does, so that no two wait for each other.
    hold_subject(act, practitioner_id=invited.practitioner_id, clinic_id=invited.clinic_id)
    use_link(act, token, purpose=purpose)
    act.session.refresh(invited)
    if invited.outcome is not None:
        raise LinkDead
    invited.outcome = InvitationOutcome.ACCEPTED
    invited.answered_by, invited.answered_at = act.actor.account, act.at
    return invited


def hold_subject(
    act: Act, *, practitioner_id: int | None = None, clinic_id: int | None = None
) -> None:
    """Let no other act on a clinic or a listing come between, until this one ends."""
    if clinic_id is not None:
        act.session.execute(select(Clinic.id).where(Clinic.id == clinic_id).with_for_update())
    if practitioner_id is not None:
        act.hold(practitioner_id)


def withdraw(
    act: Act,
    invitation_id: int,
    *,
    practitioner_id: int | None = None,
    clinic_id: int | None = None,
) -> None:
    """Take an invitation to a listing or a clinic back; raises `NoSuchInvitation`."""
    ended = end_invitations(
        act, number=invitation_id, practitioner_id=practitioner_id, clinic_id=clinic_id
    )
    if not ended:
        raise NoSuchInvitation


def end_invitations(
    act: Act,
    *kinds: InvitationKind,
    number: int | None = None,
    email: str | None = None,
    practitioner_id: int | None = None,
    clinic_id: int | None = None,
) -> int:
    """End open invitations to a listing or a clinic, with their links; says how many.

    Without `kinds`, `number` or `email`: all of them.
    """
    wanted = select(Invitation.id).where(
        Invitation.outcome.is_(None),
        Invitation.practitioner_id.is_not_distinct_from(practitioner_id),
        Invitation.clinic_id.is_not_distinct_from(clinic_id),
    )
    if kinds:
        wanted = wanted.where(Invitation.kind.in_(kinds))
    if number is not None:
        wanted = wanted.where(Invitation.id == number)
    if email is not None:
        wanted = wanted.where(Invitation.email == email)
    ended = act.session.scalars(wanted.order_by(Invitation.id)).all()
    act.session.execute(
        update(Invitation)
        .where(Invitation.id.in_(ended))
        .values(outcome=InvitationOutcome.WITHDRAWN, answered_at=act.at)
    )
    _end_links(act, ended, at=act.at)
    return len(ended)


def _end_links(act: Act, invitations: Sequence[int], *, at: datetime) -> None:
    act.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.purpose.in_(set(PURPOSES.values())),
            OneTimeLink.subject_id.in_(invitations),
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=at)
    )
