"""What the log of decisions records, and the nameless line that the public can check."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _quoted
from types import MappingProxyType
from typing import Final, NamedTuple

from directory.domain.vocabulary import ActorKind

FORMAT: Final = 1
"""Version of the line's shape; a reader of old lines must know which it reads."""
SALT_BYTES: Final = 32
_CODE: Final = re.compile(r"[a-z0-9_]{1,64}", re.ASCII)
# A rule's id also says its version: letters, digits and a few marks, never words.
_RULE: Final = re.compile(r"[A-Za-z0-9_.:@/+-]{1,128}", re.ASCII)
_HASH: Final = "([0-9a-f]{64})"
_MAYBE: Final = f'(?:null|"{_CODE.pattern}")'
# One pattern reads a line several times as fast as JSON is parsed, and only as it is written.
_LINE: Final = re.compile(
    rf'\{{"act":"[a-z_]+","actor":"{_HASH}","at":"([0-9TZ:-]{{20}})","format":{FORMAT},'
    rf'"from":{_MAYBE},"reason":{_MAYBE},"rule":(?:null|"{_RULE.pattern}"),"seq":([0-9]+),'
    rf'"subject":"{_HASH}","to":{_MAYBE},"words":(?:null|"{_HASH}")\}}',
    re.ASCII,
)

Detail = str | int | bool | None


class DecisionAct(StrEnum):
    """Everything that can be done to a credential, a listing, a rule or an account."""

    ENTERED = "entered"
    EDITED = "edited"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REFUSED = "refused"
    QUERIED = "queried"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    RESUMED = "resumed"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    APPEALED = "appealed"
    UPHELD = "upheld"
    CHECK_RECORDED = "check_recorded"
    CHECK_EXTENDED = "check_extended"
    RENEWED = "renewed"
    REPLACED = "replaced"
    EVIDENCE_RECEIVED = "evidence_received"
    EVIDENCE_ATTACHED = "evidence_attached"
    EVIDENCE_REMOVED = "evidence_removed"
    DECLARED = "declared"
    PUBLISHED = "published"
    PAUSED = "paused"
    LEFT = "left"
    ATTESTED = "attested"
    IMPORTED = "imported"
    INVITED = "invited"
    OPTED_OUT = "opted_out"
    CLAIM_BEGUN = "claim_begun"
    CLAIM_PROVEN = "claim_proven"
    CLAIM_REFUSED = "claim_refused"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    CLAIMED = "claimed"
    CHANGE_HELD = "change_held"
    CHANGE_ACCEPTED = "change_accepted"
    CHANGE_REFUSED = "change_refused"
    CHANGE_WITHDRAWN = "change_withdrawn"
    MESSAGE_WRITTEN = "message_written"
    CLINIC_JOINED = "clinic_joined"
    CLINIC_LEFT = "clinic_left"
    DELEGATE_ADDED = "delegate_added"
    DELEGATE_REMOVED = "delegate_removed"
    FEED_MADE = "feed_made"
    FEED_REVOKED = "feed_revoked"
    REMINDED = "reminded"
    FINDING_PROPOSED = "finding_proposed"
    FINDING_CONFIRMED = "finding_confirmed"
    FINDING_REFUSED = "finding_refused"
    RULES_APPLIED = "rules_applied"
    REJUDGED = "rejudged"
    HOLD_OPENED = "hold_opened"
    HOLD_CLOSED = "hold_closed"
    FLAG_RAISED = "flag_raised"
    FLAG_CLOSED = "flag_closed"
    PROPOSED = "proposed"
    OVERRIDDEN = "overridden"
    UNDONE = "undone"
    NOTED = "noted"
    OPENED = "opened"
    ASSIGNED = "assigned"
    REASSIGNED = "reassigned"
    PUT_OFF = "put_off"
    EVIDENCE_TAKEN = "evidence_taken"
    REPORTED = "reported"
    CONTACT_TRIED = "contact_tried"
    REPORT_CLOSED = "report_closed"
    NOTICE_CHANGED = "notice_changed"
    ISSUER_ASKED = "issuer_asked"
    ISSUER_ANSWERED = "issuer_answered"
    REGISTER_READ = "register_read"
    REGISTER_SAMPLED = "register_sampled"
    REGISTER_SIGNED = "register_signed"
    REGISTER_REFUSED = "register_refused"
    RECHECK_DRAWN = "recheck_drawn"
    RECHECKED = "rechecked"
    BOOK_CHANGED = "book_changed"
    PROPOSAL_REFUSED = "proposal_refused"
    LIST_READ = "list_read"
    AUDIT_TAKEN = "audit_taken"
    MERGED = "merged"
    ERASED = "erased"
    ACCOUNT_OPENED = "account_opened"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    ROLE_GRANTED = "role_granted"
    ROLE_TAKEN = "role_taken"
    SETTING_CHANGED = "setting_changed"


