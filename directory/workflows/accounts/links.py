"""Links in letters: made with the letter, used once, and ended with what they were for."""

import json

from sqlalchemy import update

from directory.domain.accounts import tokens
from directory.domain.accounts.links import LIFETIMES
from directory.domain.vocabulary import LinkPurpose
from directory.models.sessions import OneTimeLink
from directory.queries.links import Link, LinkDead, look_at
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id


def make_link(
    act: Act,
    purpose: LinkPurpose,
    *,
    email: str,
    account_id: int | None = None,
    session_id: int | None = None,
    subject_id: int | None = None,
    **params: str,
) -> str:
    """Make a link and give its token; those made before for the same address and purpose end.

    `subject_id`: what it is about, where an address can have links about several things.
    """
    act.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.email == email,
            OneTimeLink.purpose == purpose,
            OneTimeLink.subject_id.is_not_distinct_from(subject_id),
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=act.at)
    )
    token = tokens.fresh()
    act.session.add(
        OneTimeLink(
            id=fresh_id(),
            token_hash=tokens.hash_of(token),
            purpose=purpose,
            account_id=account_id,
            session_id=session_id,
            subject_id=subject_id,
            email=email,
            params=json.dumps(params, sort_keys=True),
            made_at=act.at,
            ends_at=act.at + LIFETIMES[purpose],
            used_at=None,
        )
    )
    return token


def use_link(act: Act, token: str, *, purpose: LinkPurpose) -> Link:
    """Use a link up, in the act that it is for; raises `LinkDead`.

    One statement asks and marks: of several at once, one finds it unused.
    """
    link = look_at(act.session.connection(), token, purpose=purpose, at=act.at)
    used = act.session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.token_hash == tokens.hash_of(token), OneTimeLink.used_at.is_(None))
        .values(used_at=act.at)
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise LinkDead
    return link


def end_links(act: Act, account_id: int) -> None:
    """Let every link of an account that is on its way lead nowhere."""
    act.session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.account_id == account_id, OneTimeLink.used_at.is_(None))
        .values(used_at=act.at)
    )
