"""Asking an issuer about a credential by a link that works once, and taking its answer."""

from typing import Final

from sqlalchemy import select, update

from directory.domain.accounts.links import LIFETIMES
from directory.domain.issuers import IssuerRefusal, refusal_to_ask
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, CredentialKind, IssuerAnswer, LinkPurpose
from directory.models.accounts import Account
from directory.models.reports import IssuerRequest
from directory.models.sessions import OneTimeLink
from directory.queries.links import LinkDead
from directory.queries.own_files import is_own, own_addresses
from directory.workflows.accounts.links import make_link, use_link
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.credential_rows import TABLES, find
from directory.workflows.fresh_references import fresh_reference
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import queue

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)


class IssuerRefused(Exception):
    """An issuer was not asked, and why."""

    def __init__(self, why: IssuerRefusal) -> None:
        super().__init__(why.value)
        self.why = why


def ask_issuer(
    act: Act,
    kind: CredentialKind,
    *,
    credential_id: int,
    issuer: str,
    email: str,
    language: str,
) -> int:
    """Send an issuer a link; what was asked before about the credential leads nowhere any more.

    Raises `NoSuchCredential` and `IssuerRefused`.
    """
    row = find(act, kind, credential_id=credential_id)
    connection = act.session.connection()
    why = refusal_to_ask(
        row.state,
        act.actor.kind,
        own=is_own(connection, row.practitioner_id, account_id=act.actor.account),
        email=email,
        theirs=own_addresses(connection, row.practitioner_id) | _address_of(act),
    )
    if why is not None:
        raise IssuerRefused(why)
    _end_earlier(act, kind, credential_id=credential_id)
    number = fresh_id()
    purpose = LinkPurpose.CONFIRM_CREDENTIAL
    token = make_link(act, purpose, email=email, subject_id=number)
    request = IssuerRequest(
        id=number,
        reference=fresh_reference(act, IssuerRequest.reference),
        practitioner_id=row.practitioner_id,
        subject_kind=kind,
        subject_id=credential_id,
        issuer=issuer,
        email=email,
        language=language,
        asked_by=act.actor.account,
        asked_at=act.at,
        ends_at=act.at + LIFETIMES[purpose],
        answer=None,
        answered_by=None,
        words=None,
        answered_at=None,
    )
    act.session.add(request)
    queue(
        act,
        to_address=email,
        template="confirm_credential",
        language=language,
        params={"purpose": purpose.value, "token": token, "reference": request.reference},
    )
    act.log(DecisionAct.ISSUER_ASKED, _subject(request))
    return number


def answer_by_link(
    office: Office, token: str, *, answer: IssuerAnswer, by: str, words: str
) -> None:
    """Take an issuer's answer; the link is used up by it. Raises `LinkDead`."""
    with office.act(_SYSTEM) as act:
        link = use_link(act, token, purpose=LinkPurpose.CONFIRM_CREDENTIAL)
        request = _asked(act, link.subject_id or 0)
        request.answer, request.answered_at = answer, act.at
        request.answered_by, request.words = by, words or None
        act.log(DecisionAct.ISSUER_ANSWERED, _subject(request), reason=answer.value)


def _asked(act: Act, request_id: int) -> IssuerRequest:
    """Give a request that still waits, about a credential that is still there."""
    whose = act.session.scalar(
        select(IssuerRequest.practitioner_id).where(IssuerRequest.id == request_id)
    )
    if whose is None:
        raise LinkDead
    act.hold(whose)
    request = act.session.get_one(IssuerRequest, request_id, populate_existing=True)
    table = TABLES[request.subject_kind]
    there = act.session.scalar(select(table.id).where(table.id == request.subject_id))
    if there is None or request.answer is not None or request.ends_at <= act.at:
        raise LinkDead
    return request


def _end_earlier(act: Act, kind: CredentialKind, *, credential_id: int) -> None:
    waiting = act.session.scalars(
        select(IssuerRequest.id)
        .where(
            IssuerRequest.subject_kind == kind,
            IssuerRequest.subject_id == credential_id,
            IssuerRequest.answer.is_(None),
            IssuerRequest.ends_at > act.at,
        )
        .order_by(IssuerRequest.id)
    ).all()
    if waiting:
        act.session.execute(
            update(IssuerRequest).where(IssuerRequest.id.in_(waiting)).values(ends_at=act.at)
        )
        act.session.execute(
            update(OneTimeLink)
            .where(
                OneTimeLink.purpose == LinkPurpose.CONFIRM_CREDENTIAL,
                OneTimeLink.subject_id.in_(waiting),
                OneTimeLink.used_at.is_(None),
            )
            .values(used_at=act.at)
        )


def _address_of(act: Act) -> frozenset[str]:
    found = act.session.scalar(select(Account.email).where(Account.id == act.actor.account))
    return frozenset() if found is None else frozenset({found})


def _subject(request: IssuerRequest) -> Subject:
    return Subject(
        practitioner_id=request.practitioner_id,
        kind=SubjectKind(request.subject_kind.value),
        id=request.subject_id,
    )
