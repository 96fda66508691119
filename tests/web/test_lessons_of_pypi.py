"""What auditors found in the Python Package Index, held here by name.

The fourteen findings of Trail of Bits, as PyPI published them on 16 April 2026 under
https://blog.pypi.org/posts/2026-04-16-pypi-completes-second-audit/ (TOB-PYPI26-1 to -14), and
those of 2023 that touch a site like this. Each test says what went wrong there and what holds
here. Findings 4 and 14 are held by tests/web/test_acts.py, on every act there is; 3, 10, 12 and 13
by tests/web/test_lessons_of_pypi_on_facts.py.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, update
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import ActorKind, Lacking, LinkPurpose, SignInMethod
from directory.models.accounts import Account, AccountProposal, AccountRole
from directory.models.mail import Mail
from directory.models.sessions import AccountSession, OneTimeLink
from directory.web.visitors import SESSION
from directory.workflows.accounts.challenges import ChallengePurpose
from tests.authenticators import SoftKey
from tests.clock import START, Clock
from tests.visitors import (
    PASSWORD,
    SAME_SITE,
    account,
    anybody,
    gate_of,
    signed_in,
)
from tests.ways_in import (
    answer,
    app_for,
    challenge_for,
    codes_for,
    passkey_for,
    session_of,
)
from tests.web.acts import UNNOTED
from tests.web.callers import come, named
from tests.web.doors import DEMO, DOORS, GUARDED, RIGHTS, addresses, wing_of
from tests.web.ways import EMAIL, WAYS, insert_role, link_to, opened, sent, unfinished, write

OWNER, REVIEWER, ADMINISTRATOR = ActorKind.OWNER, ActorKind.REVIEWER, ActorKind.ADMINISTRATOR


AT_ONCE: Final = 8


# --- 1: what is used must be remembered for longer than it is taken ------------------------------


def test_01_a_used_challenge_is_known_for_as_long_as_any_server_takes_it(
    app: Flask, clock: Clock
) -> None:
    """PyPI forgot a used token 25 seconds before it stopped taking it.

    Here a used challenge stays known for ten minutes beyond its end: servers whose clocks differ
    by less agree, whatever is swept away meanwhile.
    """
    gate, key = gate_of(app), SoftKey()
    passkey_for(gate, account(app), key)
    client = anybody(app)
    challenge = challenge_for(gate, None, ChallengePurpose.SIGN_IN)

    def sign_in(over: bytes) -> TestResponse:
        client.delete_cookie(SESSION)
        return client.send_openly(
            "/account/sign-in/passkey", answer=answer(gate, key, challenge=over)
        )

    clock.forward(timedelta(minutes=9, seconds=59))
    assert opened(sign_in(challenge))
    assert sign_in(challenge).status_code == 422
    # Others sign in nearly ten minutes after its end, which sweeps; a slow server still takes it.
    clock.forward(timedelta(minutes=10))
    assert opened(sign_in(challenge_for(gate, None, ChallengePurpose.SIGN_IN)))
    clock.forward(-timedelta(minutes=10))
    assert sign_in(challenge).status_code == 422
    clock.forward(timedelta(seconds=1))
    assert sign_in(challenge).status_code == 422


def test_01_a_used_link_is_dead_whatever_the_clock_says(app: Flask, clock: Clock) -> None:
    """As above, for the links in letters: being used has no end."""
    number = account(app, email=EMAIL)
    token = link_to(app, LinkPurpose.RECOVER, account_id=number)
    assert opened(sent(app, "/account/recover/new", token=token))
    for later in (0, 29 * 60, -60 * 60, 31 * 60, 400 * 24 * 3600):
        clock.at = START + timedelta(seconds=later)
        assert sent(app, "/account/recover/new", token=token).status_code == 410


def test_01_a_used_code_is_refused_for_as_long_as_it_would_be_right(
    app: Flask, clock: Clock
) -> None:
    """As above, for codes of apps: each is right for ninety seconds, and used once."""
    gate, number = gate_of(app), account(app, password=PASSWORD)
    shown = app_for(gate, number)
    code, before = shown.at(clock()), shown.at(clock() - timedelta(seconds=30))

    def typed(digits: str) -> TestResponse:
        client = signed_in(app, number, by=SignInMethod.MAIL_LINK, lacking=Lacking.CODE)
        return client.send(
            "/account/sign-in/code", token=client.token("/account/sign-in/second"), code=digits
        )

    assert opened(typed(code))
    assert typed(before).status_code == 422
    for _ in range(3):
        assert typed(code).status_code == 422
        clock.forward(timedelta(seconds=29))


# --- 2: a race for what works once ---------------------------------------------------------------


def at_once(app: Flask, send: Callable[[FlaskClient], TestResponse]) -> list[TestResponse]:
    """Let eight send the same thing in the same moment."""
    together = Barrier(AT_ONCE)

    def one(_: int) -> TestResponse:
        client = FlaskClient(app, app.response_class)
        together.wait()
        return send(client)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


@pytest.mark.parametrize("what", ["link", "challenge", "code", "recovery code", "proof"])
def test_02_of_eight_at_once_one_gets_in(app: Flask, what: str) -> None:
    """PyPI asked whether a token was used, and noted it afterwards: two at once both got in.

    Here one statement asks and notes: of eight one gets in, and the others are told what anybody
    is told who comes too late.
    """
    gate, number = gate_of(app), account(app, email=EMAIL)
    shown, codes, key = app_for(gate, number), codes_for(gate, number), passkey_for(gate, number)
    sessions = [unfinished(app, number) for _ in range(AT_ONCE)]
    fields = {
        "link": {"token": link_to(app, LinkPurpose.RECOVER, account_id=number)},
        "challenge": {"answer": answer(gate, key)},
        "code": {"code": shown.at(gate.office.now())},
        "recovery code": {"code": codes[0], "from": "paper"},
        "proof": {},
    }[what]
    path = {
        "link": "/account/recover/new",
        "challenge": "/account/sign-in/passkey",
        "code": "/account/sign-in/code",
        "recovery code": "/account/sign-in/code",
        "proof": "/account/recovery-codes",
    }[what]
    proven = session_of(gate, number)

    def send(client: FlaskClient) -> TestResponse:
        form = dict(fields)
        if what == "proof":
            client.set_cookie(SESSION, proven[0])
            form["csrf_token"] = gate.seal.tag(str(proven[1].session_id), "form")
        elif path.endswith("code"):
            token, form["csrf_token"] = sessions.pop()
            client.set_cookie(SESSION, token)
        return client.post(path, data=form, headers=SAME_SITE)

    answers = at_once(app, send)
    statuses = sorted(each.status_code for each in answers)
    if what == "proof":
        assert statuses == [200] + [303] * (AT_ONCE - 1)
        return
    assert sum(map(opened, answers)) == 1
    # Beyond five tries at a code in a quarter of an hour nobody is heard.
    late = {"link": {410}, "challenge": {422}}.get(what, {422, 429, 303})
    assert {each.status_code for each in answers if not opened(each)} <= late


# --- 5: who is privileged ------------------------------------------------------------------------


def test_05_getting_back_into_an_account_tells_nobody_what_its_part_is(
    app: Flask, database: Database
) -> None:
    """PyPI's password reset answered otherwise for whoever was privileged.

    Here the answer, the letter and the page that its link leads to are the same for everybody
    with an account; the answer is the same for those without one too.
    """
    parts = {role: f"{role.value}@people.example" for role in (OWNER, REVIEWER, ADMINISTRATOR)}
    for role, email in parts.items():
        account(app, role, email=email, password=PASSWORD)
    answers = {
        email: sent(app, "/account/recover", email=email)
        for email in (*parts.values(), "nobody@people.example")
    }
    assert len({_seen(each) for each in answers.values()}) == 1
    with database.reading() as connection:
        letters = connection.execute(
            select(Mail.to_address, Mail.template, Mail.language, Mail.params)
        ).all()
    tokens = {to: json.loads(params) for to, _, _, params in letters}
    told = {
        (template, language, tuple(tokens[to]), tokens[to].get("purpose"))
        for to, template, language, _ in letters
        if to in parts.values()
    }
    assert told == {("recover", "en", ("purpose", "token"), "recover")}
    pages = set()
    for email in parts.values():
        token = tokens[email]["token"]
        page = anybody(app).get(f"/account/recover/new?token={token}")
        assert page.status_code == 200
        pages.add(page.text.replace(token, "…"))
    assert len(pages) == 1


def _seen(response: TestResponse) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    return response.status_code, response.data, tuple(response.headers)


# --- 6: another way in for whoever is shut out ---------------------------------------------------


@pytest.mark.parametrize("endpoint", WAYS)
def test_06_a_disabled_account_is_shut_out_of_every_way_in(app: Flask, endpoint: str) -> None:
    """PyPI held a ban against those who signed in, and not against those with a token.

    Here every way in asks whether the account is open. It is disabled in its row alone, so that
    each way has to ask by itself and none is saved by what else ends with an account.
    """
    for way in WAYS[endpoint]:
        for disabled in (True, False):
            number = account(app, OWNER, email=EMAIL, password=PASSWORD)
            path, form, session = way(app, number)
            if disabled:
                write(app, update(Account).where(Account.id == number).values(disabled_at=START))
            client = FlaskClient(app, app.response_class)
            if session is not None:
                client.set_cookie(SESSION, session)
            response = client.post(path, data=form, headers=SAME_SITE)
            assert opened(response) is not disabled, (way, response.status)
            assert response.status_code in ({303, 410, 422} if disabled else {200, 303})
            # Room for the next one.
            gone = {"email": f"{ids.encode(number)}@people.example"}
            write(app, update(Account).where(Account.id == number).values(**gone))


def test_06_every_way_in_is_among_them() -> None:
    """Beyond these only an account that was not there is opened, and invented people are played."""
    sessions = {door for door, why in UNNOTED.items() if why.startswith("a session ")}
    ends = {"accounts.session_ended", "accounts.sign_out"}
    of_a_demonstration = {door for door in DOORS if wing_of(door) == DEMO}
    assert set(WAYS) - {"accounts.joined", "accounts.accepted"} == (
        sessions - ends - of_a_demonstration
    )


# --- 7 and 8: who may look, and who may change ---------------------------------------------------

PROVED_WITHIN: Final = {
    "accounts.step_up_by_passkey",
    "accounts.step_up_by_password",
    "accounts.step_up_by_recovery_code",
    "accounts.accepted",
    "accounts_demo.proven",
}
"""Forms for whoever may see their account: what they change, the proof sent with them allows."""


def test_07_whatever_changes_something_asks_for_a_right_to_change(app: Flask) -> None:
    """PyPI's moderators could change what they were only meant to see.

    Here no form asks for a right to see; those that carry a proof of their own are named.
    """
    seeing = {right for right in RIGHTS if right.startswith("see_")}
    assert len(seeing) == 14
    forms = {address.endpoint for address in addresses(app, *GUARDED) if address.method == "POST"}
    asking = {door for door in forms if DOORS[door] in seeing}
    assert asking == {door for door in PROVED_WITHIN if wing_of(door) != DEMO}


def test_07_whoever_may_see_may_not_change_for_that_reason(app: Flask, database: Database) -> None:
    """As above, by request: a reviewer sees the queue, and the account, and changes neither's."""
    came = come(app, named("a reviewer"))
    other = come(app, named("a reviewer"))
    assert came.client.get("/review/queue").status_code == 200
    person_path = f"/review/people/{ids.encode(other.account_id)}"
    form = {"csrf_token": came.token, "email": "new@people.example", "role": "reviewer"}
    for path in ("/review/people/invite", f"{person_path}/disable", f"{person_path}/reset",
                 f"{person_path}/role/reviewer/take"):  # fmt: skip
        for method in ("GET", "POST"):
            refused = came.client.open(path, method=method, data=form, headers=SAME_SITE)
            assert refused.status_code == 403, path
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(AccountProposal)) == 0
        whose = AccountRole.account_id == other.account_id
        assert connection.scalars(select(AccountRole.role).where(whose)).all() == [REVIEWER]


