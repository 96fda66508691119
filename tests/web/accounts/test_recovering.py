import pytest
from flask import Flask

from directory.domain.vocabulary import ActorKind
from tests.pages import read_page
from tests.visitors import account, anybody, gate_of, signed_in
from tests.ways_in import app_for, passkey_for, token_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

EMAIL = "robin@people.example"


def link(app: Flask) -> str:
    answered = anybody(app).send_openly("/account/recover", email=EMAIL)
    assert (answered.status_code, answered.location) == (303, "/account/letter-sent")
    return token_in(gate_of(app).office.database, "recover")


def test_a_link_signs_in_once_however_often_it_was_looked_at(app: Flask) -> None:
    number = account(app, ActorKind.OWNER, email=EMAIL)
    thief, token, client = signed_in(app, number), link(app), anybody(app)
    for _ in range(3):
        page = client.page("/account/recover/new", query_string={"token": token})
        assert page.heading == "Get back into your account"
    assert thief.get("/account/").status_code == 200
    answered = client.send_openly("/account/recover/new", token=token)
    assert (answered.status_code, answered.location) == (303, "/account/ways")
    assert client.page("/account/ways").heading == "Ways to sign in"
    assert thief.get("/account/").status_code == 303
    for dead in (
        anybody(app).send_openly("/account/recover/new", token=token),
        anybody(app).get("/account/recover/new", query_string={"token": token}),
    ):
        page = read_page(dead)
        assert (page.status, page.heading) == (410, "This link does not work any more")


@pytest.mark.parametrize("role", [ActorKind.OWNER, ActorKind.REVIEWER])
def test_a_link_leads_to_the_second_factor_as_ever(app: Flask, role: ActorKind) -> None:
    number = account(app, role, email=EMAIL)
    give = app_for if role is ActorKind.OWNER else passkey_for
    give(gate_of(app), number)
    client = anybody(app)
    answered = client.send_openly("/account/recover/new", token=link(app))
    assert (answered.status_code, answered.location) == (303, "/account/sign-in/second")
    assert client.get("/account/ways").location == "/account/sign-in/second"


def test_a_link_for_one_thing_is_dead_for_any_other(app: Flask) -> None:
    account(app, email=EMAIL)
    token = link(app)
    for path in ("confirm", "address/confirm", "device"):
        page = read_page(anybody(app).get(f"/account/{path}", query_string={"token": token}))
        assert page.status == 410, path
    for path in ("confirm", "address/confirm"):
        answered = anybody(app).send_openly(f"/account/{path}", token=token, name="Robin Doe")
        assert read_page(answered).status == 410, path
    assert anybody(app).send_openly("/account/recover/new", token=token).status_code == 303
