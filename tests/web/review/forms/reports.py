"""Forms about reports, notices, messages, claims and issuers."""

from directory.domain.vocabulary import ActorKind, ClaimState, ClaimWay, ReportReason
from directory.models.listings import Claim, Message
from directory.models.reports import Report
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id
from tests.visitors import account
from tests.web.review.forms.staging import Form, Stage, Staging, key


def _reported(on: Staging) -> str:
    who, number = on.listed(), fresh_id()

    def report(act: Act) -> None:
        act.session.add(
            Report(
                id=number,
                reference=f"HD-{number}",
                practitioner_id=who,
                location_id=None,
                reason=ReportReason.CONTACT,
                words="The number rings at a bakery.",
                email="ann@people.example",
                language="en",
                sender_hash=None,
                received_at=act.at,
                due_on=act.today,
                triaged_by=None,
                triaged_at=None,
                outcome=None,
                closed_by=None,
                closed_at=None,
            )
        )

    on.written(report)
    return f"/review/reports/{key(number)}"


def _triaged(on: Staging) -> Form:
    return Form(path=f"{_reported(on)}/triage", fields={"reason": "credential"})


def _contact_tried(on: Staging) -> Form:
    fields: dict[str, str | list[str]] = {"way": "phone", "note": "Nobody there."}
    return Form(path=f"{_reported(on)}/contacts", fields=fields)


def _closed(on: Staging) -> Form:
    fields: dict[str, str | list[str]] = {"outcome": "corrected", "reply": "Thank you."}
    return Form(path=f"{_reported(on)}/close", fields=fields)


def _notice_set(on: Staging) -> Form:
    path = f"/review/person/{key(on.listed())}/notice"
    return Form(path=path, fields={"notice": "call_first"})


def _written_to(on: Staging) -> Form:
    path = f"/review/person/{key(on.listed())}/messages"
    return Form(path=path, fields={"body": "Is this your number?"})


def _read(on: Staging) -> Form:
    who = on.listed()

    def write(act: Act) -> None:
        act.session.add(
            Message(
                id=fresh_id(),
                practitioner_id=who,
                subject_kind=None,
                subject_id=None,
                by=ActorKind.OWNER,
                account_id=None,
                body="Thank you.",
                written_at=act.at,
                seen_at=None,
            )
        )

    on.written(write)
    return Form(path=f"/review/person/{key(who)}/messages/read")


def _claimed(on: Staging) -> str:
    who, number, claimant = on.listed(), fresh_id(), account(on.app)

    def claim(act: Act) -> None:
        act.session.add(
            Claim(
                id=number,
                practitioner_id=who,
                account_id=claimant,
                way=ClaimWay.PAPERS,
                state=ClaimState.BEGUN,
                code_hash=None,
                tries=0,
                begun_at=act.at,
                ends_at=act.at.replace(year=act.at.year + 1),
                proven_at=None,
                hold_until=None,
                settled_at=None,
                settled_by=None,
            )
        )

    on.written(claim)
    return f"/review/person/{key(who)}/claims/{key(number)}"


def _granted(on: Staging) -> Form:
    return Form(path=f"{_claimed(on)}/grant")


def _refused(on: Staging) -> Form:
    path = _claimed(on)
    return Form(path=f"{path}/refuse", fields={f"{path.rpartition('/')[2]}-words": "Not you."})


def _asked(on: Staging) -> Form:
    who = on.listed()
    fields: dict[str, str | list[str]] = {
        "issuer": "Example Institute",
        "email": "records@school.example",
        "language": "en",
    }
    # The training of a person has their own number.
    path = f"/review/person/{key(who)}/credentials/training/{key(who)}/issuer"
    return Form(path=path, fields=fields)


FORMS: dict[str, Stage] = {
    "review.report_triaged": _triaged,
    "review.contact_tried": _contact_tried,
    "review.report_closed": _closed,
    "review.notice_set": _notice_set,
    "review.message_written": _written_to,
    "review.messages_read": _read,
    "review.claim_granted": _granted,
    "review.claim_refused": _refused,
    "review.issuer_asked": _asked,
}
