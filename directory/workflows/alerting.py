"""Telling administrators of somebody who decides more than anybody reads with care."""

from sqlalchemy import func, select

from directory.domain.alerts import is_alarming
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account, AccountRole
from directory.models.desk import DecisionFact
from directory.queries.accounts import account_of
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.acts import Act


def hold_decider(act: Act, account_id: int) -> None:
    """Let no other decision of an account come between, so that each is counted once."""
    act.session.execute(
        select(Account.id).where(Account.id == account_id).with_for_update(key_share=True)
    )


def alert(act: Act, account_id: int) -> None:
    """Write to every administrator, where the account's last decision is the one to tell of."""
    today = select(func.count()).where(
        DecisionFact.account_id == account_id, DecisionFact.day == act.today
    )
    if not is_alarming(act.session.scalar(today) or 0):
        return
    connection = act.session.connection()
    decider = account_of(connection, account_id)
    administrators = select(AccountRole.account_id).where(
        AccountRole.role == ActorKind.ADMINISTRATOR
    )
    for each in act.session.scalars(administrators.order_by(AccountRole.account_id)).all():
        administrator = account_of(connection, each)
        if administrator is not None and administrator.is_open and decider is not None:
            tell_holder(
                act,
                administrator,
                template="desk_alert",
                name=decider.name,
                day=act.today.isoformat(),
            )
