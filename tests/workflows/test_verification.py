from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.domain.checks import CheckRecord, Lack
from directory.domain.clock import NEVER_SECONDS
from directory.domain.decisions import Decision
from directory.domain.entry.faults import FaultCode, Weight
from directory.domain.log_entries import DecisionAct
from directory.domain.reasons import Reason
from directory.domain.seconding import SecondReviewer
from directory.domain.situations import Actor, Refusal
from directory.domain.verification import STEPS, Action, Appeal
from directory.domain.vocabulary import (
    CheckSource,
    CredentialKind,
    CredentialState,
    LicenceKind,
    RegisterStatus,
)
from directory.models.credentials import Certification, CredentialCheck, Licence, Training
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.reviews import ProposedStep
from directory.models.standings import PostingRow, Published, Standing
from directory.workflows.acts import Office
from directory.workflows.admission import EntryFaulty
from directory.workflows.verification import (
    DONE,
    NoSuchProposal,
    Proposed,
    StepRefused,
    confirm,
    take_step,
)
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER, SYSTEM

LICENCE = 100
"""The licence of the first person that `person` writes."""
pytestmark = pytest.mark.usefixtures("office")


def look(clock: Clock, **changed: object) -> CheckRecord:
    record = CheckRecord(
        kind=CredentialKind.LICENCE,
        source=CheckSource.REGULATOR_REGISTER,
        source_name="Example State Register",
        looked_on=clock().date(),
        reviewer=REVIEWER.account,
        url="https://register.example/PTL.0000001",
        status_found=RegisterStatus.ACTIVE,
        status_words="Active",
    )
    return replace(record, **changed)  # type: ignore[arg-type]


@pytest.fixture
def submitted(database: Database, clock: Clock) -> int:
    """Write a person whose licence waits for a reviewer; gives the version to decide on."""
    with database.transaction() as session:
        written = person(session, number=1, at=clock())
        written.account_id = OWNER.account
        licence = session.get_one(Licence, LICENCE)
        licence.state = CredentialState.SUBMITTED
        session.flush()
        return licence.version


@pytest.fixture
def step(office: Office) -> Callable[..., object]:
    """Take a step on the licence, in an act of its own."""

    def take(
        actor: Actor,
        action: Action,
        version: int,
        *,
        policy: SecondReviewer = SecondReviewer.REQUIRED,
        **said: object,
    ) -> object:
        with office.act(actor) as act:
            return take_step(
                act,
                CredentialKind.LICENCE,
                credential_id=LICENCE,
                decision=Decision(action=action, version=version, **said),  # type: ignore[arg-type]
                policy=policy,
            )

    return take


def licence_of(database: Database) -> Licence:
    with database.transaction() as session:
        return session.get_one(Licence, LICENCE)


def qualified(database: Database) -> bool:
    with database.reading() as connection:
        until = connection.scalar(select(Standing.qualified_until))
        postings = connection.scalar(select(func.count()).select_from(PostingRow))
    assert (until != NEVER_SECONDS) == bool(postings)
    return until != NEVER_SECONDS


def test_every_step_has_its_name_in_the_log() -> None:
    assert DONE.keys() == {action for _, action in STEPS}
    assert len(set(DONE.values())) == len(DONE)