@pytest.mark.parametrize(
    "name",
    ["an owner", "a delegate", "a manager of a clinic", "a reviewer", "somebody without any part"],
)
def test_08_nobody_but_an_administrator_gives_a_part(
    app: Flask, database: Database, name: str
) -> None:
    """Any member of an organization on PyPI could invite owners, with the permission to look.

    Here administrators alone propose parts, and looking at who has which is theirs too.
    """
    came = come(app, named(name))
    form = {"csrf_token": came.token, "email": EMAIL, "role": "administrator"}
    answers = [
        came.client.get("/review/people/invite"),
        came.client.post("/review/people/invite", data=form, headers=SAME_SITE),
    ]
    assert [each.status_code for each in answers] == [403, 403]
    with database.reading() as connection:
        for table in (AccountProposal, OneTimeLink, Mail):
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_08_one_administrator_alone_gives_nobody_a_part(app: Flask, database: Database) -> None:
    """As above: a second administrator has to want it, and it is never the one it is about."""
    first, second = (account(app, ADMINISTRATOR, email=f"{n}@people.example") for n in "ab")
    about = account(app, OWNER, email=EMAIL)
    proposed = signed_in(app, first).send(
        "/review/people/invite", email=EMAIL, role="administrator"
    )
    assert proposed.status_code == 303
    with database.reading() as connection:
        number = ids.encode(connection.scalars(select(AccountProposal.id)).one())
    confirm = f"/review/people/proposals/{number}/confirm"
    assert signed_in(app, first).send(confirm).status_code == 409
    assert signed_in(app, first).send(f"{confirm}?by=second").status_code == 409
    # Whoever it is about may have come to administer meanwhile.
    write(app, insert_role(about, ADMINISTRATOR))
    assert signed_in(app, about).send(confirm).status_code == 409
    write(app, delete(AccountRole).where(AccountRole.account_id == about))
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(OneTimeLink)) == 0
    assert signed_in(app, second).send(confirm).status_code == 303
    with database.reading() as connection:
        assert connection.scalars(select(OneTimeLink.purpose)).all() == [LinkPurpose.JOIN_STAFF]
        whose = AccountRole.account_id == about
        assert not connection.scalars(select(AccountRole.role).where(whose)).all()


