"""Two listings of one person become one: what moves, what stays, and who may no more."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from directory.db import Database
from directory.domain.clock import seconds
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.merging import MergeRefusal
from directory.domain.reasons import Reason
from directory.domain.situations import Actor
from directory.domain.vocabulary import (
    ActorKind,
    ClaimState,
    ClaimWay,
    CredentialState,
    HeldKind,
    HoldKind,
    Profession,
    ReminderKind,
)
from directory.models.accounts import Account, Delegate
from directory.models.credentials import CredentialEvidence, Evidence, Licence, Training
from directory.models.desk import DeskItem
from directory.models.listings import CalendarFeed, Claim, HeldChange, Message, Reminder
from directory.models.practitioners import PracticeLocation, Practises, Practitioner
from directory.models.reports import ExclusionMatch
from directory.models.reviews import Hold
from directory.models.sessions import AccountSession
from directory.queries.duplicates import kept_listing, side_of
from directory.queries.history import HistoryView, history
from directory.queries.holds import open_acts, open_holds
from directory.queries.profiles import profile
from directory.workflows.acts import Office
from directory.workflows.entering import NoSuchPerson
from directory.workflows.erasing import erase_person
from directory.workflows.holds import open_hold
from directory.workflows.merging import MergeRefused, preview_of
from directory.workflows.proposed_acts import (
    NotAnother,
    confirm_act,
    propose_end,
    propose_merge,
)
from tests.clock import START, Clock
from tests.factories import Seen, person
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER, SYSTEM, open_accounts
from tests.rosters import npi
from tests.ways_in import letters, logged, number_of
from tests.workflows.proven import proven

KEPT, DOUBLE = 7, 8
LOSER = Actor(ActorKind.OWNER, 9_200)
KEEPER = Actor(ActorKind.OWNER, 9_300)
WHY = "One license on both."
BOULDER = Seen(lat=40.015, lon=-105.27, city="Boulder", postal_code="80301")


@pytest.fixture
def two(database: Database, office: Office) -> None:  # noqa: ARG001  (it opens the accounts)
    at = START - timedelta(days=30)
    with database.transaction() as session:
        open_accounts(session, LOSER, KEEPER, at=at)
        made = person(session, number=KEPT, at=at)
        made.account_id = OWNER.account
        made = person(session, number=DOUBLE, given="Eda", at=at, locations=[BOULDER])
        made.account_id, made.npi, made.email = LOSER.account, npi(1), "eda@clinic.example"
        # The first place of both is the same; the second one is written another way.
        session.get_one(PracticeLocation, DOUBLE * 100 + 1).street = "200 Other Street"
        made.professions.append(Practises(profession=Profession.PHYSICAL_THERAPIST))
        session.flush()
        for who, files in ((KEPT, ("a", "b")), (DOUBLE, ("b", "c"))):
            for number, name in enumerate(files):
                session.add(
                    Evidence(
                        id=who * 10 + number, practitioner_id=who, sha256=name * 64,
                        media_type="application/pdf", size=1, name=name, pages=1,
                        stored_as=f"{who}{name}", received_at=at,
                    )
                )  # fmt: skip
        session.flush()
        session.add(CredentialEvidence(id=1, evidence_id=DOUBLE * 10, training_id=DOUBLE))
        session.add(Delegate(practitioner_id=DOUBLE, account_id=KEEPER.account, since=at))
        session.add(
            CalendarFeed(
                id=1, account_id=LOSER.account, practitioner_id=DOUBLE, token_hash="0" * 64,
                made_at=at,
            )
        )  # fmt: skip
        for number, kind in enumerate((ReminderKind.LICENCE, ReminderKind.STILL_CORRECT)):
            session.add(
                Reminder(
                    practitioner_id=DOUBLE, kind=kind, about=number, due=at.date(), step=-7,
                    dealt_at=at, sent=True,
                )
            )  # fmt: skip
        session.add(
            HeldChange(
                id=1, practitioner_id=DOUBLE, kind=HeldKind.NAME, before="{}", after="{}",
                asked_at=at,
            )
        )  # fmt: skip
        session.add(
            Message(id=1, practitioner_id=DOUBLE, by=ActorKind.OWNER, body="Hello.", written_at=at)
        )
        for who, line in ((KEPT, "0"), (DOUBLE, "0"), (DOUBLE, "1")):
            session.add(
                ExclusionMatch(
                    id=who * 10 + int(line), practitioner_id=who, exact=False,
                    line_sha256=line * 64, name_listed="", region_listed="CO", basis="",
                    found_at=at,
                )
            )  # fmt: skip


def seen(office: Office) -> str:
    with office.database.reading() as connection:
        kept, double = side_of(connection, KEPT), side_of(connection, DOUBLE)
    assert kept is not None
    assert double is not None
    return fingerprint(preview_of(kept, double))


def propose(office: Office, *, kept: int = KEPT, double: int = DOUBLE) -> int:
    with office.act(REVIEWER) as act:
        return propose_merge(act, kept, double_id=double, seen=seen(office), words=WHY)


def confirm(office: Office, proposal: int, *, by: Actor = SECOND_REVIEWER) -> None:
    visitor = proven(office, by)
    with office.act(by) as act:
        confirm_act(act, visitor, practitioner_id=KEPT, proposal_id=proposal)


def papers(database: Database, table: type[Licence | Training], who: int) -> list[int]:
    with database.reading() as connection:
        mine = select(table.id).where(table.practitioner_id == who).order_by(table.id)
        return list(connection.scalars(mine))


@pytest.mark.usefixtures("two")
def test_everything_goes_to_the_listing_that_is_kept(
    database: Database, office: Office, clock: Clock
) -> None:
    session_of_loser = proven(office, LOSER)
    assert session_of_loser.account.id == LOSER.account
    with office.act(REVIEWER) as act:
        hold = open_hold(
            act, DOUBLE, kind=HoldKind.SUSPENSION, reason=Reason.DOCUMENT_DOUBTED, words="Why."
        )
    proposal = propose(office)
    with database.reading() as connection:
        # It is on both files that it waits.
        assert [each.id for each in open_acts(connection, DOUBLE)] == [proposal]
        before = logged(database)
    confirm(office, proposal)
    assert papers(database, Licence, KEPT) == [KEPT * 100, DOUBLE * 100]
    assert papers(database, Training, KEPT) == [KEPT, DOUBLE]
    with database.transaction() as session:
        kept, double = (session.get_one(Practitioner, each) for each in (KEPT, DOUBLE))
        assert (kept.npi, kept.email) == (npi(1), "eda@clinic.example")
        assert (kept.account_id, double.account_id) == (OWNER.account, None)
        assert (double.npi, double.email, double.published) == (None, None, False)
        assert [each.name for each in kept.former_names] == ["Eda Example"]
        assert [each.profession for each in kept.professions] == [Profession.PHYSICAL_THERAPIST]
        places = [(each.position, each.city, each.street) for each in kept.locations]
        assert places == [
            (0, "Denver", "100 Example Street"),
            (1, "Boulder", "200 Other Street"),
        ]
        # The places of the double stay, because its history is theirs.
        assert len(double.locations) == 2
        files = session.execute(
            select(Evidence.id, Evidence.practitioner_id).order_by(Evidence.id)
        ).all()
        assert [tuple(each) for each in files] == [(70, KEPT), (71, KEPT), (81, KEPT)]
        # What both had sent is kept once, and speaks for the credential of the other.
        assert session.scalars(select(CredentialEvidence.evidence_id)).all() == [71]
        matches = select(ExclusionMatch.practitioner_id, ExclusionMatch.line_sha256)
        assert {(who, line[0]) for who, line in session.execute(matches)} == {
            (KEPT, "0"), (KEPT, "1")
        }  # fmt: skip
        reminders = session.execute(select(Reminder.practitioner_id, Reminder.kind)).all()
        assert [tuple(each) for each in reminders] == [(KEPT, ReminderKind.LICENCE)]
        assert session.scalars(select(HeldChange.settled_at)).one() == clock()
        assert session.scalars(select(CalendarFeed.revoked_at)).one() == clock()
        assert session.scalars(select(Message.practitioner_id)).one() == KEPT
        whose = select(DeskItem.practitioner_id).distinct()
        assert set(session.scalars(whose)) <= {KEPT}
    with database.reading() as connection:
        # A suspension is never lost by it.
        assert [each.id for each in open_holds(connection, KEPT)] == [hold]
        assert kept_listing(connection, DOUBLE) == KEPT
        assert kept_listing(connection, KEPT) is None
    assert number_of(database, Delegate) == 0
    assert number_of(database, AccountSession, AccountSession.account_id == LOSER.account) == 0
    told = [template for _, template in letters(database)]
    assert sorted(told) == [
        "delegate_removed", "hold_opened", "listing_merged", "listing_merged_away"
    ]  # fmt: skip
    assert logged(database)[len(before) :] == ["merged"]


@pytest.mark.usefixtures("two")
def test_history_answers_for_both_as_before(
    database: Database, office: Office, clock: Clock
) -> None:
    clock.at = START + timedelta(days=2)
    confirm(office, propose(office))
    clock.at = START + timedelta(days=4)
    now = seconds(clock())
    for who in (KEPT, DOUBLE):
        before = history(database, who, day=START.date(), now=now)
        assert isinstance(before, HistoryView)
        assert before.listed
    gone = history(database, DOUBLE, day=(START + timedelta(days=3)).date(), now=now)
    assert isinstance(gone, HistoryView)
    assert not gone.listed
    assert profile(database, DOUBLE, now=now) is None
    found = profile(database, KEPT, now=now)
    assert found is not None
    assert found.listed
    assert len(found.locations) == 2


def refused(office: Office, *, kept: int = KEPT, double: int = DOUBLE) -> MergeRefusal:
    with pytest.raises(MergeRefused) as fault:
        propose(office, kept=kept, double=double)
    return fault.value.refusal


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("two")
def test_what_stands_against_it(database: Database, office: Office) -> None:
    assert refused(office, kept=KEPT, double=KEPT) is MergeRefusal.SAME_LISTING
    with pytest.raises(NoSuchPerson):
        propose(office, double=99)

    def with_double(**values: object) -> MergeRefusal:
        with database.transaction() as session:
            session.execute(update(Practitioner).where(Practitioner.id == DOUBLE).values(**values))
        return refused(office)

    assert with_double(account_id=REVIEWER.account) is MergeRefusal.OWN_FILE
    assert with_double(account_id=None, left_at=START) is MergeRefusal.LEFT
    assert with_double(left_at=None, merged_into=99) is MergeRefusal.MERGED_ALREADY
    assert refused(office, kept=DOUBLE, double=KEPT) is MergeRefusal.MERGED_ALREADY
    with database.transaction() as session:
        session.execute(
            update(Practitioner).where(Practitioner.id == KEPT).values(npi=npi(2), merged_into=None)
        )
    assert with_double(merged_into=None) is MergeRefusal.TWO_NPIS
    with database.transaction() as session:
        session.execute(update(Practitioner).where(Practitioner.id == DOUBLE).values(npi=None))
    assert refused(office, kept=DOUBLE, double=KEPT) is MergeRefusal.OWNED_DOUBLE
    with database.transaction() as session:
        session.add(
            Claim(
                id=1, practitioner_id=DOUBLE, account_id=KEEPER.account, way=ClaimWay.PAPERS,
                state=ClaimState.CONTESTED, tries=0, begun_at=START, ends_at=START,
            )
        )  # fmt: skip
    assert with_double(npi=None) is MergeRefusal.OPEN_CLAIM


@pytest.mark.usefixtures("two")
def test_what_changed_since_is_looked_at_again(database: Database, office: Office) -> None:
    before = seen(office)
    proposal = propose(office)
    with database.transaction() as session:
        session.execute(
            update(Licence)
            .where(Licence.id == DOUBLE * 100)
            .values(state=CredentialState.SUSPENDED, version=Licence.version + 1)
        )
    with pytest.raises(Stale):
        confirm(office, proposal)
    with pytest.raises(Stale), office.act(REVIEWER) as act:
        propose_merge(act, DOUBLE, double_id=KEPT, seen=before, words=WHY)
    with pytest.raises(NotAnother):
        confirm(office, proposal, by=REVIEWER)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("two")
def test_doubles_of_doubles_lead_to_the_last_one_and_are_erased_with_it(
    database: Database, office: Office
) -> None:
    with database.transaction() as session:
        session.add(
            Practitioner(
                id=6, given_name="Ada", family_name="Example", remote_first_talk=False,
                published=False, synthetic=False, merged_into=DOUBLE, created_at=START,
                updated_at=START,
            )
        )  # fmt: skip
    with office.act(REVIEWER) as act:
        hold = open_hold(
            act, DOUBLE, kind=HoldKind.SUSPENSION, reason=Reason.DOCUMENT_DOUBTED, words="Why."
        )
        waits = propose_end(act, DOUBLE, hold_id=hold, reason=Reason.CORRECTED, words="So.")
    other_way = 12
    with database.transaction() as session:
        person(session, number=other_way, family="Other")
    confirm(office, propose(office))
    with database.reading() as connection:
        assert kept_listing(connection, 6) == kept_listing(connection, DOUBLE) == KEPT
        # What waited about the double waits on.
        assert [each.id for each in open_acts(connection, KEPT)] == [waits]
    with office.act(SYSTEM) as act:
        erase_person(act, KEPT)
    with database.reading() as connection:
        assert connection.scalars(select(Practitioner.id)).all() == [other_way]
        assert connection.scalars(select(Hold.id)).all() == []
        assert len(connection.scalars(select(Account.id)).all()) > 0
