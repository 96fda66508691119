"""Forms about a person as a whole: holds, exclusions, changes that wait, merging, the telephone."""

import json
from collections.abc import Mapping
from typing import Any

from directory.domain.entry.editing import fingerprint
from directory.domain.exclusions import Fit
from directory.domain.leie import Excluded
from directory.domain.reasons import Reason
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, HeldKind, HoldKind
from directory.models.listings import HeldChange
from directory.models.practitioners import Practitioner
from directory.queries.confirmable import confirmable
from directory.queries.duplicates import side_of
from directory.workflows.acts import Act
from directory.workflows.exclusions import raise_match
from directory.workflows.holds import open_hold
from directory.workflows.merging import preview_of
from directory.workflows.proposed_acts import propose_end
from tests.web.review.forms.staging import Form, Stage, Staging, key

WHY = "The board has opened a case."


def _reviewer(on: Staging) -> Actor:
    return Actor(ActorKind.REVIEWER, on.other())


def held(on: Staging, who: int) -> int:
    """Let another reviewer hold somebody back; gives the hold's number."""

    def hold(act: Act) -> int:
        kind, reason = HoldKind.SUSPENSION, Reason.REPORT_UNDER_REVIEW
        return open_hold(act, who, kind=kind, reason=reason, words=WHY)

    number: int = on.written(hold, _reviewer(on))
    return number


def proposed(on: Staging, who: int, *, hold: int) -> int:
    """Let another reviewer propose that a hold ends."""

    def propose(act: Act) -> int:
        return propose_end(act, who, hold_id=hold, reason=Reason.CORRECTED, words="It is mended.")

    number: int = on.written(propose, _reviewer(on))
    return number


def matched(on: Staging, who: int, *, fit: Fit = Fit.NAME) -> int:
    """Let a line of the list fit somebody."""
    line = Excluded(
        line=2, sha256="0" * 64, given="ADA", family="EXAMPLE", middle="", npi=None, region="CO",
        basis="1128a1", excluded_on=None, reinstated_on=None, waived_in="",
    )  # fmt: skip

    def match(act: Act) -> int:
        return raise_match(act, act.session.get_one(Practitioner, who), line=line, fit=fit)

    number: int = on.written(match)
    return number


def waiting(
    on: Staging, who: int, after: Mapping[str, Any], *, kind: HeldKind = HeldKind.NAME
) -> int:
    """Let a change wait."""

    def wait(act: Act) -> int:
        before = {"given_name": "Ada", "family_name": "Example", "suffix": None}
        act.session.add(
            HeldChange(
                id=1, practitioner_id=who, kind=kind, before=json.dumps(before),
                after=json.dumps(dict(after)), asked_at=act.at,
            )
        )  # fmt: skip
        return 1

    number: int = on.written(wait)
    return number


def _hold(on: Staging) -> Form:
    fields: dict[str, str | list[str]] = {"reason": "report_under_review", "words": WHY}
    return Form(path=f"/review/person/{key(on.listed())}/holds/new", fields=fields)


def _end(on: Staging) -> Form:
    who = on.listed()
    hold = held(on, who)
    fields: dict[str, str | list[str]] = {"reason": "corrected", "words": "It is mended."}
    return Form(path=f"/review/person/{key(who)}/holds/{key(hold)}/end", fields=fields)


def _answer(on: Staging) -> Form:
    who = on.listed()
    proposal = proposed(on, who, hold=held(on, who))
    path = f"/review/person/{key(who)}/proposed/{key(proposal)}"
    return Form(path=path, fields={"answer": "confirm", "words": ""})


def _match(on: Staging) -> Form:
    who = on.listed()
    path = f"/review/person/{key(who)}/exclusions/{key(matched(on, who))}"
    return Form(path=path, fields={"outcome": "theirs", "words": "You are on the list."})


def _accept(on: Staging) -> Form:
    who = on.listed()
    change = waiting(on, who, {"given_name": "Eda", "family_name": "Example", "suffix": None})
    return Form(path=f"/review/person/{key(who)}/changes/{key(change)}/accept")


def _refuse(on: Staging) -> Form:
    who = on.listed()
    change = waiting(on, who, {"given_name": "Eda", "family_name": "Example", "suffix": None})
    path = f"/review/person/{key(who)}/changes/{key(change)}"
    return Form(path=path, fields={"words": "The register has the old name."})


def _merge(on: Staging) -> Form:
    kept, double = on.listed(), on.listed()
    with on.office.database.reading() as connection:
        sides = side_of(connection, kept), side_of(connection, double)
    assert sides[0] is not None
    assert sides[1] is not None
    seen = fingerprint(preview_of(sides[0], sides[1]))
    fields: dict[str, str | list[str]] = {
        "seen": seen, "other": key(double), "words": "One license, one telephone."
    }  # fmt: skip
    return Form(path=f"/review/person/{key(kept)}/merge", fields=fields)


def _phone(on: Staging) -> Form:
    who = on.listed()
    with on.office.database.reading() as connection:
        facts = confirmable(connection, who, today=on.clock().date())
    assert facts is not None
    fields: dict[str, str | list[str]] = {
        "seen": fingerprint(facts.shown()), "new_patients": "no"
    }  # fmt: skip
    return Form(path=f"/review/person/{key(who)}/by-phone", fields=fields)


FORMS: dict[str, Stage] = {
    "review.hold_opened": _hold,
    "review.end_hold_proposed": _end,
    "review.act_answered": _answer,
    "review.match_settled": _match,
    "review.change_accepted": _accept,
    "review.change_refused": _refuse,
    "review.merge_proposed": _merge,
    "review.phoned": _phone,
}
