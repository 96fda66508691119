import pytest
from sqlalchemy import select
from directory.domain import ids
from directory.models.mail import Mail
from directory.workflows.inviting import Asked, invite_to_take
from tests.visitors import *
from tests.ways_in import SYSTEM
from tests.factories import person
from tests.web.practitioner.keeping import token_in_letter
E = "ada@clinic.example"
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_own_claim_refused_letter(app, database):
    with office_of(app).act(SYSTEM) as act:
        p = person(act.session, number=7, at=act.at, published=False); p.email = E
    c = signed_in(app, account(app, email=E))
    assert c.send(f"/listing/claims/new/{ids.encode(7)}", way="code_by_mail").status_code == 303
    with office_of(app).act(SYSTEM) as act: invite_to_take(act, Asked(id=7))
    t = token_in_letter(database, "take_listing", to=E)
    r = c.post("/listing/invited", data={"csrf_token": c.token(), "token": t}, headers=SAME_SITE)
    assert r.status_code == 303
    with database.reading() as k: found = k.scalars(select(Mail.template)).all()
    assert "claim_refused" not in found, found
