import pytest
from flask import Flask

from directory.domain.vocabulary import ActorKind
from tests.clock import Clock
from tests.visitors import account, signed_in
from tests.web.review.forms.rules import FORMS
from tests.web.review.forms.staging import Staging


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_a_changed_rule_did_lies_on_the_desk_until_somebody_looked(
    app: Flask, clock: Clock
) -> None:
    me = account(app, ActorKind.REVIEWER)
    path = FORMS["review.fallout_seen"](Staging(app, clock, me)).path
    reviewer = signed_in(app, me)
    page = path.partition("/fallouts/")[0]
    assert "not qualified in Colorado" in reviewer.get(page).text
    assert reviewer.send(path).location == page
    assert "Changed rules" not in reviewer.get(page).text
    assert reviewer.send(path).status_code == 404
