"""Old beside new on the review screen: what a renewal or a correction changes, and nothing else."""

from datetime import date

import pytest
from flask import Flask

from directory.domain.vocabulary import ActorKind, CredentialState
from directory.models.credentials import Licence
from directory.web.review.old_new import Changed, old_new
from tests.clock import Clock
from tests.visitors import account, signed_in
from tests.web.review.forms.staging import SYSTEM, Staging, key


def test_only_what_differs_is_said_in_the_order_of_the_page() -> None:
    before = (("Number", "1"), ("Class", "Full"), ("Conditions", "None"))
    after = (("Name", "Ada"), ("Number", "2"), ("Class", "Full"))
    assert old_new(before, after) == (
        Changed("Name", "", "Ada"),
        Changed("Number", "1", "2"),
        Changed("Conditions", "None", ""),
    )
    assert old_new(after, after) == ()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("corrects", "changes", "says"),
    [
        (None, {"expires": date(2029, 2, 28)}, "What the renewal changes"),
        (True, {"number": "PTL.0000008"}, "What the correction changes"),
        (None, {}, "This renewal says the same as the period before."),
        (True, {}, "This correction says the same as what it corrects."),
    ],
)
def test_a_reviewer_sees_what_changed(
    app: Flask, clock: Clock, *, corrects: bool | None, changes: dict[str, object], says: str
) -> None:
    on = Staging(app, clock, account(app, ActorKind.REVIEWER))
    who = on.listed()
    with on.office.act(SYSTEM) as act:
        earlier = act.session.get_one(Licence, who * 100)
        values = {
            name: getattr(earlier, name)
            for name in Licence.__mapper__.column_attrs.keys()  # noqa: SIM118  (no mapping)
            if name not in {"id", "version"}
        }
        values |= {"id": who * 100 + 1, "renews_id": earlier.id, "corrects": corrects}
        values |= {"state": CredentialState.SUBMITTED, **changes}
        act.session.add(Licence(**values))
    page = signed_in(app, on.me).page(f"/review/person/{key(who)}")
    tables = page.all("table", class_="old-new")
    assert len(tables) == (1 if changes else 0)
    if changes:
        assert page.texts("caption") == [says]
        (table,) = tables
        assert len(list(table.iter("tr"))) == 1 + len(changes)
    else:
        assert says in page.texts("p")