# --- 9: a code is the same code, however it is typed ---------------------------------------------


def spellings(code: str) -> list[str]:
    """Type the same code in other ways: with spaces, dashes, and digits of other scripts."""
    wide = code.translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    arabic = code.translate({48 + digit: 0x0660 + digit for digit in range(10)})
    return [
        f"{code[:3]} {code[3:]}", f" {code} ", " ".join(code), f"{code[:3]}\u00a0{code[3:]}",
        f"{code[:3]}\u2009{code[3:]}", f"{code}\u3000", f"{code}\t", f"{code[:3]}-{code[3:]}",
        wide, f"{wide[:3]} {code[3:]}", arabic, f"\u200b{code}", f"{code}\n",
    ]  # fmt: skip


def test_09_a_code_is_used_once_however_it_is_typed(app: Flask, clock: Clock) -> None:
    """PyPI took out spaces to check a code, and kept it with them to know it again.

    Here one form of a code is what is checked, and a step of time is what is kept.
    """
    gate, number = gate_of(app), account(app)
    shown = app_for(gate, number)
    for first in range(len(spellings("123456")) + 1):
        clock.forward(timedelta(minutes=30))
        code = shown.at(clock())
        every = [code, *spellings(code)]
        taken = 0
        for spelled in (every[first], code, every[-first], every[first]):
            token, form = unfinished(app, number)
            client = FlaskClient(app, app.response_class)
            client.set_cookie(SESSION, token)
            fields = {"csrf_token": form, "code": spelled}
            response = client.post("/account/sign-in/code", data=fields, headers=SAME_SITE)
            assert response.status_code in {303, 422}, response.status
            taken += opened(response)
        assert taken == 1, every[first]


