"""Letters that go with an act: written in its transaction, sent once it holds."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import select

from directory.domain import ids
from directory.domain.vocabulary import MailState
from directory.models.accounts import Account
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id

ENGLISH: Final = "en"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def queue(
    act: Act,
    *,
    to_address: str,
    template: str,
    language: str = ENGLISH,
    account_id: int | None = None,
    practitioner_id: int | None = None,
    params: Mapping[str, str] = _NOTHING,
) -> int:
    """Queue a letter to an address; gives its number.

    `template` names a text and `params` what it says: codes and plain values, never a sentence of
    ours. Words that a reviewer wrote to the practitioner are theirs.
    """
    number = fresh_id()
    act.session.add(
        Mail(
            id=number,
            message_id=ids.encode(number),
            account_id=account_id,
            practitioner_id=practitioner_id,
            to_address=to_address,
            template=template,
            language=language,
            params=json.dumps(dict(params), sort_keys=True),
            queued_at=act.at,
            next_at=act.at,
            state=MailState.WAITING,
            attempts=0,
            claimed_at=None,
            sent_at=None,
            fault=None,
        )
    )
    act.letters.append(number)
    return number


def tell(act: Act, practitioner_id: int, *, template: str, **params: str) -> int | None:
    """Queue a letter to a practitioner, as `queue` does; None where no address is known."""
    own, account_id, signs_in_with, language = act.session.execute(
        select(Practitioner.email, Practitioner.account_id, Account.email, Account.language)
        .join(Account, Account.id == Practitioner.account_id, isouter=True)
        .where(Practitioner.id == practitioner_id)
    ).one()
    address = signs_in_with or own
    if address is None:
        return None
    return queue(
        act,
        to_address=address,
        template=template,
        language=language or ENGLISH,
        account_id=account_id,
        practitioner_id=practitioner_id,
        params=params,
    )
