"""Making one listing of two of the same person: what was a double leads to the one that is kept."""

from typing import Any, Final

from sqlalchemy import delete, func, select, update

from directory.domain.keepers import sayable
from directory.domain.log_entries import DecisionAct
from directory.domain.merging import MergeRefusal, Side, may_merge, places_to_copy, who_loses
from directory.domain.situations import Actor
from directory.domain.vocabulary import HeldOutcome
from directory.models.accounts import Delegate
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.desk import DeskFile, DeskItem, FileNote, NotedCheck, ProposedAct
from directory.models.listings import CalendarFeed, Draft, HeldChange, Message
from directory.models.practitioners import FormerName, Practises, Practitioner
from directory.models.reports import IssuerRequest, Recheck, Report
from directory.models.reviews import Hold, ProposedStep
from directory.queries.accounts import account_of
from directory.queries.duplicates import SideView, side_of
from directory.queries.own_files import is_own
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.staff import end_everywhere
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import NoSuchPerson, changed, names_of, owner
from directory.workflows.identifiers import fresh_id
from directory.workflows.invitations import end_invitations
from directory.workflows.mail import tell
from directory.workflows.merged_papers import move_evidence, move_matches, move_reminders
from directory.workflows.merged_places import copy_places

_PAPERS: Final = (Licence, Authorization, Training, Certification)
_HANG_ON: Final[tuple[Any, ...]] = (
    Draft,
    FileNote,
    FormerName,
    Hold,
    IssuerRequest,
    Message,
    NotedCheck,
    ProposedStep,
    Report,
)
"""What goes to the listing that is kept just as it is: a hold above all."""