# --- 11: by number -------------------------------------------------------------------------------


def test_11_nobody_ends_a_session_or_removes_a_passkey_of_somebody_else(
    app: Flask, database: Database
) -> None:
    """On PyPI anybody signed in could delete anybody's API token by its number.

    Here a number of somebody else's is a number of nothing; one's own works.
    """
    theirs, mine, again = (come(app, named("an owner")) for _ in range(3))
    write(app, update(AccountSession).where(AccountSession.id == again.session_id)
          .values(account_id=mine.account_id))  # fmt: skip
    for whose, status in ((theirs, 404), (again, 303)):
        path = f"/account/sessions/{ids.encode(whose.session_id)}/end"
        form = {"csrf_token": mine.token}
        assert mine.client.post(path, data=form, headers=SAME_SITE).status_code == status
    for whose, status in ((theirs, 404), (mine, 303)):
        path = f"/account/passkeys/{ids.encode(whose.passkey_id)}/remove"
        form = {"csrf_token": mine.token}
        assert mine.client.post(path, data=form, headers=SAME_SITE).status_code == status
    assert theirs.client.get("/account/").status_code == 200
    with database.reading() as connection:
        left = connection.scalars(select(AccountSession.id)).all()
    assert sorted(left) == sorted([theirs.session_id, mine.session_id])
