"""What a link in a letter is for, as long as it leads anywhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from directory.domain.accounts import tokens
from directory.domain.vocabulary import LinkPurpose
from directory.models.sessions import OneTimeLink


class LinkDead(Exception):
    """A link was used, has ended, was replaced by a newer one, or never was ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a link is for; `params` are codes and plain values."""

    email: str
    account_id: int | None
    session_id: int | None
    subject_id: int | None
    params: Mapping[str, str]


def look_at(connection: Connection, token: str, *, purpose: LinkPurpose, at: datetime) -> Link:
    """Say what a link is for and leave it as it is; raises `LinkDead`."""
    row = connection.execute(
        select(
            OneTimeLink.email,
            OneTimeLink.account_id,
            OneTimeLink.session_id,
            OneTimeLink.subject_id,
            OneTimeLink.params,
        ).where(
            OneTimeLink.token_hash == tokens.hash_of(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.ends_at > at,
        )
    ).one_or_none()
    if row is None:
        raise LinkDead
    return Link(
        email=row.email,
        account_id=row.account_id,
        session_id=row.session_id,
        subject_id=row.subject_id,
        params=json.loads(row.params),
    )