def test_a_verified_licence_lists_the_person_in_the_same_act(
    database: Database, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    # The factory judged them while the licence was verified; nothing has been judged since.
    step(REVIEWER, Action.DEFER, submitted, reason=None, until=clock().date() + timedelta(days=3))
    assert not qualified(database)
    version = licence_of(database).version
    assert version == submitted + 1
    clock.forward(timedelta(days=4))
    step(SYSTEM, Action.RESUME, version)
    version = licence_of(database).version
    step(REVIEWER, Action.VERIFY, version, check=look(clock))
    assert qualified(database)
    with database.reading() as connection:
        checks = connection.scalar(
            select(func.count()).where(CredentialCheck.licence_id == LICENCE)
        )
        acts = connection.scalars(select(LogPrivate.seq).order_by(LogPrivate.seq)).all()
        history = connection.scalars(
            select(Published.qualified_until).order_by(Published.recorded_us)
        ).all()
    assert checks == 2
    assert acts == [0, 1, 2]
    assert [until > 0 for until in history] == [True, False, True]


def test_nothing_is_written_when_a_step_is_refused(
    database: Database, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    before = licence_of(database).version
    old = look(clock, looked_on=clock().date() - timedelta(days=15))
    for actor, said, refusal in (
        (REVIEWER, {"check": old}, Refusal.CHECK_TOO_OLD),
        (REVIEWER, {}, Refusal.CHECK_INCOMPLETE),
        (OWNER, {"check": look(clock)}, Refusal.NOT_YOUR_PART),
    ):
        with pytest.raises(StepRefused) as refused:
            step(actor, Action.VERIFY, submitted, **said)
        assert refused.value.refusal is refusal
    with pytest.raises(StepRefused) as refused:
        step(REVIEWER, Action.VERIFY, submitted, check=look(clock, url=None))
    assert refused.value.lacks == (Lack.ADDRESS,)
    assert licence_of(database).version == before
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(LogEntry)) == 0
        assert connection.scalar(select(func.count()).select_from(Mail)) == 0


def test_a_decision_on_a_stale_page_is_refused(
    clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    step(OWNER, Action.EDIT, submitted)
    with pytest.raises(StepRefused) as refused:
        step(REVIEWER, Action.VERIFY, submitted, check=look(clock))
    assert refused.value.refusal is Refusal.STALE


def test_what_a_reviewer_writes_reaches_the_practitioner_and_the_log(
    database: Database, submitted: int, step: Callable[..., object]
) -> None:
    step(
        REVIEWER,
        Action.QUERY,
        submitted,
        reason=Reason.NUMBER_DIFFERS,
        words="The register shows another number. Which one is on your card?",
    )
    with database.reading() as connection:
        letter = connection.execute(select(Mail.template, Mail.to_address, Mail.params)).one()
        leaf = connection.scalar(select(LogEntry.leaf))
        kept = connection.execute(select(LogPrivate.words, LogPrivate.actor_id)).one()
    assert letter.template == "credential_query"
    assert letter.to_address.endswith("@people.example")
    assert "Which one is on your card?" in letter.params
    assert kept == ("The register shows another number. Which one is on your card?", 9_001)
    # The line that stays for ever names nobody.
    assert leaf is not None
    assert "card" not in leaf
    assert "9001" not in leaf


def suspended(step: Callable[..., object], version: int, clock: Clock) -> None:
    step(REVIEWER, Action.VERIFY, version, check=look(clock))
    step(
        REVIEWER,
        Action.SUSPEND,
        version + 1,
        reason=Reason.REGISTER_SUSPENDED,
        words="The register shows a suspension.",
    )


def test_lifting_a_suspension_waits_for_a_second_reviewer(
    database: Database, office: Office, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    suspended(step, submitted, clock)
    assert not qualified(database)
    proposed = step(
        REVIEWER,
        Action.LIFT,
        submitted + 2,
        reason=Reason.REGISTER_ACTIVE_AGAIN,
        check=look(clock),
    )
    assert isinstance(proposed, Proposed)
    assert not qualified(database)
    with pytest.raises(StepRefused) as refused, office.act(REVIEWER) as act:
        confirm(act, proposed.id)
    assert refused.value.refusal is Refusal.SAME_REVIEWER
    with office.act(SECOND_REVIEWER) as act:
        confirm(act, proposed.id)
    assert qualified(database)
    licence = licence_of(database)
    assert (licence.decided_by, licence.seconded_by) == (9_002, 9_001)
    with pytest.raises(NoSuchProposal), office.act(SECOND_REVIEWER) as act:
        confirm(act, proposed.id)
    with database.reading() as connection:
        assert connection.scalar(select(ProposedStep.confirmed)) is True


def test_a_sole_operator_lifts_a_suspension_a_day_later(
    database: Database, office: Office, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    suspended(step, submitted, clock)
    proposed = step(
        REVIEWER,
        Action.LIFT,
        submitted + 2,
        reason=Reason.REGISTER_ACTIVE_AGAIN,
        check=look(clock),
        policy=SecondReviewer.DELAY_24H,
    )
    assert isinstance(proposed, Proposed)
    clock.forward(timedelta(hours=23, minutes=59, seconds=59))
    with pytest.raises(StepRefused), office.act(REVIEWER) as act:
        confirm(act, proposed.id, policy=SecondReviewer.DELAY_24H)
    clock.forward(timedelta(seconds=1))
    with office.act(REVIEWER) as act:
        confirm(act, proposed.id, policy=SecondReviewer.DELAY_24H)
    assert qualified(database)


def test_a_proposal_dies_when_the_file_changes(
    office: Office, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    suspended(step, submitted, clock)
    said = {"reason": Reason.REGISTER_ACTIVE_AGAIN, "check": look(clock)}
    proposed = step(REVIEWER, Action.LIFT, submitted + 2, **said)
    assert isinstance(proposed, Proposed)
    step(OWNER, Action.APPEAL, submitted + 2, words="It was lifted on Monday.")
    with pytest.raises(StepRefused) as refused, office.act(SECOND_REVIEWER) as act:
        confirm(act, proposed.id)
    assert refused.value.refusal is Refusal.STALE


def test_an_appeal_goes_to_somebody_else(
    database: Database, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    step(
        REVIEWER,
        Action.REFUSE,
        submitted,
        reason=Reason.NOT_ON_REGISTER,
        words="The register does not show this number.",
    )
    step(OWNER, Action.APPEAL, submitted + 1, words="It does since Monday.")
    appealed = licence_of(database)
    assert (appealed.appeal, appealed.appealed_at) == (Appeal.OPEN, clock())
    with pytest.raises(StepRefused) as refused:
        step(REVIEWER, Action.VERIFY, submitted + 2, check=look(clock))
    assert refused.value.refusal is Refusal.SAME_REVIEWER
    theirs = look(clock, reviewer=SECOND_REVIEWER.account)
    step(SECOND_REVIEWER, Action.VERIFY, submitted + 2, check=theirs)
    assert licence_of(database).appeal is Appeal.NONE


def test_nobody_decides_on_their_own_file(
    database: Database, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    with database.transaction() as session:
        session.get_one(Practitioner, 1).account_id = REVIEWER.account
    with pytest.raises(StepRefused) as refused:
        step(REVIEWER, Action.VERIFY, submitted, check=look(clock))
    assert refused.value.refusal is Refusal.OWN_FILE


def test_a_desk_look_adds_a_period_and_leaves_the_old_one_as_it_was(
    database: Database, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    step(REVIEWER, Action.VERIFY, submitted, check=look(clock))
    ends = date(2029, 2, 28)
    step(REVIEWER, Action.EXTEND, submitted + 1, check=look(clock, end_found=ends))
    with database.transaction() as session:
        periods = session.scalars(select(Licence).order_by(Licence.expires)).all()
        first, second = periods
        assert (first.expires, first.state) == (date(2027, 2, 28), CredentialState.VERIFIED)
        assert (second.renews_id, second.issued) == (first.id, date(2027, 3, 1))
        assert (second.expires, second.state) == (ends, CredentialState.VERIFIED)
        assert [check.end_found for check in second.checks] == [ends]
    assert qualified(database)


def test_a_desk_look_at_an_endless_licence_holds_for_six_more_months(
    database: Database, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    with database.transaction() as session:
        session.get_one(Licence, LICENCE).expires = None
    step(REVIEWER, Action.VERIFY, submitted + 1, check=look(clock))
    clock.forward(timedelta(days=170))
    step(REVIEWER, Action.EXTEND, submitted + 2, check=look(clock))
    clock.forward(timedelta(days=170))
    with database.reading() as connection:
        until = connection.scalar(select(Standing.qualified_until))
        assert connection.scalar(select(func.count()).select_from(Licence)) == 1
    assert until is not None
    assert until > clock().timestamp()


def test_a_licence_that_the_rule_of_its_place_bars_is_overridden_by_two_only(
    database: Database, office: Office, clock: Clock, submitted: int, step: Callable[..., object]
) -> None:
    with database.transaction() as session:
        licence = session.get_one(Licence, LICENCE)
        licence.region = "CA"
        session.flush()
        version = licence.version
    assert version == submitted + 1
    with pytest.raises(StepRefused) as refused:
        step(REVIEWER, Action.VERIFY, version, check=look(clock))
    assert refused.value.refusal is Refusal.FAILED_RULE
    proposed = step(
        REVIEWER,
        Action.VERIFY,
        version,
        check=look(clock),
        overrides=True,
        reason=Reason.RULE_OUT_OF_DATE,
    )
    assert isinstance(proposed, Proposed)
    with office.act(SECOND_REVIEWER) as act:
        confirm(act, proposed.id)
    with database.reading() as connection:
        details = connection.scalars(select(LogEntry.leaf).order_by(LogEntry.seq)).all()
    assert DecisionAct.OVERRIDDEN in details[-1]
    # Verified is the paper; whether it lets anyone needle there is still the rule's to say.
    assert not qualified(database)


@pytest.fixture
def drafted(database: Database, submitted: int) -> int:
    """Take the licence back into a draft; gives its version."""
    with database.transaction() as session:
        licence = session.get_one(Licence, LICENCE)
        assert licence.version == submitted
        licence.state = CredentialState.DRAFT
        session.flush()
        return licence.version


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"expires": date(2026, 11, 24)}, FaultCode.END_PAST),
        ({"region": "CA"}, FaultCode.RULE_REFUSES),
        ({"region": "OR"}, FaultCode.RULE_WAITS),
        ({"kind": LicenceKind.COMPACT_PRIVILEGE}, FaultCode.PRIVILEGE_HOME_MISSING),
    ],
)
def test_a_draft_is_held_against_the_rules_on_the_day_it_is_sent(
    database: Database,
    drafted: int,
    step: Callable[..., object],
    changed: dict[str, object],
    code: FaultCode,
) -> None:
    with database.transaction() as session:
        for name, value in changed.items():
            setattr(session.get_one(Licence, LICENCE), name, value)
    with pytest.raises(EntryFaulty) as refused:
        step(OWNER, Action.SUBMIT, drafted + 1)
    assert code in {fault.code for fault in refused.value.faults if fault.weight is Weight.ERROR}
    assert licence_of(database).state is CredentialState.DRAFT


def test_a_draft_that_passes_is_sent(
    database: Database, drafted: int, step: Callable[..., object]
) -> None:
    step(OWNER, Action.SUBMIT, drafted)
    assert licence_of(database).state is CredentialState.SUBMITTED


def test_a_number_that_is_somebody_elses_by_now_is_not_sent(
    database: Database, clock: Clock, drafted: int, step: Callable[..., object]
) -> None:
    number = licence_of(database).number
    with database.transaction() as session:
        person(session, number=2, at=clock())
        session.get_one(Licence, 200).number = number
    with pytest.raises(EntryFaulty) as refused:
        step(OWNER, Action.SUBMIT, drafted)
    assert [fault.code for fault in refused.value.faults] == [FaultCode.LICENCE_ON_ANOTHER_LISTING]


def test_an_answer_is_held_against_the_rules_as_well(
    database: Database, submitted: int, step: Callable[..., object]
) -> None:
    said = {"reason": Reason.NUMBER_DIFFERS, "words": "Which number is right?"}
    step(REVIEWER, Action.QUERY, submitted, **said)
    with database.transaction() as session:
        session.get_one(Licence, LICENCE).expires = date(2026, 11, 23)
    with pytest.raises(EntryFaulty):
        step(OWNER, Action.ANSWER, submitted + 2)
    assert licence_of(database).state is CredentialState.QUERIED


@pytest.mark.usefixtures("office", "submitted")
@pytest.mark.parametrize(("website", "sends"), [("https://body.example/", True), (None, False)])
def test_a_certification_of_another_body_is_sent_with_its_site(
    database: Database, office: Office, *, website: str | None, sends: bool
) -> None:
    with database.transaction() as session:
        certification = session.get_one(Certification, 1)
        certification.state, certification.body_website = CredentialState.DRAFT, website
        session.flush()
        version = certification.version
    refused = nullcontext() if sends else pytest.raises(EntryFaulty)
    decision = Decision(action=Action.SUBMIT, version=version)
    with refused, office.act(OWNER) as act:
        take_step(act, CredentialKind.CERTIFICATION, credential_id=1, decision=decision)
    with database.transaction() as session:
        state = session.get_one(Certification, 1).state
    assert state is (CredentialState.SUBMITTED if sends else CredentialState.DRAFT)


@pytest.mark.usefixtures("office", "submitted")
def test_a_course_is_sent_in_the_same_way(database: Database, office: Office) -> None:
    with database.transaction() as session:
        training = session.get_one(Training, 1)
        training.state = CredentialState.DRAFT
        session.flush()
        version = training.version
    with office.act(OWNER) as act:
        decision = Decision(action=Action.SUBMIT, version=version)
        take_step(act, CredentialKind.TRAINING, credential_id=1, decision=decision)
    with database.transaction() as session:
        assert session.get_one(Training, 1).state is CredentialState.SUBMITTED
