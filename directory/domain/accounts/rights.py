"""Who may do what: the one table that doors and acts ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from directory.domain.accounts.sessions import StepUp
from directory.domain.vocabulary import ActorKind


class Right(StrEnum):
    """One thing that somebody can do; reading and changing are rights of their own."""

    SEE_ACCOUNT = "see_account"
    CHANGE_NAME = "change_name"
    SEE_SESSIONS = "see_sessions"
    END_SESSION = "end_session"
    CHANGE_PASSWORD = "change_password"  # noqa: S105  (a word, not a secret)
    CHANGE_PASSKEYS = "change_passkeys"
    CHANGE_APP = "change_app"
    CHANGE_RECOVERY_CODES = "change_recovery_codes"
    CHANGE_ADDRESS = "change_address"
    TAKE_DATA = "take_data"
    CLOSE_ACCOUNT = "close_account"

    SEE_LISTING = "see_listing"
    EDIT_LISTING = "edit_listing"
    EDIT_CREDENTIALS = "edit_credentials"
    CONFIRM_FACTS = "confirm_facts"
    SEND_LISTING = "send_listing"
    SEE_EVIDENCE = "see_evidence"
    CHANGE_PUBLICITY = "change_publicity"
    LEAVE_DIRECTORY = "leave_directory"
    CHANGE_DELEGATES = "change_delegates"
    BEGIN_LISTING = "begin_listing"
    CLAIM_LISTING = "claim_listing"
    ANSWER_INVITATION = "answer_invitation"
    BEGIN_CLINIC = "begin_clinic"
    SEE_CLINIC = "see_clinic"
    EDIT_CLINIC = "edit_clinic"
    HAND_CLINIC = "hand_clinic"

    SEE_QUEUE = "see_queue"
    DECIDE = "decide"
    SECOND_DECISION = "second_decision"
    TAKE_EVIDENCE = "take_evidence"
    SEE_FILE = "see_file"
    WORK_QUEUE = "work_queue"
    SIGN_REGISTER = "sign_register"
    SEE_FIGURES = "see_figures"
    SEE_BOOKS = "see_books"
    CHANGE_BOOKS = "change_books"
    REASSIGN = "reassign"
    SEE_AUDIT = "see_audit"
    TAKE_AUDIT = "take_audit"
    SEE_SETTINGS = "see_settings"
    SEE_IMPORTS = "see_imports"

    SEE_PEOPLE = "see_people"
    PROPOSE = "propose"
    SETTLE_PROPOSAL = "settle_proposal"
    TAKE_ROLE = "take_role"
    DISABLE_ACCOUNT = "disable_account"
    SEE_LETTERS = "see_letters"
    SEND_LETTER_AGAIN = "send_letter_again"


EVERYBODY: Final = frozenset(ActorKind) - {ActorKind.SYSTEM}
STAFF: Final = frozenset({ActorKind.REVIEWER, ActorKind.ADMINISTRATOR})

_OWNER: Final = frozenset({ActorKind.OWNER})
_KEEPERS: Final = frozenset({ActorKind.OWNER, ActorKind.DELEGATE})
_CLINICS: Final = frozenset({ActorKind.CLINIC_MANAGER})
_KNOWING: Final = _KEEPERS | _CLINICS
_REVIEWERS: Final = frozenset({ActorKind.REVIEWER})
_ADMINISTRATORS: Final = frozenset({ActorKind.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """In which parts something may be done, with how fresh a proof, and by how many people.

    `own`: everybody may, with what is theirs. `two_people`: one proposes, a second one does it.
    """

    parts: frozenset[ActorKind] = EVERYBODY
    own: bool = False
    step_up: StepUp = StepUp.NONE
    two_people: bool = False


_OWN: Final = Grant(own=True)
_OWN_PROVEN: Final = Grant(own=True, step_up=StepUp.ALWAYS)

RIGHTS: Final[Mapping[Right, Grant]] = MappingProxyType(
    {
        Right.SEE_ACCOUNT: _OWN,
        Right.CHANGE_NAME: _OWN,
        Right.SEE_SESSIONS: _OWN,
        # Whoever suspects a thief must not be held up; ending a session harms nobody else.
        Right.END_SESSION: _OWN,
        Right.CHANGE_PASSWORD: _OWN_PROVEN,
        Right.CHANGE_PASSKEYS: _OWN_PROVEN,
        Right.CHANGE_APP: _OWN_PROVEN,
        Right.CHANGE_RECOVERY_CODES: _OWN_PROVEN,
        Right.CHANGE_ADDRESS: _OWN_PROVEN,
        Right.TAKE_DATA: _OWN_PROVEN,
        Right.CLOSE_ACCOUNT: _OWN_PROVEN,
        Right.SEE_LISTING: Grant(parts=_KEEPERS),
        Right.EDIT_LISTING: Grant(parts=_KEEPERS),
        Right.EDIT_CREDENTIALS: Grant(parts=_OWNER),
        # What everybody who keeps a listing or its clinic can know: hours, and new patients.
        Right.CONFIRM_FACTS: Grant(parts=_KNOWING),
        Right.SEND_LISTING: Grant(parts=_OWNER),
        Right.SEE_EVIDENCE: Grant(parts=_OWNER),
        Right.CHANGE_PUBLICITY: Grant(parts=_OWNER),
        Right.LEAVE_DIRECTORY: Grant(parts=_OWNER, step_up=StepUp.ALWAYS),
        Right.CHANGE_DELEGATES: Grant(parts=_OWNER, step_up=StepUp.ALWAYS),
        # Whoever has an account may begin; what they may do then is a matter of what is theirs.
        Right.BEGIN_LISTING: _OWN,
        Right.CLAIM_LISTING: _OWN,
        Right.ANSWER_INVITATION: _OWN,
        Right.BEGIN_CLINIC: _OWN,
        Right.SEE_CLINIC: Grant(parts=_CLINICS),
        Right.EDIT_CLINIC: Grant(parts=_CLINICS),
        Right.HAND_CLINIC: Grant(parts=_CLINICS, step_up=StepUp.ALWAYS),
        Right.SEE_QUEUE: Grant(parts=_REVIEWERS),
        Right.DECIDE: Grant(parts=_REVIEWERS, step_up=StepUp.HOURLY),
        Right.SECOND_DECISION: Grant(parts=_REVIEWERS, step_up=StepUp.ALWAYS, two_people=True),
        Right.TAKE_EVIDENCE: Grant(parts=_REVIEWERS, step_up=StepUp.ALWAYS),
        # A proof that is still good when the decision at the end of the page is sent.
        Right.SEE_FILE: Grant(parts=_REVIEWERS, step_up=StepUp.AHEAD),
        # Assigning, taking, putting off, noting: nothing that a practitioner or patient sees.
        Right.WORK_QUEUE: Grant(parts=_REVIEWERS),
        Right.SIGN_REGISTER: Grant(parts=_REVIEWERS, step_up=StepUp.ALWAYS),
        Right.SEE_FIGURES: Grant(parts=STAFF),
        Right.SEE_BOOKS: Grant(parts=STAFF),
        Right.CHANGE_BOOKS: Grant(parts=_ADMINISTRATORS, step_up=StepUp.HOURLY),
        Right.REASSIGN: Grant(parts=_ADMINISTRATORS, step_up=StepUp.HOURLY),
        Right.SEE_AUDIT: Grant(parts=_ADMINISTRATORS),
        Right.TAKE_AUDIT: Grant(parts=_ADMINISTRATORS, step_up=StepUp.ALWAYS),
        Right.SEE_SETTINGS: Grant(parts=_ADMINISTRATORS),
        Right.SEE_IMPORTS: Grant(parts=STAFF),
        Right.SEE_PEOPLE: Grant(parts=_ADMINISTRATORS),
        Right.PROPOSE: Grant(parts=_ADMINISTRATORS, step_up=StepUp.ALWAYS),
        Right.SETTLE_PROPOSAL: Grant(parts=_ADMINISTRATORS, step_up=StepUp.ALWAYS, two_people=True),
        Right.TAKE_ROLE: Grant(parts=_ADMINISTRATORS, step_up=StepUp.ALWAYS),
        Right.DISABLE_ACCOUNT: Grant(parts=_ADMINISTRATORS, step_up=StepUp.ALWAYS),
        Right.SEE_LETTERS: Grant(parts=_ADMINISTRATORS),
        Right.SEND_LETTER_AGAIN: Grant(parts=_ADMINISTRATORS, step_up=StepUp.HOURLY),
    }
)


def part_for(right: Right, holds: frozenset[ActorKind], *, strong: bool) -> ActorKind | None:
    """Give the part in which somebody may do something; None where they may not.

    `holds`: the parts they play. `strong`: the session was proven by a passkey, without which
    nobody reviews or administers.
    """
    grant = RIGHTS[right]
    if grant.own:
        return ActorKind.OWNER
    usable = holds if strong else holds - STAFF
    return next((part for part in ActorKind if part in grant.parts & usable), None)


def needs_strength(right: Right, holds: frozenset[ActorKind]) -> bool:
    """Say whether a passkey is all that keeps somebody from doing something."""
    return part_for(right, holds, strong=False) is None and (
        part_for(right, holds, strong=True) is not None
    )
