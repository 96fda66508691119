"""Asking people who were brought in by a roster: to take their listing, or never to be listed."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import delete, select

from directory.adapters.contact_reading import OfflineContactReading
from directory.domain.accounts.addresses import read_address
from directory.domain.entry.licence_numbers import read_licence_number
from directory.domain.entry.npi import read_npi
from directory.domain.keepers import refused_answer
from directory.domain.log_entries import DecisionAct
from directory.domain.opting_out import marks_of
from directory.domain.vocabulary import (
    ClaimState,
    Country,
    InvitationKind,
    LinkPurpose,
    Profession,
)
from directory.models.credentials import Licence
from directory.models.listings import Claim, Invitation, OptOut
from directory.models.practitioners import Practitioner
from directory.models.sessions import OneTimeLink
from directory.queries.accounts import Visitor
from directory.queries.known import Sought, look_up
from directory.queries.links import LinkDead
from directory.queries.opted_out import opted_out
from directory.workflows.acts import Act, Subject
from directory.workflows.claims import end, owns_a_listing
from directory.workflows.delegates import KeeperRefused
from directory.workflows.entering import owner
from directory.workflows.erasing import erase_person
from directory.workflows.granting import take
from directory.workflows.invitations import answer, end_invitations, invite
from directory.workflows.mail import queue

AGAIN_AFTER: Final = timedelta(days=90)
"""Nobody is asked more often."""
_READING: Final = OfflineContactReading()


class Invited(StrEnum):
    """What became of asking somebody."""

    INVITED = "invited"
    NOBODY = "nobody"
    SEVERAL = "several"
    HELD = "held"
    LATELY = "lately"
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is to be asked: by their number here, an NPI, or a licence; and where."""

    id: int | None = None
    npi: str | None = None
    licence: tuple[Country, str, Profession, str] | None = None
    email: str | None = None


def invite_to_take(act: Act, asked: Asked) -> Invited:
    """Ask somebody on record whether they take their listing; a letter with one link goes out."""
    found = _whom(act, asked)
    if len(found) != 1:
        return Invited.SEVERAL if found else Invited.NOBODY
    person = owner(act, found.pop())
    if not _is_to_be_taken(person):
        return Invited.HELD
    email = read_address(asked.email or person.email or "", reading=_READING).value
    if email is None:
        return Invited.NO_ADDRESS
    lately = select(Invitation.id).where(
        Invitation.practitioner_id == person.id,
        Invitation.kind == InvitationKind.TAKE_LISTING,
        Invitation.invited_at > act.at - AGAIN_AFTER,
    )
    if act.session.scalars(lately.limit(1)).first() is not None:
        return Invited.LATELY
    token = invite(act, InvitationKind.TAKE_LISTING, email=email, practitioner_id=person.id)
    queue(
        act,
        to_address=email,
        template="take_listing",
        practitioner_id=person.id,
        params={"purpose": LinkPurpose.TAKE_LISTING, "token": token},
    )
    act.log(DecisionAct.INVITED, Subject(practitioner_id=person.id), to_state="owner")
    return Invited.INVITED


def accept_listing(act: Act, visitor: Visitor, *, token: str) -> int:
    """Take the listing that a letter offered to this account's address; gives its number.

    At once: the letter went to the contact on record. Raises `LinkDead` and `KeeperRefused`.
    """
    invited, person = _offered(act, token)
    account = visitor.account
    why = refused_answer(
        invited.email, holder=account.email, owns_another=owns_a_listing(act, account.id)
    )
    if why is not None:
        raise KeeperRefused(why)
    for claim in act.session.scalars(
        select(Claim)
        .where(
            Claim.practitioner_id == person.id,
            Claim.state.in_((ClaimState.BEGUN, ClaimState.WAITING, ClaimState.CONTESTED)),
        )
        .order_by(Claim.id)
    ):
        if claim.account_id == account.id:
            # What they asked for by another way, they have: nothing was refused.
            claim.state, claim.settled_at, claim.code_hash = ClaimState.GRANTED, act.at, None
        else:
            end(act, claim)
    take(act, person, account_id=account.id)
    act.log(DecisionAct.CLAIMED, Subject(practitioner_id=person.id), way="invitation")
    return person.id


def opt_out(act: Act, token: str) -> None:
    """Forget the person whom a letter asked, and keep them from being brought in again.

    Raises `LinkDead`.
    """
    invited, person = _offered(act, token)
    licences = act.session.scalars(
        select(Licence).where(Licence.practitioner_id == person.id).order_by(Licence.id)
    )
    keys = marks_of(
        npis=[person.npi],
        licences=[(row.country, row.region, row.profession, row.number) for row in licences],
    )
    known = opted_out(act.session.connection(), keys)
    act.session.add_all(OptOut(key_hash=key, made_at=act.at) for key in sorted(keys - known))
    act.session.execute(delete(OneTimeLink).where(OneTimeLink.subject_id == invited.id))
    end_invitations(act, practitioner_id=person.id)
    erase_person(act, person.id)
    act.log(DecisionAct.OPTED_OUT, Subject())


def _offered(act: Act, token: str) -> tuple[Invitation, Practitioner]:
    invited = answer(act, token, purpose=LinkPurpose.TAKE_LISTING)
    if invited.practitioner_id is None or invited.kind is not InvitationKind.TAKE_LISTING:
        raise LinkDead
    person = owner(act, invited.practitioner_id)
    if not _is_to_be_taken(person):
        # Somebody has taken it since, and decides about it, or it has come to be public.
        raise LinkDead
    return invited, person


def _is_to_be_taken(person: Practitioner) -> bool:
    """Say whether nobody ever had a listing or checked it for patients; as `queries.offered`.

    Whoever closed their account leaves one without an account, which is not for asking about.
    """
    had = (person.account_id, person.declared_at, person.left_at)
    return not person.published and had == (None, None, None)


def _whom(act: Act, asked: Asked) -> set[int]:
    if asked.id is not None:
        here = act.session.get(Practitioner, asked.id)
        return set() if here is None else {here.id}
    licences: list[tuple[Country, str, Profession, str]] = []
    if asked.licence is not None:
        country, region, profession, number = asked.licence
        normal = read_licence_number(number).value or number
        licences.append((country, region, profession, normal))
    npi = asked.npi and (read_npi(asked.npi).value or asked.npi)
    record = look_up(
        act.session.connection(),
        Sought(npis=[npi] if npi else (), licences=licences),
    )
    found = set(record.npis.values())
    for holders in record.licences.values():
        found |= {who for who, draft in holders.items() if not draft}
    return found