class SubjectKind(StrEnum):
    """What an act was done to, where that is not the person as a whole."""

    LICENCE = "licence"
    AUTHORIZATION = "authorization"
    TRAINING = "training"
    CERTIFICATION = "certification"
    CREDENTIAL_CHECK = "credential_check"
    EVIDENCE = "evidence"
    LOCATION = "location"
    CLINIC = "clinic"
    RULE = "rule"
    FINDING = "finding"
    IMPORT = "import"
    ACCOUNT = "account"
    CLAIM = "claim"
    REPORT = "report"
    CHANGE = "change"
    REGISTER = "register"
    RECHECK = "recheck"
    BOARD = "board"
    PROGRAM = "program"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act; `reason` and `rule` are codes that anybody may read, `words` are for the person.

    `details` are codes and numbers that only the directory keeps, such as a value before the act.
    """

    act: DecisionAct
    actor_kind: ActorKind
    actor_id: int | None = None
    practitioner_id: int | None = None
    subject_kind: SubjectKind | None = None
    subject_id: int | None = None
    from_state: str | None = None
    to_state: str | None = None
    reason: str | None = None
    words: str | None = None
    rule: str | None = None
    details: Mapping[str, Detail] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Keep sentences, and the names in them, out of what can never be erased."""
        for code in (self.from_state, self.to_state, self.reason):
            if code is not None and not _CODE.fullmatch(code):
                message = f"{code!r} is no code; sentences for the person belong in words."
                raise ValueError(message)
        if self.rule is not None and not _RULE.fullmatch(self.rule):
            message = f"{self.rule!r} is no rule's id."
            raise ValueError(message)


def canonical(value: object) -> str:
    """Write JSON in the one way that is hashed: sorted keys, no spaces, ASCII alone."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def written(at: datetime) -> str:
    """Write an aware datetime as the log does: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Readable(NamedTuple):
    """The side of an entry that names somebody; it can be erased."""

    practitioner_id: int | None
    subject_kind: str | None
    subject_id: int | None
    actor_kind: str
    actor_id: int | None
    words: str | None
    details: str | None


def readable(entry: Entry) -> Readable:
    """Give the erasable side of an entry."""
    return Readable(
        practitioner_id=entry.practitioner_id,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        actor_kind=entry.actor_kind,
        actor_id=entry.actor_id,
        words=entry.words,
        details=canonical(dict(entry.details)) if entry.details else None,
    )


class Hidden(NamedTuple):
    """The readable side as salted hashes: who holds the salt can check, nobody can guess."""

    subject: str
    actor: str
    words: str | None


def hidden(side: Readable, *, seq: int, salt: bytes) -> Hidden:
    """Hash the readable side; `seq` keeps two entries about one person from looking alike."""
    # What is hashed is canonical JSON too, put together by hand: a long log is hashed often.
    person, kind, number, actor_kind, actor, words, details = side
    subject = (
        f'["subject",{seq},{"null" if person is None else person},'
        f"{'null' if kind is None else _quoted(kind)},{'null' if number is None else number}]"
    )
    who = f'["actor",{seq},{_quoted(actor_kind)},{"null" if actor is None else actor}]'
    said = None
    if words is not None or details is not None:
        told = (
            f'["words",{seq},{"null" if words is None else _quoted(words)},'
            f"{'null' if details is None else _quoted(details)}]"
        )
        said = sha256(salt + told.encode()).hexdigest()
    return Hidden(
        sha256(salt + subject.encode()).hexdigest(), sha256(salt + who.encode()).hexdigest(), said
    )


def leaf(entry: Entry, concealed: Hidden, *, seq: int, at: str) -> str:
    """Write the line of an entry that is hashed into the tree and shown to everybody."""
    return canonical(
        {
            "act": entry.act,
            "actor": concealed.actor,
            "at": at,
            "format": FORMAT,
            "from": entry.from_state,
            "reason": entry.reason,
            "rule": entry.rule,
            "seq": seq,
            "subject": concealed.subject,
            "to": entry.to_state,
            "words": concealed.words,
        }
    )


class Line(NamedTuple):
    """What an audit compares of a line: the hashes, when, and which number it says it has."""

    actor: str
    at: str
    seq: str
    subject: str
    words: str | None


NO_LINE: Final = Line("", "", "", "", None)
"""What stands for a text that `leaf` never writes."""


def read(text: str) -> Line:
    """Read a line as `leaf` writes it, and nothing else."""
    found = _LINE.fullmatch(text)
    return Line._make(found.groups()) if found else NO_LINE
