"""Forms about findings."""

from datetime import date

from directory.domain.findings import Finding
from directory.domain.rules import RuleStatus
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Country, Profession
from directory.workflows.findings import propose_finding
from tests.web.review.forms.staging import Form, Stage, Staging, key

FOUND = Finding(
    key=(Country.US, "PA", Profession.PHYSICAL_THERAPIST),
    status=RuleStatus.PERMITTED,
    citation="Example letter of the board",
    source_url="https://board.example/letter",
    researched_on=date(2026, 11, 20),
)


def _proposed(on: Staging) -> int:
    other = Actor(ActorKind.REVIEWER, on.other())
    number: int = on.written(lambda act: propose_finding(act, FOUND), by=other)
    return number


def _propose(_on: Staging) -> Form:
    return Form(
        path="/review/rules/finding?country=US&region=PA&profession=physical_therapist",
        fields={
            "status": "permitted",
            "citation": FOUND.citation,
            "source_url": FOUND.source_url,
            "researched_on": "2026-11-20",
            "body_limit": "none",
        },
    )


def _confirm(on: Staging) -> Form:
    return Form(path=f"/review/rules/findings/{key(_proposed(on))}/confirm")


def _refuse(on: Staging) -> Form:
    return Form(path=f"/review/rules/findings/{key(_proposed(on))}/put-aside")


FORMS: dict[str, Stage] = {
    "review.finding_proposed": _propose,
    "review.confirm_finding": _confirm,
    "review.refuse_finding": _refuse,
}
