from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text, update

from directory.db import Database
from directory.domain.desk import Flag
from directory.domain.log_entries import DecisionAct
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    ActKind,
    ActorKind,
    ClaimState,
    ClaimWay,
    CredentialKind,
    CredentialState,
    DeskKind,
    DeskTab,
    HeldKind,
    Profession,
    ReportReason,
)
from directory.models.credentials import Licence, Training
from directory.models.desk import DeskItem, ProposedAct
from directory.models.listings import Claim, HeldChange, Message
from directory.models.reports import ExclusionMatch, IssuerRequest, Recheck, Report
from directory.models.reviews import ProposedStep
from directory.models.rules import RuleFallout
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.desk_items import differs, restate_desk
from directory.workflows.erasing import erase_person
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER, SYSTEM

WHO = 1
LICENCE, TRAINING = 100, 1
pytestmark = pytest.mark.usefixtures("office")


def items(database: Database) -> dict[tuple[DeskTab, int], DeskItem]:
    with database.transaction() as session:
        found = session.scalars(select(DeskItem).order_by(DeskItem.tab, DeskItem.subject_id))
        return {(each.tab, each.subject_id): each for each in found}


def touched(office: Office, *people: int) -> Mapping[tuple[DeskTab, int], DeskItem]:
    """Let an act name people, and give what lies on the desk then."""
    with office.act(SYSTEM) as act:
        for each in people:
            act.log(DecisionAct.EDITED, Subject(practitioner_id=each))
    return items(office.database)


def put(act: Act, credential: type[Licence | Training], row: int, **values: object) -> None:
    act.session.execute(update(credential).where(credential.id == row).values(**values))


def sent(office: Office, **values: object) -> None:
    """Let a person have sent a licence and a training."""
    with office.act(SYSTEM) as act:
        person(act.session, number=WHO)
        act.session.flush()
        state = {"state": CredentialState.SUBMITTED, "state_since": act.at}
        put(act, Licence, LICENCE, **(state | values))
        put(act, Training, TRAINING, **state)


def test_what_was_sent_lies_on_the_desk_until_it_is_decided(
    office: Office, database: Database, clock: Clock
) -> None:
    sent(office)
    found = touched(office, WHO)
    # Both were verified once, so somebody changed them.
    assert {key: each.flags for key, each in found.items()} == {
        (DeskTab.CHANGED, LICENCE): "edited",
        (DeskTab.CHANGED, TRAINING): "edited",
    }
    licence = found[DeskTab.CHANGED, LICENCE]
    assert (licence.kind, licence.practitioner_id) == (DeskKind.LICENCE, WHO)
    assert (licence.opens_at, licence.due_on) == (clock(), date(2026, 11, 30))
    assert (licence.country, licence.region) == ("US", "CO")
    assert licence.profession is Profession.PHYSICAL_THERAPIST
    assert (licence.name, licence.words) == ("Ada Example", " ada example ptl 0000001")
    with office.act(REVIEWER) as act:
        put(act, Licence, LICENCE, state=CredentialState.QUERIED)
        act.log(DecisionAct.QUERIED, Subject(practitioner_id=WHO))
    assert set(items(database)) == {(DeskTab.WAITING, LICENCE), (DeskTab.CHANGED, TRAINING)}
    with office.act(REVIEWER) as act:
        put(act, Licence, LICENCE, state=CredentialState.REFUSED)
        put(act, Training, TRAINING, state=CredentialState.VERIFIED)
        act.log(DecisionAct.REFUSED, Subject(practitioner_id=WHO))
    assert items(database) == {}


def test_an_act_that_ends_badly_leaves_the_desk_as_it_was(
    office: Office, database: Database
) -> None:
    sent(office)
    touched(office, WHO)

    def ends_badly() -> None:
        with office.act(REVIEWER) as act:
            put(act, Licence, LICENCE, state=CredentialState.REFUSED)
            act.log(DecisionAct.REFUSED, Subject(practitioner_id=WHO))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ends_badly()
    assert len(items(database)) == 2


def test_whatever_else_is_open_lies_on_its_heap(
    office: Office, database: Database, clock: Clock
) -> None:
    with office.act(SYSTEM) as act:
        person(act.session, number=WHO, licence_expires=None)
        act.session.flush()
        act.session.add_all(_open(act))
    found = touched(office, WHO)
    day = clock().date()
    told = {(tab, subject): (each.kind, each.flags) for (tab, subject), each in found.items()}
    assert told == {
        (DeskTab.CHANGED, 21): (DeskKind.NAME, ""),
        (DeskTab.CLAIMS, 22): (DeskKind.CLAIM, "contested"),
        (DeskTab.REPORTS, 23): (DeskKind.REPORT, "safety"),
        (DeskTab.TO_CHECK, 24): (DeskKind.EXCLUSION, "exact_npi"),
        (DeskTab.RECHECKS, 25): (DeskKind.RECHECK, ""),
        (DeskTab.RULES, 26): (DeskKind.FALLOUT, ""),
        (DeskTab.TO_CHECK, 27): (DeskKind.MESSAGE, ""),
        (DeskTab.TO_CHECK, 29): (DeskKind.LICENCE, "second_reviewer"),
        (DeskTab.TO_CHECK, 30): (DeskKind.HOLD, "second_reviewer"),
        (DeskTab.WAITING, 31): (DeskKind.TRAINING, "issuer_asked"),
    }
    assert found[DeskTab.REPORTS, 23].due_on == day + timedelta(days=1)
    assert found[DeskTab.RECHECKS, 25].opens_at.date() == day - timedelta(days=2)
    assert found[DeskTab.RULES, 26].region == "UT"
    assert {each.region for each in found.values()} == {"CO", "UT"}
    # And settled, it is gone.
    with office.act(SYSTEM) as act:
        for table in ("held_change", "claim", "report", "exclusion_match", "recheck"):
            act.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608  (our own names)
        for table in ("rule_fallout", "message", "proposed_step", "proposed_act", "issuer_request"):
            act.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608
        act.log(DecisionAct.EDITED, Subject(practitioner_id=WHO))
    assert items(database) == {}


