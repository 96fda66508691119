"""Opening an account: asked for by an address, done with the link that was sent to it."""

from sqlalchemy.exc import IntegrityError

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, LinkPurpose, SignInMethod
from directory.models.accounts import Account, AccountRole
from directory.models.sign_in import PasswordHash
from directory.queries.accounts import account_at, account_of
from directory.queries.links import LinkDead
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.links import make_link, use_link
from directory.workflows.accounts.sign_in import Opened, begin
from directory.workflows.accounts.trying import hold_letter
from directory.workflows.acts import Act, Subject
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import queue

_NOBODY = Actor(ActorKind.SYSTEM, None)


def ask_to_register(gate: Gate, email: str, *, caller: Caller) -> None:
    """Send a link to an address, or tell its holder that there is an account; raises `MustWait`.

    Either way one link is made and one letter queued, so that neither the answer nor the time it
    takes tells whether somebody has an account.
    """
    hold_letter(gate, email, caller=caller)
    with gate.office.act(_NOBODY) as act:
        known = account_at(act.session.connection(), email)
        token = make_link(act, LinkPurpose.REGISTER, email=email)
        if known is None:
            template, language = "register", caller.language
            link = {"purpose": LinkPurpose.REGISTER.value, "token": token}
        else:
            template, language, link = "already_registered", known.language, {}
        queue(
            act,
            to_address=email,
            template=template,
            language=language,
            params=link,
        )


def register(gate: Gate, token: str, *, name: str, password: str | None, caller: Caller) -> Opened:
    """Open the account that a link was sent for, and sign in to it.

    `name` and `password` have been read by the domain; without a password a passkey is added
    next. Raises `LinkDead`.
    """
    hashed = None if password is None else gate.hasher.hash(password)
    account_id = fresh_id()
    with gate.office.act(Actor(ActorKind.OWNER, account_id)) as act:
        email = use_link(act, token, purpose=LinkPurpose.REGISTER).email
        open_account(
            act,
            account_id,
            email=email,
            name=name,
            language=caller.language,
            role=ActorKind.OWNER,
        )
        if hashed is not None:
            act.session.add(PasswordHash(account_id=account_id, hash=hashed, set_at=act.at))
        act.session.flush()  # the account is read as everybody else's is
        account = account_of(act.session.connection(), account_id)
        if account is None:
            raise LinkDead
        return begin(
            gate, act, account=account, by=SignInMethod.MAIL_LINK, caller=caller, quietly=True
        )


def open_account(
    act: Act,
    account_id: int,
    *,
    email: str,
    name: str,
    language: str,
    role: ActorKind,
    synthetic: bool = False,
) -> None:
    """Write an account with its first role, and say so in the log.

    Raises `LinkDead` where somebody signs in with the address already.
    """
    act.session.add(
        Account(
            id=account_id,
            email=email,
            name=name,
            language=language,
            synthetic=synthetic,
            created_at=act.at,
            disabled_at=None,
            closed_at=None,
        )
    )
    try:
        act.session.flush()  # the role refers to it; whether the address is free, the database says
    except IntegrityError as taken:
        raise LinkDead from taken
    act.session.add(AccountRole(account_id=account_id, role=role))
    act.log(
        DecisionAct.ACCOUNT_OPENED,
        Subject(kind=SubjectKind.ACCOUNT, id=account_id),
        to_state=role,
    )
