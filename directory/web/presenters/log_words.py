"""Entries of the log of decisions in words, for staff; a code without words is a KeyError."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.reasons import Reason
from directory.domain.vocabulary import ActorKind
from directory.letters.reasons import REASONS
from directory.web.speech import gettext

_Words = Mapping[str, object]
ACTS: Final[_Words] = {
    DecisionAct.ENTERED: lazy_gettext("Entered"),
    DecisionAct.EDITED: lazy_gettext("Changed"),
    DecisionAct.SUBMITTED: lazy_gettext("Sent to be checked"),
    DecisionAct.VERIFIED: lazy_gettext("Approved"),
    DecisionAct.REFUSED: lazy_gettext("Not accepted"),
    DecisionAct.QUERIED: lazy_gettext("Asked the practitioner"),
    DecisionAct.ANSWERED: lazy_gettext("The practitioner answered"),
    DecisionAct.DEFERRED: lazy_gettext("Put off to a day"),
    DecisionAct.RESUMED: lazy_gettext("Taken up again"),
    DecisionAct.SUSPENDED: lazy_gettext("Suspended"),
    DecisionAct.LIFTED: lazy_gettext("Suspension lifted"),
    DecisionAct.REVOKED: lazy_gettext("Revoked"),
    DecisionAct.WITHDRAWN: lazy_gettext("Withdrawn"),
    DecisionAct.APPEALED: lazy_gettext("Appealed"),
    DecisionAct.UPHELD: lazy_gettext("Decision upheld on appeal"),
    DecisionAct.CHECK_RECORDED: lazy_gettext("Look at the source written down"),
    DecisionAct.CHECK_EXTENDED: lazy_gettext("Looked up again, and extended"),
    DecisionAct.RENEWED: lazy_gettext("Renewed"),
    DecisionAct.REPLACED: lazy_gettext("Replaced by a correction"),
    DecisionAct.EVIDENCE_RECEIVED: lazy_gettext("File received"),
    DecisionAct.EVIDENCE_ATTACHED: lazy_gettext("File added to a credential"),
    DecisionAct.EVIDENCE_REMOVED: lazy_gettext("File removed"),
    DecisionAct.DECLARED: lazy_gettext("Declared to be true and complete"),
    DecisionAct.PUBLISHED: lazy_gettext("Published"),
    DecisionAct.PAUSED: lazy_gettext("Hidden by the owner"),
    DecisionAct.LEFT: lazy_gettext("Left the directory"),
    DecisionAct.ATTESTED: lazy_gettext("Confirmed that all is still right"),
    DecisionAct.IMPORTED: lazy_gettext("Imported"),
    DecisionAct.INVITED: lazy_gettext("Invited"),
    DecisionAct.OPTED_OUT: lazy_gettext("Asked never to be listed"),
    DecisionAct.CLAIM_BEGUN: lazy_gettext("Claim begun"),
    DecisionAct.CLAIM_PROVEN: lazy_gettext("Claim proven"),
    DecisionAct.CLAIM_REFUSED: lazy_gettext("Claim refused"),
    DecisionAct.CLAIM_WITHDRAWN: lazy_gettext("Claim withdrawn"),
    DecisionAct.CLAIMED: lazy_gettext("Claim granted"),
    DecisionAct.CHANGE_HELD: lazy_gettext("Change held back until it is checked"),
    DecisionAct.CHANGE_ACCEPTED: lazy_gettext("Change accepted"),
    DecisionAct.CHANGE_REFUSED: lazy_gettext("Change not accepted"),
    DecisionAct.CHANGE_WITHDRAWN: lazy_gettext("Change withdrawn"),
    DecisionAct.MESSAGE_WRITTEN: lazy_gettext("Message written"),
    DecisionAct.CLINIC_JOINED: lazy_gettext("Joined a clinic"),
    DecisionAct.CLINIC_LEFT: lazy_gettext("Left a clinic"),
    DecisionAct.DELEGATE_ADDED: lazy_gettext("Delegate added"),
    DecisionAct.DELEGATE_REMOVED: lazy_gettext("Delegate removed"),
    DecisionAct.FEED_MADE: lazy_gettext("Calendar address made"),
    DecisionAct.FEED_REVOKED: lazy_gettext("Calendar address revoked"),
    DecisionAct.REMINDED: lazy_gettext("Reminded"),
    DecisionAct.FINDING_PROPOSED: lazy_gettext("Finding on a rule proposed"),
    DecisionAct.FINDING_CONFIRMED: lazy_gettext("Finding on a rule confirmed"),
    DecisionAct.FINDING_REFUSED: lazy_gettext("Finding on a rule refused"),
    DecisionAct.RULES_APPLIED: lazy_gettext("Changed rules applied"),
    DecisionAct.REJUDGED: lazy_gettext("Judged anew"),
    DecisionAct.HOLD_OPENED: lazy_gettext("Hold put on the listing"),
    DecisionAct.HOLD_CLOSED: lazy_gettext("Hold ended"),
    DecisionAct.FLAG_RAISED: lazy_gettext("Flag raised"),
    DecisionAct.FLAG_CLOSED: lazy_gettext("Flag settled"),
    DecisionAct.PROPOSED: lazy_gettext("Proposed to a second reviewer"),
    DecisionAct.OVERRIDDEN: lazy_gettext("Approved against an automatic rule"),
    DecisionAct.UNDONE: lazy_gettext("Decision undone"),
    DecisionAct.NOTED: lazy_gettext("Noted"),
    DecisionAct.OPENED: lazy_gettext("File opened"),
    DecisionAct.ASSIGNED: lazy_gettext("Assigned"),
    DecisionAct.REASSIGNED: lazy_gettext("Assigned to somebody else"),
    DecisionAct.PUT_OFF: lazy_gettext("Put off"),
    DecisionAct.EVIDENCE_TAKEN: lazy_gettext("Copy of a file taken"),
    DecisionAct.REPORTED: lazy_gettext("Reported by somebody"),
    DecisionAct.CONTACT_TRIED: lazy_gettext("Tried to reach somebody"),
    DecisionAct.REPORT_CLOSED: lazy_gettext("Report closed"),
    DecisionAct.NOTICE_CHANGED: lazy_gettext("Public wording changed"),
    DecisionAct.ISSUER_ASKED: lazy_gettext("Issuer asked"),
    DecisionAct.ISSUER_ANSWERED: lazy_gettext("Issuer answered"),
    DecisionAct.REGISTER_READ: lazy_gettext("Register file read"),
    DecisionAct.REGISTER_SAMPLED: lazy_gettext("Sample of a register file marked"),
    DecisionAct.REGISTER_SIGNED: lazy_gettext("Register file signed"),
    DecisionAct.REGISTER_REFUSED: lazy_gettext("Register file refused"),
    DecisionAct.RECHECK_DRAWN: lazy_gettext("Drawn as a sample"),
    DecisionAct.RECHECKED: lazy_gettext("Sample looked at"),
    DecisionAct.BOOK_CHANGED: lazy_gettext("Board or program changed"),
    DecisionAct.PROPOSAL_REFUSED: lazy_gettext("Proposal refused"),
    DecisionAct.LIST_READ: lazy_gettext("List of excluded people read"),
    DecisionAct.AUDIT_TAKEN: lazy_gettext("Copy of the log taken"),
    DecisionAct.MERGED: lazy_gettext("Merged with another listing"),
    DecisionAct.ERASED: lazy_gettext("Erased"),
    DecisionAct.ACCOUNT_OPENED: lazy_gettext("Account opened"),
    DecisionAct.ACCOUNT_CHANGED: lazy_gettext("Account changed"),
    DecisionAct.ACCOUNT_DISABLED: lazy_gettext("Account locked"),
    DecisionAct.ACCOUNT_ENABLED: lazy_gettext("Account opened again"),
    DecisionAct.ROLE_GRANTED: lazy_gettext("Part given"),
    DecisionAct.ROLE_TAKEN: lazy_gettext("Part ended"),
    DecisionAct.SETTING_CHANGED: lazy_gettext("Setting changed"),
}
SUBJECTS: Final[_Words] = {
    SubjectKind.LICENCE: lazy_gettext("License"),
    SubjectKind.AUTHORIZATION: lazy_gettext("Authorization"),
    SubjectKind.TRAINING: lazy_gettext("Training"),
    SubjectKind.CERTIFICATION: lazy_gettext("Certification"),
    SubjectKind.CREDENTIAL_CHECK: lazy_gettext("Check record"),
    SubjectKind.EVIDENCE: lazy_gettext("File"),
    SubjectKind.LOCATION: lazy_gettext("Practice location"),
    SubjectKind.CLINIC: lazy_gettext("Clinic"),
    SubjectKind.RULE: lazy_gettext("Rule of a place"),
    SubjectKind.FINDING: lazy_gettext("Finding on a rule"),
    SubjectKind.IMPORT: lazy_gettext("Import"),
    SubjectKind.ACCOUNT: lazy_gettext("Account"),
    SubjectKind.CLAIM: lazy_gettext("Claim"),
    SubjectKind.REPORT: lazy_gettext("Report"),
    SubjectKind.CHANGE: lazy_gettext("Change"),
    SubjectKind.REGISTER: lazy_gettext("Register file"),
    SubjectKind.RECHECK: lazy_gettext("Sample"),
    SubjectKind.BOARD: lazy_gettext("Board"),
    SubjectKind.PROGRAM: lazy_gettext("Program"),
    SubjectKind.PROPOSAL: lazy_gettext("Proposal"),
}
PARTS: Final[_Words] = {
    ActorKind.OWNER: lazy_gettext("the owner"),
    ActorKind.DELEGATE: lazy_gettext("a delegate"),
    ActorKind.CLINIC_MANAGER: lazy_gettext("a manager of the clinic"),
    ActorKind.REVIEWER: lazy_gettext("a reviewer"),
    ActorKind.ADMINISTRATOR: lazy_gettext("an administrator"),
    ActorKind.SYSTEM: lazy_gettext("the directory itself"),
}


def act_named(act: DecisionAct) -> str:
    """Say what was done."""
    return str(ACTS[act])


def subject_named(kind: SubjectKind | None) -> str:
    """Say to what; nothing where it was the person as a whole, or nobody."""
    return "" if kind is None else str(SUBJECTS[kind])


def actor_named(part: ActorKind, name: str | None = None) -> str:
    """Say who did it: in which part, and what they are called where that is known."""
    said = str(PARTS[part])
    return gettext("%(who)s (%(part)s)", who=name, part=said) if name else said


def reason_named(code: str | None) -> str:
    """Say why, as the practitioner read it; a code that is no reviewer's reason stays one."""
    if code is None:
        return ""
    return gettext(REASONS[Reason(code)]) if code in set(Reason) else code.replace("_", " ")