def _open(act: Act) -> list[object]:
    day, at, reviewer = act.today, act.at, REVIEWER.account
    common = {"practitioner_id": WHO}
    assert reviewer is not None
    return [
        HeldChange(id=21, kind=HeldKind.NAME, before="{}", after="{}", asked_at=at, **common),
        Claim(
            id=22, account_id=OWNER.account, way=ClaimWay.CODE_BY_MAIL, tries=0, begun_at=at,
            state=ClaimState.CONTESTED, ends_at=at + timedelta(days=2), **common,
        ),
        Report(
            id=23, reference="R1", reason=ReportReason.SAFETY, language="en", received_at=at,
            due_on=day + timedelta(days=1), **common,
        ),
        ExclusionMatch(
            id=24, exact=True, line_sha256="0" * 64, name_listed="ADA EXAMPLE",
            region_listed="CO", basis="1128a1", found_at=at, **common,
        ),
        Recheck(
            id=25, location_id=100, drawn_on=day - timedelta(days=2), due_on=day, **common,
        ),
        RuleFallout(
            id=26, location_id=100, country="US", region="UT", found_at=at,
            profession=Profession.PHYSICAL_THERAPIST, **common,
        ),
        Message(id=27, by=ActorKind.OWNER, body="Hello", written_at=at, **common),
        Message(
            id=28, by=ActorKind.DELEGATE, body="Again", written_at=at + timedelta(hours=1),
            **common,
        ),
        ProposedStep(
            id=29, subject_kind=CredentialKind.LICENCE, subject_id=LICENCE, action=Action.LIFT,
            decision="{}", proposed_by=reviewer, proposed_at=at, **common,
        ),
        ProposedAct(
            id=30, kind=ActKind.END_HOLD, seen="", words="", proposed_by=reviewer,
            proposed_at=at, **common,
        ),
        IssuerRequest(
            id=31, reference="Q1", subject_kind=CredentialKind.TRAINING, subject_id=TRAINING,
            issuer="Institute", email="a@issuer.example", language="en", asked_at=at,
            ends_at=at + timedelta(days=30), **common,
        ),
    ]  # fmt: skip


def test_what_ends_comes_up_by_itself(office: Office) -> None:
    with office.act(SYSTEM) as act:
        person(act.session, number=WHO, licence_expires=date(2027, 2, 28))
    found = touched(office, WHO)
    # Its last day is 96 days off: written down already, for a day to come.
    ending = found[DeskTab.EXPIRING, LICENCE]
    assert ending.opens_at.date() == date(2026, 11, 30)
    assert (ending.due_on, ending.flags) == (date(2027, 2, 28), "period_ends")
    assert set(found) == {(DeskTab.EXPIRING, LICENCE)}


def test_the_same_number_and_another_name_are_told(office: Office) -> None:
    sent(office, name_score=0.4)
    with office.act(SYSTEM) as act:
        person(act.session, number=2)
        act.session.flush()
        put(act, Licence, 200, number="PTL.0000001")
    flags = touched(office, WHO)[DeskTab.CHANGED, LICENCE].flags.split()
    assert flags == [Flag.EDITED, Flag.NAME_DIFFERS, Flag.NUMBER_ELSEWHERE]


def test_a_piece_of_work_may_come_over_from_another_file(
    office: Office, database: Database
) -> None:
    sent(office)
    touched(office, WHO)
    with office.act(SYSTEM) as act:
        person(act.session, number=2)
        act.session.flush()
        put(act, Licence, LICENCE, practitioner_id=2)
        act.log(DecisionAct.MERGED, Subject(practitioner_id=2))
    assert items(database)[DeskTab.CHANGED, LICENCE].practitioner_id == 2


def test_whoever_is_gone_leaves_nothing(office: Office, database: Database) -> None:
    sent(office)
    touched(office, WHO)
    with office.act(SYSTEM) as act:
        erase_person(act, WHO)
    assert items(database) == {}


def test_stating_it_anew_changes_nothing(office: Office) -> None:
    sent(office)
    touched(office, WHO)
    with office.act(SYSTEM) as act:
        connection, rules, at = act.session.connection(), act.book.rules, act.at
        assert not differs(connection, [WHO], at=at, rules=rules)
        assert restate_desk(connection, [WHO, WHO], at=at, rules=rules) == 0
        put(act, Licence, LICENCE, state=CredentialState.REFUSED)
        assert differs(connection, [WHO], at=at, rules=rules)
        # The other one can be found by the number of the first no more.
        assert restate_desk(connection, [WHO], at=at, rules=rules) == 2