class MergeRefused(Exception):
    """Two listings were not made one; nothing has changed."""

    def __init__(self, refusal: MergeRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def guard_merge(act: Act, kept_id: int, *, double_id: int, by: Actor) -> None:
    """Hold both people, and raise `MergeRefused` where somebody may not merge them.

    Raises `NoSuchPerson`.
    """
    # Two who merge the same people the other way round must not wait for each other.
    for practitioner_id in sorted({kept_id, double_id}):
        act.hold(practitioner_id)
    kept, double = (_side(act, each, by=by) for each in (kept_id, double_id))
    refusal = may_merge(kept, double, actor=by)
    if refusal is not None:
        raise MergeRefused(refusal)


def seen_of(act: Act, kept_id: int, *, double_id: int) -> dict[str, object]:
    """Give all that the preview of a merge shows, as it stands now."""
    return preview_of(_view(act, kept_id), _view(act, double_id))


def preview_of(kept: SideView, double: SideView) -> dict[str, object]:
    """Give all that the preview of a merge shows."""
    return {"kept": kept.seen(), "double": double.seen()}


def merge(act: Act, kept_id: int, *, double_id: int, proposed_by: int) -> None:
    """Make one listing of two; whoever calls it has asked whether they may be.

    What was published of either stays in history under its own number.
    """
    kept, double = owner(act, kept_id), owner(act, double_id)
    # What this act has changed before must be in the tables that are moved here.
    act.session.flush()
    loses = who_loses(*(_side(act, each, by=act.actor) for each in (kept_id, double_id)))
    papers = _move_papers(act, kept_id, double_id=double_id)
    files = move_evidence(act, kept_id, double_id=double_id)
    move_matches(act, kept_id, double_id=double_id)
    move_reminders(act, kept_id, double_id=double_id)
    places = _copy_places(act, kept_id, double_id=double_id)
    _tell_who_loses(act, double, loses=loses)
    _shut(act, double)
    _join(act, kept, double=double)
    changed(act, kept)
    act.judge(double_id)
    tell(act, kept_id, template="listing_merged")
    act.log(
        DecisionAct.MERGED,
        Subject(practitioner_id=kept_id),
        double=double_id,
        credentials=papers,
        files=files,
        places=places,
        proposed_by=proposed_by,
    )


def _view(act: Act, practitioner_id: int) -> SideView:
    found = side_of(act.session.connection(), practitioner_id)
    if found is None:
        raise NoSuchPerson
    return found


def _side(act: Act, practitioner_id: int, *, by: Actor) -> Side:
    found = _view(act, practitioner_id)
    return Side(
        id=found.id,
        npi=found.npi,
        account_id=found.account_id,
        merged=found.merged_into is not None,
        left=found.left_at is not None,
        claimed=found.claimed,
        own=is_own(act.session.connection(), practitioner_id, account_id=by.account),
    )


def _move_papers(act: Act, kept_id: int, *, double_id: int) -> int:
    session = act.session
    moved = 0
    for table in _PAPERS:
        whose = table.practitioner_id == double_id
        moved += session.scalar(select(func.count()).select_from(table).where(whose)) or 0
        # Whoever reads one of them now reads something else: an older page is stale.
        session.execute(
            update(table).where(whose).values(practitioner_id=kept_id, version=table.version + 1)
        )
    for table in _HANG_ON:
        session.execute(
            update(table).where(table.practitioner_id == double_id).values(practitioner_id=kept_id)
        )
    # What else waits for a second reviewer about the double goes on; merging it otherwise does not.
    session.execute(
        update(ProposedAct)
        .where(ProposedAct.practitioner_id == double_id, ProposedAct.kind != "merge")
        .values(practitioner_id=kept_id)
    )
    session.execute(
        update(ProposedAct)
        .where(
            (ProposedAct.practitioner_id == double_id) | (ProposedAct.other_id == double_id),
            ProposedAct.kind == "merge",
            ProposedAct.settled_at.is_(None),
        )
        .values(settled_by=act.actor.account, settled_at=act.at, confirmed=False)
    )
    session.expire_all()
    return moved


def _copy_places(act: Act, kept_id: int, *, double_id: int) -> int:
    sites = [
        [place.site(act.today) for place in _view(act, each).places]
        for each in (kept_id, double_id)
    ]
    wanted = places_to_copy(*sites)
    copy_places(act, kept_id, place_ids=wanted)
    return len(wanted)


def _tell_who_loses(act: Act, double: Practitioner, *, loses: int | None) -> None:
    """Tell those who kept the double; who owned it is signed out everywhere."""
    connection = act.session.connection()
    name = sayable(f"{double.given_name} {double.family_name}")
    keepers = act.session.scalars(
        select(Delegate.account_id)
        .where(Delegate.practitioner_id == double.id)
        .order_by(Delegate.account_id)
    ).all()
    for account_id in keepers:
        keeper = account_of(connection, account_id)
        if keeper is not None and keeper.is_open:
            tell_holder(act, keeper, template="delegate_removed", name=name)
    lost = None if loses is None else account_of(connection, loses)
    if lost is not None:
        tell_holder(act, lost, template="listing_merged_away", name=name)
        end_everywhere(act, lost)


def _shut(act: Act, double: Practitioner) -> None:
    """End whatever leads to the double, or waits about it."""
    session, who = act.session, double.id
    end_invitations(act, practitioner_id=who)
    for table in (Delegate, DeskFile, DeskItem):
        session.execute(delete(table).where(table.practitioner_id == who))
    session.execute(
        delete(Recheck).where(Recheck.practitioner_id == who, Recheck.done_at.is_(None))
    )
    session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.practitioner_id == who, CalendarFeed.revoked_at.is_(None))
        .values(revoked_at=act.at)
    )
    session.execute(
        update(HeldChange)
        .where(HeldChange.practitioner_id == who, HeldChange.settled_at.is_(None))
        .values(settled_by=act.actor.account, settled_at=act.at, outcome=HeldOutcome.WITHDRAWN)
    )


def _join(act: Act, kept: Practitioner, *, double: Practitioner) -> None:
    npi, email = double.npi, double.email
    double.npi = double.email = double.account_id = None
    double.notice = double.notice_since = None
    double.published, double.merged_into, double.updated_at = False, kept.id, act.at
    # An NPI stands once: the double has to give it up before the other takes it.
    act.session.flush()
    act.session.execute(
        update(Practitioner)
        .where(Practitioner.merged_into == double.id)
        .values(merged_into=kept.id),
        execution_options={"synchronize_session": False},
    )
    kept.npi, kept.email = kept.npi or npi, kept.email or email
    name = f"{double.given_name} {double.family_name}"
    if name not in names_of(kept):
        kept.former_names.append(FormerName(id=fresh_id(), name=name))
    known = {each.profession for each in kept.professions}
    kept.professions += [
        Practises(profession=each.profession, nucc_code=each.nucc_code)
        for each in double.professions
        if each.profession not in known
    ]
