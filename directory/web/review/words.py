"""Codes of people, proposals and letters in words; a code without words is a KeyError."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.accounts.staffing import StaffRefusal
from directory.domain.mailing import MailFault
from directory.domain.vocabulary import ActorKind, MailState, ProposalKind
from directory.queries.staff import PersonView, ProposalView
from directory.web.speech import gettext

_Words = Mapping[str, object]
ROLES: Final[_Words] = {
    ActorKind.REVIEWER: lazy_gettext("reviewer"),
    ActorKind.ADMINISTRATOR: lazy_gettext("administrator"),
}
REFUSALS: Final[_Words] = {
    StaffRefusal.OWN_ACCOUNT: lazy_gettext("This is your own account. Ask other administrators."),
    StaffRefusal.NO_ACCOUNT: lazy_gettext(
        "Nobody has an account with this address. Check how it is written."
    ),
    StaffRefusal.LOCKED: lazy_gettext("This account is locked. Have it opened first."),
    StaffRefusal.NOT_LOCKED: lazy_gettext("This account is not locked."),
    StaffRefusal.HAS_ROLE: lazy_gettext("This account has this part already."),
    StaffRefusal.ALREADY_PROPOSED: lazy_gettext(
        "This is proposed already. It waits for a second administrator."
    ),
    StaffRefusal.OVER: lazy_gettext("This proposal was settled already, or its time has ended."),
    StaffRefusal.SAME_PERSON: lazy_gettext(
        "You proposed this. Another administrator has to confirm or refuse it."
    ),
    StaffRefusal.NOT_YOURS: lazy_gettext("Only the person who proposed this can take it back."),
    StaffRefusal.LAST_ADMINISTRATOR: lazy_gettext(
        "This is the last administrator. Invite another one first."
    ),
}
LETTERS: Final[_Words] = {
    "register": lazy_gettext("Link to open an account"),
    "already_registered": lazy_gettext("There is an account already"),
    "recover": lazy_gettext("Link to get back into an account"),
    "no_account": lazy_gettext("There is no account"),
    "change_address": lazy_gettext("Link to change an address"),
    "address_taken": lazy_gettext("An address is in use already"),
    "address_changed": lazy_gettext("An address was changed"),
    "new_device": lazy_gettext("Link to confirm a new browser"),
    "signed_in": lazy_gettext("Somebody signed in with a new browser"),
    "method_added": lazy_gettext("A way to sign in was added"),
    "method_removed": lazy_gettext("A way to sign in was removed"),
    "password_changed": lazy_gettext("A password was changed"),
    "recovery_codes_made": lazy_gettext("Recovery codes were made"),
    "recovery_code_used": lazy_gettext("A recovery code was used"),
    "account_closed": lazy_gettext("An account was closed"),
    "join_staff": lazy_gettext("Invitation to review or administer"),
    "join_again": lazy_gettext("Link to a new way to sign in"),
    "role_proposed": lazy_gettext("A proposal waits for a second administrator"),
    "role_granted": lazy_gettext("A part was given"),
    "role_taken": lazy_gettext("A part was ended"),
    "account_disabled": lazy_gettext("An account was locked"),
    "account_enabled": lazy_gettext("An account was opened again"),
    "methods_reset": lazy_gettext("Every way to sign in was removed"),
    "rule_changed": lazy_gettext("A rule was changed"),
    "desk_alert": lazy_gettext("Somebody decided very much in one day"),
    "take_listing": lazy_gettext("Offer of a listing, or never to be listed"),
    "claim_code": lazy_gettext("Code for a claim to a listing"),
    "claim_proven": lazy_gettext("Somebody proved a claim to a listing"),
    "claim_waits": lazy_gettext("A claim waits"),
    "claim_refused": lazy_gettext("A claim was refused"),
    "claim_granted": lazy_gettext("A claim was granted"),
    "claim_access": lazy_gettext("Somebody asks for access to a listing"),
    "keep_listing": lazy_gettext("Invitation to keep a listing"),
    "delegate_added": lazy_gettext("Somebody keeps a listing from now on"),
    "delegate_removed": lazy_gettext("Somebody keeps a listing no more"),
    "hand_over": lazy_gettext("Offer to take something over"),
    "handed_over": lazy_gettext("Something was taken over"),
    "join_clinic": lazy_gettext("Invitation to join a clinic"),
    "clinic_joined": lazy_gettext("Somebody joined a clinic"),
    "clinic_left": lazy_gettext("Somebody left a clinic"),
    "clinic_changed": lazy_gettext("A clinic changed"),
    "clinic_handed_over": lazy_gettext("A clinic has another manager"),
    "still_correct": lazy_gettext("Question whether all is still right"),
    "hidden_unconfirmed": lazy_gettext("A listing is hidden: nobody confirmed it"),
    "expiry_soon": lazy_gettext("Something ends soon"),
    "expiry_ended": lazy_gettext("Something has ended"),
    "listing_hidden": lazy_gettext("A listing is hidden: something ended"),
    "listing_sent": lazy_gettext("A listing was sent to be checked"),
    "listing_left": lazy_gettext("A listing left the directory"),
    "message_written": lazy_gettext("Message from the reviewers"),
    "report_answered": lazy_gettext("Answer to who reported a listing"),
    "confirm_credential": lazy_gettext("Question to an issuer"),
    "change_accepted": lazy_gettext("A change was accepted"),
    "change_refused": lazy_gettext("A change was not accepted"),
    "hold_opened": lazy_gettext("A listing is held back"),
    "hold_ended": lazy_gettext("A listing is no longer held back"),
    "listing_merged": lazy_gettext("Two listings became one"),
    "listing_merged_away": lazy_gettext("A listing went to another account"),
}
_CREDENTIAL: Final = "credential_"
STATES: Final[_Words] = {
    MailState.WAITING: lazy_gettext("waits"),
    MailState.CLAIMED: lazy_gettext("is leaving now"),
    MailState.UNSURE: lazy_gettext("may have arrived: the answer was lost"),
    MailState.FAILED: lazy_gettext("did not leave"),
}
FAULTS: Final[_Words] = {
    MailFault.UNREACHABLE: lazy_gettext("The mail server did not answer."),
    MailFault.NOT_ENCRYPTED: lazy_gettext("The mail server offers no encryption."),
    MailFault.LOGIN_REFUSED: lazy_gettext("The mail server refused the user or the password."),
    MailFault.SENDER_REFUSED: lazy_gettext("The mail server refused the address it comes from."),
    MailFault.RECIPIENT_REFUSED: lazy_gettext("The mail server refused the address it goes to."),
    MailFault.CONTENT_REFUSED: lazy_gettext("The mail server refused the letter itself."),
    MailFault.BUSY: lazy_gettext("The mail server was busy."),
    MailFault.BROKE_OFF: lazy_gettext("The mail server broke off."),
    MailFault.POSTMAN_LOST: lazy_gettext("The directory stopped while the letter was leaving."),
    MailFault.TEXT: lazy_gettext("The text of the letter has a mistake."),
    MailFault.EXPIRED: lazy_gettext("Its link had ended before it could leave."),
}


def refusal(why: StaffRefusal) -> str:
    """Say why a step was not taken, and what to do."""
    return str(REFUSALS[why])


def role_named(role: ActorKind) -> str:
    """Name a part that staff play."""
    return str(ROLES[role])


def letter_named(template: str) -> str:
    """Say what a letter is about."""
    if template.startswith(_CREDENTIAL):
        return gettext("A step on a credential")
    return str(LETTERS[template])


def fault_named(fault: str | None) -> str:
    """Say what went wrong last with a letter; nothing where nothing did."""
    return "" if fault is None else str(FAULTS[fault])


def person_named(person: PersonView) -> str:
    """Name an account so that nobody takes it for another one."""
    return _named(person.name, person.email)


def proposed(proposal: ProposalView) -> str:
    """Say what a proposal is."""
    who = _named(proposal.name or "", proposal.email)
    match proposal.kind:
        case ProposalKind.GRANT_ROLE:
            role = "" if proposal.role is None else role_named(proposal.role)
            return gettext("Give %(who)s this part: %(role)s", who=who, role=role)
        case ProposalKind.ENABLE_ACCOUNT:
            return gettext("Open the locked account of %(who)s", who=who)
        case ProposalKind.RESET_METHODS:
            return gettext("Remove every way to sign in to the account of %(who)s", who=who)


def _named(name: str, email: str) -> str:
    return f"{name} ({email})" if name else email
