import pytest
from flask import Flask

from directory.domain import ids
from directory.domain.vocabulary import SignInMethod
from tests.visitors import account, gate_of, signed_in
from tests.ways_in import session_of, who_or_none

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_session_is_ended_where_somebody_does_not_know_it(app: Flask) -> None:
    gate, number = gate_of(app), account(app)
    client = signed_in(app, number, by=SignInMethod.PASSWORD)
    token, visitor = session_of(gate, number)
    page = client.page("/account/sessions")
    assert page.texts("h2") == ["Firefox, Linux", "Firefox, Linux"]
    assert page.texts("strong") == ["This is where you are now."]
    path = f"/account/sessions/{ids.encode(visitor.session_id)}/end"
    assert [form.get("action") for form in page.all("form") if form.get("action") == path]
    answered = client.send(path)
    assert (answered.status_code, answered.location) == (303, "/account/sessions")
    assert who_or_none(gate, token) is None
    assert client.send(path).status_code == 404
    assert client.page("/account/sessions").texts("h2") == ["Firefox, Linux"]


def test_somebody_elses_session_is_not_there(app: Flask) -> None:
    gate, client = gate_of(app), signed_in(app, account(app))
    token, visitor = session_of(gate, account(app))
    for number in (ids.encode(visitor.session_id), ids.encode(1), "x", "%00", "1" * 500):
        assert client.send(f"/account/sessions/{number}/end").status_code == 404
    assert who_or_none(gate, token) is not None


def test_all_others_are_ended_at_once(app: Flask) -> None:
    gate, number = gate_of(app), account(app)
    client = signed_in(app, number)
    tokens = [session_of(gate, number)[0] for _ in range(3)]
    stranger, _ = session_of(gate, account(app))
    answered = client.send("/account/sessions/end-others")
    assert (answered.status_code, answered.location) == (303, "/account/sessions")
    assert {who_or_none(gate, token) for token in tokens} == {None}
    assert who_or_none(gate, stranger) is not None
    assert client.get("/account/").status_code == 200
