"""Reports from the first word to the last: taken in, worked on, closed, answered, and emptied."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from directory.adapters.sealing import Seal
from directory.domain.accounts.limits import UNKNOWN
from directory.domain.reports import WORDS_KEPT, ReportRefusal
from directory.domain.situations import Actor
from directory.domain.vocabulary import (
    ActorKind,
    ContactWay,
    HoldKind,
    PublicNotice,
    ReportOutcome,
    ReportReason,
)
from directory.models.accounts import Delegate
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.reports import Report, ReportContact
from directory.models.reviews import Hold
from directory.queries.report_facts import notice_of, told_of
from directory.queries.reports import contacts_of, report_of, reports_of
from directory.workflows.acts import Office
from directory.workflows.entering import NoSuchPerson
from directory.workflows.messages import put_aside, write_to_owner, write_to_reviewers
from directory.workflows.notices import NothingToChange, set_notice
from directory.workflows.own_files import OwnFile
from directory.workflows.report_purging import erase_words
from directory.workflows.report_triage import (
    NoSuchReport,
    ReportRefused,
    close_report,
    triage,
    try_contact,
)
from directory.workflows.reports import Given, receive, sender_of
from tests.clock import Clock
from tests.factories import person
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER, SYSTEM

NUMBER = 7
ANN = "ann@people.example"
GIVEN = Given(
    reason=ReportReason.CONTACT,
    words="The number rings at a bakery.",
    email=ANN,
    language="es",
    sender="a",
)
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def listing(office: Office) -> int:
    with office.act(SYSTEM) as act:
        person(act.session, number=NUMBER, at=act.at).account_id = OWNER.account
    return NUMBER


def reported(office: Office, given: Given = GIVEN) -> int:
    with office.act(SYSTEM) as act:
        reference = receive(act, NUMBER, given=given).reference
        act.session.flush()
        return act.session.scalars(select(Report.id).where(Report.reference == reference)).one()


def test_a_report_is_taken_in_once_and_changes_nothing_public(office: Office, clock: Clock) -> None:
    with office.act(SYSTEM) as act:
        first = receive(act, NUMBER, given=GIVEN)
        assert [(e.act, e.reason, e.practitioner_id, e.words) for e in act.entries] == [
            ("reported", "contact", NUMBER, None)
        ]
    # Tuesday, 24 November 2026; Thursday is a holiday.
    assert first.due_on == date(2026, 12, 2)
    with office.act(SYSTEM) as act:
        assert receive(act, NUMBER, given=GIVEN) == first
        assert act.entries == []
    clock.forward(timedelta(minutes=10))
    with office.act(SYSTEM) as act:
        assert receive(act, NUMBER, given=GIVEN) != first
    with office.database.reading() as connection:
        assert len(reports_of(connection, NUMBER)) == 2
        assert notice_of(connection, NUMBER) == (None, None)
        assert len(told_of(connection, NUMBER, at=clock())) == 2
        assert told_of(connection, NUMBER, at=clock() + timedelta(days=91)) == ()
    with pytest.raises(NoSuchPerson), office.act(SYSTEM) as act:
        receive(act, 99, given=GIVEN)


def test_a_network_is_known_for_a_day_and_by_a_key_alone(clock: Clock) -> None:
    seal = Seal("a secret that is long enough")
    today = sender_of(seal, "192.0.2.1", at=clock())
    assert today == sender_of(seal, "192.0.2.1", at=clock() + timedelta(hours=1))
    tomorrow = sender_of(seal, "192.0.2.1", at=clock() + timedelta(days=1))
    assert len({today, tomorrow, sender_of(seal, "192.0.2.2", at=clock())}) == 3
    assert sender_of(seal, UNKNOWN, at=clock()) is None


def test_a_report_is_worked_on_closed_and_answered(office: Office, clock: Clock) -> None:
    number = reported(office)
    done = []
    with office.act(REVIEWER) as act:
        triage(act, number, reason=ReportReason.CREDENTIAL)
        done += act.entries
    with office.act(REVIEWER) as act:
        note = "Rang twice, nobody there."
        try_contact(act, number, way=ContactWay.PHONE, reached=False, note=note)
        done += act.entries
    clock.forward(timedelta(minutes=1))
    with office.act(SECOND_REVIEWER) as act:
        assert close_report(
            act, number, outcome=ReportOutcome.CORRECTED, reply="Thank you for telling us."
        )
        done += act.entries
    assert [(e.act, e.from_state, e.to_state, e.reason, e.words) for e in done] == [
        ("opened", "contact", "credential", None, None),
        ("contact_tried", None, None, "phone", None),
        ("report_closed", "credential", "corrected", None, None),
    ]
    assert {(e.practitioner_id, e.subject_kind, e.subject_id) for e in done} == {
        (NUMBER, "report", number)
    }
    with office.database.reading() as connection:
        seen = report_of(connection, number)
        tried = contacts_of(connection, number)
        letter = connection.execute(select(Mail.to_address, Mail.language, Mail.params)).one()
    assert seen is not None
    assert (seen.due_on, seen.outcome, seen.is_open) == (
        date(2026, 11, 25),
        ReportOutcome.CORRECTED,
        False,
    )
    assert [(each.way, each.reached, each.note) for each in tried] == [
        (ContactWay.PHONE, False, note),
        (ContactWay.MAIL, True, "Thank you for telling us."),
    ]
    assert tuple(letter)[:2] == (ANN, "es")
    assert json.loads(letter.params)["outcome"] == "corrected"
    for again in (
        lambda act: triage(act, number, reason=ReportReason.CONTACT),
        lambda act: try_contact(act, number, way=ContactWay.PHONE, reached=True, note="x"),
        lambda act: close_report(act, number, outcome=ReportOutcome.DUPLICATE),
    ):
        with pytest.raises(ReportRefused) as refused, office.act(REVIEWER) as act:
            again(act)
        assert refused.value.why is ReportRefusal.CLOSED
    with pytest.raises(NoSuchReport), office.act(REVIEWER) as act:
        close_report(act, 99, outcome=ReportOutcome.CORRECTED)


@on_one_database
def test_who_left_no_address_is_not_written_to(office: Office) -> None:
    number = reported(office, replace(GIVEN, email=None, words=None))
    with office.act(REVIEWER) as act:
        assert not close_report(act, number, outcome=ReportOutcome.NOT_CONFIRMED, reply="x")
        assert act.session.scalars(select(Mail)).all() == []
        assert act.session.scalars(select(ReportContact)).all() == []


@on_one_database
def test_an_outcome_that_claims_something_waits_for_it(office: Office) -> None:
    number = reported(office)

    def refused(outcome: ReportOutcome) -> ReportRefusal:
        with pytest.raises(ReportRefused) as found, office.act(REVIEWER) as act:
            close_report(act, number, outcome=outcome)
        return found.value.why

    assert refused(ReportOutcome.NOTICE_SHOWN) is ReportRefusal.NOTICE_MISSING
    assert refused(ReportOutcome.ASKED_OWNER) is ReportRefusal.OWNER_NOT_ASKED
    assert refused(ReportOutcome.SUSPENDED) is ReportRefusal.NOT_SUSPENDED
    with office.act(REVIEWER) as act:
        set_notice(act, NUMBER, notice=PublicNotice.CALL_FIRST)
    with office.act(REVIEWER) as act:
        write_to_owner(act, NUMBER, body="Is this still your number?")
    with office.act(SYSTEM) as act:
        act.session.add(
            Hold(
                id=1,
                practitioner_id=NUMBER,
                kind=HoldKind.SUSPENSION,
                reason="register",
                opened_at=act.at,
                opened_by=None,
                ended_at=None,
                ended_by=None,
            )
        )
    for outcome in (ReportOutcome.NOTICE_SHOWN, ReportOutcome.ASKED_OWNER, ReportOutcome.SUSPENDED):
        with office.act(REVIEWER) as act:
            close_report(act, number, outcome=outcome)
            act.session.get_one(Report, number).closed_at = None


@on_one_database
def test_nobody_works_on_their_own_listing(office: Office) -> None:
    number = reported(office)
    with office.act(SYSTEM) as act:
        act.session.add(Delegate(practitioner_id=NUMBER, account_id=REVIEWER.account, since=act.at))
    owner = Actor(ActorKind.REVIEWER, OWNER.account)
    for actor in (REVIEWER, owner):
        with pytest.raises(ReportRefused) as refused, office.act(actor) as act:
            triage(act, number, reason=ReportReason.CONTACT)
        assert refused.value.why is ReportRefusal.OWN_FILE
        for own in (
            lambda act: set_notice(act, NUMBER, notice=PublicNotice.CALL_FIRST),
            lambda act: write_to_owner(act, NUMBER, body="x"),
            lambda act: put_aside(act, NUMBER),
        ):
            with pytest.raises(OwnFile), office.act(actor) as act:
                own(act)
    with pytest.raises(OwnFile), office.act(OWNER) as act:
        set_notice(act, NUMBER, notice=None)


def test_a_notice_is_shown_and_taken_off_by_a_reviewer(office: Office) -> None:
    with office.act(REVIEWER) as act:
        set_notice(act, NUMBER, notice=PublicNotice.CALL_FIRST)
        assert [(e.act, e.from_state, e.to_state) for e in act.entries] == [
            ("notice_changed", None, "call_first")
        ]
    with pytest.raises(NothingToChange), office.act(REVIEWER) as act:
        set_notice(act, NUMBER, notice=PublicNotice.CALL_FIRST)
    with office.database.reading() as connection:
        assert notice_of(connection, NUMBER)[0] is PublicNotice.CALL_FIRST
    with office.act(REVIEWER) as act:
        set_notice(act, NUMBER, notice=None)
        assert act.session.get_one(Practitioner, NUMBER).notice_since is None


@on_one_database
def test_what_an_owner_wrote_is_read_or_answered_once(office: Office) -> None:
    with office.act(OWNER) as act:
        write_to_reviewers(act, NUMBER, body="Is my license through?")
    with office.act(REVIEWER) as act:
        put_aside(act, NUMBER)
        assert [(e.act, e.reason) for e in act.entries] == [("noted", "messages_read")]
    with office.act(REVIEWER) as act:
        write_to_owner(act, NUMBER, body="It is.")
        assert [e.act for e in act.entries] == ["message_written"]


def test_words_and_addresses_go_some_days_after_the_end(office: Office, clock: Clock) -> None:
    number, still_open = (
        reported(office),
        reported(office, replace(GIVEN, sender="b")),
    )
    with office.act(REVIEWER) as act:
        close_report(act, number, outcome=ReportOutcome.CORRECTED, reply="Thank you.")
    clock.forward(WORDS_KEPT - timedelta(seconds=1))
    assert erase_words(office) == 0
    with office.database.reading() as connection:
        assert len(connection.scalars(select(Mail.id)).all()) == 1
    clock.forward(timedelta(seconds=1))
    assert erase_words(office) == 1
    assert erase_words(office) == 0
    with office.database.reading() as connection:
        done, waits = report_of(connection, number), report_of(connection, still_open)
        assert done is not None
        assert waits is not None
        assert (done.words, done.email, done.outcome) == ("", "", ReportOutcome.CORRECTED)
        assert (waits.words, waits.email) == (GIVEN.words, ANN)
        assert [each.note for each in contacts_of(connection, number)] == [""]
        assert connection.scalars(select(Mail.id)).all() == []
