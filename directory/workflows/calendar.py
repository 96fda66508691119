"""Private calendar addresses: made for one account, shown once, and ended at will."""

from typing import Final

from sqlalchemy import func, select, update

from directory.domain.accounts import tokens
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.models.listings import CalendarFeed
from directory.workflows.acts import Act, Subject
from directory.workflows.identifiers import fresh_id

MOST_FEEDS: Final = 5
"""Addresses that one account may have for one listing or clinic: a phone, a desk, a colleague."""


class TooManyFeeds(Exception):
    """One has to be ended before another is made."""


class NoSuchFeed(Exception):
    """There is no such address of this account that works."""


def make_feed(
    act: Act, account_id: int, *, practitioner_id: int | None = None, clinic_id: int | None = None
) -> str:
    """Make an address for a listing or a clinic; gives its token, which nobody can read again.

    Raises `TooManyFeeds`.
    """
    kept = act.session.scalar(
        select(func.count())
        .select_from(CalendarFeed)
        .where(CalendarFeed.account_id == account_id, CalendarFeed.revoked_at.is_(None))
        .where(CalendarFeed.practitioner_id.is_not_distinct_from(practitioner_id))
        .where(CalendarFeed.clinic_id.is_not_distinct_from(clinic_id))
    )
    if (kept or 0) >= MOST_FEEDS:
        raise TooManyFeeds
    token = tokens.fresh()
    feed = CalendarFeed(
        id=fresh_id(),
        account_id=account_id,
        practitioner_id=practitioner_id,
        clinic_id=clinic_id,
        token_hash=tokens.hash_of(token),
        made_at=act.at,
        revoked_at=None,
    )
    act.session.add(feed)
    act.log(DecisionAct.FEED_MADE, _subject(feed))
    return token


def revoke_feed(act: Act, account_id: int, *, feed_id: int) -> None:
    """End an address; whoever has it reads nothing from now on. Raises `NoSuchFeed`."""
    feed = act.session.get(CalendarFeed, feed_id)
    if feed is None or feed.account_id != account_id:
        raise NoSuchFeed
    ended = act.session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.id == feed_id, CalendarFeed.revoked_at.is_(None))
        .values(revoked_at=act.at)
    )
    if ended.rowcount != 1:  # type: ignore[attr-defined]
        raise NoSuchFeed
    act.log(DecisionAct.FEED_REVOKED, _subject(feed))


def _subject(feed: CalendarFeed) -> Subject:
    if feed.clinic_id is not None:
        return Subject(kind=SubjectKind.CLINIC, id=feed.clinic_id)
    return Subject(practitioner_id=feed.practitioner_id)
