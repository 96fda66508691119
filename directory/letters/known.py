"""Every letter there is, with what has to come with it, and samples to try its text with."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from directory.domain.reasons import Reason
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    ActorKind,
    ClaimState,
    ClaimWay,
    CredentialKind,
    Headache,
    HeldKind,
    HoldKind,
    LinkPurpose,
    NewPatients,
    Profession,
    ProposalKind,
    ReportOutcome,
)
from directory.workflows.accounts.methods import Method

STAFF: Final = (ActorKind.REVIEWER, ActorKind.ADMINISTRATOR)
_TOKEN: Final = "a-token-that-opens-nothing-0123456789-abcdef"  # noqa: S105
_Values = Iterable[str]
_DEVICES: Final = ("Firefox, Windows", "")
_NAMES: Final = ("Example Clinic", "")
"""Of people and clinics; empty where a letter would carry more than a name with it."""
_THINGS: Final = ("listing", "clinic")


def _with_link(purpose: LinkPurpose, **params: _Values) -> dict[str, _Values]:
    return {"purpose": [purpose], "token": [_TOKEN], **params}


_CONFIRMABLE: Final[dict[str, _Values]] = {
    "key": ["000000000001"],
    "name": ["Ana Example"],
    "confirmed": ["2026-11-12"],
    "new_patients": NewPatients,
    "languages": ["en es", "", "tlh"],
    "headaches": [" ".join(Headache), ""],
    "places": [
        (
            '{"name": "Clinic", "street": "", "town": "Denver, CO", "phone": "+13035550100",'
            ' "hours": [[1, 540, 1020], [7, 0, 1440]]}'
        ),
        "",
    ],
}
_ENDING: Final[dict[str, _Values]] = {
    "kind": ["licence", "authorization", "certification"],
    "key": ["000000000001"],
    "title": ["", "", "Certified Example Needler"],
    "number": ["PTL.0012345", ""],
    "country": ["US", "CA", ""],
    "region": ["CO", "ON", ""],
    "ends": ["2027-02-28"],
    "renewal": ["", "checking", "asked"],
}

_DECISION: Final[dict[str, _Values]] = {
    "kind": CredentialKind,
    "reason": ["", *Reason],
    "words": ["The name on the register differs.\nSend a copy of the change of name.", ""],
}

LETTERS: Final[Mapping[str, Mapping[str, _Values]]] = MappingProxyType(
    {
        "register": _with_link(LinkPurpose.REGISTER),
        "already_registered": {},
        "recover": _with_link(LinkPurpose.RECOVER),
        "no_account": {},
        "change_address": _with_link(LinkPurpose.CHANGE_ADDRESS),
        "address_taken": {},
        "address_changed": {},
        "new_device": _with_link(LinkPurpose.NEW_DEVICE, device=_DEVICES),
        "signed_in": {"device": _DEVICES},
        "method_added": {"method": Method},
        "method_removed": {"method": Method},
        "password_changed": {},
        "recovery_codes_made": {},
        "recovery_code_used": {"device": _DEVICES},
        "account_closed": {},
        "join_staff": _with_link(LinkPurpose.JOIN_STAFF, role=STAFF),
        "join_again": _with_link(LinkPurpose.JOIN_STAFF, role=STAFF),
        "role_proposed": {"kind": ProposalKind},
        "role_granted": {"role": STAFF},
        "role_taken": {"role": STAFF},
        "account_disabled": {},
        "account_enabled": {},
        "methods_reset": {},
        # What is taken back at once was never told.
        **{f"credential_{each.value}": _DECISION for each in Action if each is not Action.UNDO},
        "take_listing": _with_link(LinkPurpose.TAKE_LISTING),
        "claim_code": {"code": ["04821937"], "name": _NAMES},
        "claim_proven": {"until": ["2026-12-08"], "name": _NAMES},
        "claim_waits": {"claim": ["0123456789ab"], "way": [*ClaimWay, ClaimState.CONTESTED]},
        "claim_refused": {"words": ["", "The papers name somebody else.\nShow a copy of yours."]},
        "claim_granted": {},
        "claim_access": {"email": ["ann@clinic.example"]},
        "keep_listing": _with_link(LinkPurpose.KEEP_LISTING, name=_NAMES),
        "delegate_added": {"email": ["ann@clinic.example"]},
        "delegate_removed": {"name": _NAMES},
        "hand_over": _with_link(LinkPurpose.HAND_OVER, thing=_THINGS, name=_NAMES),
        "handed_over": {"thing": _THINGS, "name": _NAMES},
        "join_clinic": _with_link(LinkPurpose.JOIN_CLINIC, name=_NAMES),
        "clinic_joined": {"name": _NAMES, "clinic": _NAMES},
        "clinic_left": {"name": _NAMES, "clinic": _NAMES, "by": ["manager", "member"]},
        "clinic_changed": {"clinic": _NAMES},
        "clinic_handed_over": {"clinic": _NAMES},
        "still_correct": _with_link(
            LinkPurpose.STILL_CORRECT,
            **_CONFIRMABLE,
            known=["2027-02-10", ""],
            in_doubt=["2027-05-11", ""],
            shown=["2027-11-12", ""],
        ),
        "hidden_unconfirmed": _with_link(LinkPurpose.STILL_CORRECT, **_CONFIRMABLE),
        "expiry_soon": _ENDING,
        "expiry_ended": _ENDING,
        "listing_hidden": _ENDING,
        "listing_sent": {"reference": ["HD-4821-KQ"], "expected": ["2026-12-04", ""]},
        "listing_left": {"erased": ["2026-12-31"]},
        "message_written": {"words": ["Thank you.\nWe will call the board."]},
        "report_answered": {
            "reference": ["HD-4821-KQ"],
            "outcome": ReportOutcome,
            "words": ["", "Thank you.\nThe clinic gave us its new number."],
        },
        "confirm_credential": _with_link(LinkPurpose.CONFIRM_CREDENTIAL, reference=["HD-4821-KQ"]),
        "change_accepted": {"kind": HeldKind},
        "change_refused": {"kind": HeldKind, "words": _DECISION["words"]},
        "hold_opened": {
            "kind": HoldKind,
            "reason": [Reason.DOCUMENT_DOUBTED, Reason.EXCLUSION_PENDING],
            "words": ["The board has opened a case.\nWe wait for its answer.", ""],
        },
        "hold_ended": {"kind": HoldKind, "words": ["The board has closed its case.\nThank you."]},
        "listing_merged": {},
        "listing_merged_away": {"name": _NAMES},
        "desk_alert": {"name": ["Ana Example"], "day": ["2026-11-20"]},
        "rule_changed": {
            "country": ["US", "CA"],
            "region": ["CO", "ON"],
            "profession": Profession,
            "version": ["", "2026-11-20"],
        },
    }
)
"""A letter's name -> its params, each with values that stand for all it can have."""

PARTS: Final = frozenset(
    {
        "decision",
        "device",
        "link",
        "listing_facts",
        "not_you",
        "paper_named",
        "renewing",
        "signature",
    }
)
"""Pieces that letters include."""
LONG: Final = frozenset({"words", "places"})
"""Params that may have more than one line."""


def samples(template: str) -> Iterator[dict[str, str]]:
    """Give params for a letter until each value of each has come, at least once."""
    values = {name: list(given) for name, given in LETTERS[template].items()}
    for turn in range(max((len(given) for given in values.values()), default=1)):
        yield {name: given[turn % len(given)] for name, given in values.items()}
