"""Beginning a listing: a person with a name, whose it is, and nothing that is public."""

from sqlalchemy import select

from directory.domain.entry.persons import PersonEntry
from directory.domain.vocabulary import Profession
from directory.models.accounts import Account
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Act
from directory.workflows.admission import Entered
from directory.workflows.entering import changed, enter_person
from directory.workflows.entry_rows import with_profession
from directory.workflows.lookups import Lookups


class BegunAlready(Exception):
    """The account has a listing of its own, and one is what a person has."""

    def __init__(self, practitioner_id: int) -> None:
        super().__init__(practitioner_id)
        self.practitioner_id = practitioner_id


def begin_listing(
    act: Act,
    account_id: int,
    *,
    entry: PersonEntry,
    lookups: Lookups,
    profession: Profession | None = None,
) -> Entered:
    """Begin the own listing of an account. Raises `EntryFaulty` and `BegunAlready`."""
    # Held, so that of two windows that begin at once the second finds the first one's.
    act.session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    before = act.session.scalar(
        select(Practitioner.id).where(Practitioner.account_id == account_id)
    )
    if before is not None:
        raise BegunAlready(before)
    entered = enter_person(act, entry, lookups=lookups, account_id=account_id)
    if profession is not None:
        person = act.session.get_one(Practitioner, entered.id)
        with_profession(person, profession)
        changed(act, person)
    return entered
