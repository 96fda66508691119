"""Registers on the desk: a sample is looked up, the file is signed, and everybody is extended."""

import pytest
from flask import Flask

from directory.domain import ids
from directory.domain.register_matching import DIFFERS
from directory.domain.register_sampling import SigningRefusal
from directory.domain.registers import RowFault
from directory.domain.vocabulary import ActorKind, RegisterMatch
from directory.web.review import register_words
from directory.workflows.register_carrying import carry_out_signed
from tests import registers
from tests.visitors import AccountClient, account, office_of, signed_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def reviewer(app: Flask) -> AccountClient:
    return signed_in(app, account(app, ActorKind.REVIEWER))


def read(app: Flask, *lines: str, people: int = 2) -> str:
    """Let a register be read; gives the address of its page."""
    registers.people(office_of(app).database, people)
    done = registers.kept_rows(office_of(app), registers.register_of(lines))
    return f"/review/registers/{ids.encode(done.batch_id or 0)}"


def test_a_register_is_sampled_signed_and_carried_out(app: Flask, reviewer: AccountClient) -> None:
    path = read(app, registers.line(1), registers.line(2), registers.line(9))
    listed = reviewer.page("/review/registers")
    assert listed.heading == "Registers"
    assert path in listed.links().values()
    page = reviewer.page(path)
    assert page.heading == "Register: Physical therapist, Colorado"
    assert page.texts("legend") == ["PTL.0000001 · Ada Example1", "PTL.0000002 · Ada Example2"]
    assert "Some lines of the sample are not looked up yet." in reviewer.get(path).text
    # Signing is not possible before the sample has been looked up, nor when a line differs.
    early = reviewer.get(f"{path}/sign")
    assert early.status_code == 409
    assert reviewer.send(f"{path}/sign").status_code == 409
    again = signed_in(app, account(app, ActorKind.REVIEWER))
    assert again.send(path, line_2="agrees", line_3="differs").location == path
    assert "A line of the sample differs" in again.get(path).text
    assert again.send(path, line_3="agrees", line_77="agrees", line_2="").status_code == 303
    asked = again.page(f"{path}/sign")
    assert asked.heading == "Sign a register"
    assert again.send(f"{path}/sign").location == path
    assert "It is being carried out now." in again.get(path).text
    assert carry_out_signed(office_of(app)) == {"extended": 2}
    done = again.page(path)
    assert "Signed, and carried out on 24 Nov 2026." in done.texts("p", class_="lead")
    assert not done.all("input", type="radio")
    # What was settled meanwhile is said, and nothing is done twice.
    late = again.send(path, line_2="differs")
    assert late.status_code == 409
    assert "signed or put aside already" in late.text
    spent = again.send(f"{path}/sign")
    assert spent.status_code == 303, "a proof counts once"
    assert "/step-up" in spent.location


def test_lines_are_shown_by_what_they_came_to(app: Flask, reviewer: AccountClient) -> None:
    path = read(
        app,
        registers.line(1, name="Sam <b>Other</b>"),
        registers.line(9),
        registers.line(8, number="§"),
    )
    page = reviewer.page(path)
    assert page.links()["1 line: Have another name here"].startswith(f"{path}?show=name_differs")
    assert "Sam <b>Other</b>" in " ".join(reviewer.page(f"{path}?show=name_differs").texts("li"))
    unread = reviewer.page(f"{path}?show=unreadable")
    assert any("no number has" in each for each in unread.texts("li"))
    absent = reviewer.page(f"{path}?show=absent")
    assert "Ada Example2 (PTL.0000002) · PTL.0000002" in absent.texts("li")
    for odd in ("left", "matched", "nonsense", "%00", "twice&show=absent"):
        assert reviewer.page(f"{path}?show={odd}").heading.startswith("Register:")
    assert "there is nothing to sign" in reviewer.get(path).text


def test_what_differs_stands_beside_the_file_until_somebody_acts(
    app: Flask, reviewer: AccountClient
) -> None:
    path = read(app, registers.line(1), registers.line(2, status="Lapsed <1>"))
    assert reviewer.send(path, line_2="agrees").status_code == 303
    assert reviewer.send(f"{path}/sign").status_code == 303
    assert carry_out_signed(office_of(app)) == {"extended": 1, "flagged": 1}
    again = signed_in(app, account(app, ActorKind.REVIEWER))
    page = again.page(f"/review/person/{ids.encode(2)}")
    assert "A register says something else" in page.texts("h2")
    (told,) = (each for each in page.texts("li") if "Lapsed <1>" in each)
    assert "Do not say that they may practice" in told
    assert "A register says something else" not in again.page(
        f"/review/person/{ids.encode(1)}"
    ).texts("h2")


def test_a_register_is_put_aside(app: Flask, reviewer: AccountClient) -> None:
    path = read(app, registers.line(1))
    assert reviewer.page(f"{path}/put-aside").heading == "Put a register aside"
    assert reviewer.send(f"{path}/put-aside").location == path
    assert "Put aside on 24 Nov 2026." in reviewer.get(path).text
    assert reviewer.send(f"{path}/put-aside").status_code == 409
    assert reviewer.send("/review/registers/AAAA/put-aside").status_code == 404
    assert reviewer.get("/review/registers/~").status_code == 404


def test_administrators_see_the_list_and_what_is_in_a_file_is_for_reviewers(app: Flask) -> None:
    path = read(app, registers.line(1))
    administrator = signed_in(app, account(app, ActorKind.ADMINISTRATOR))
    assert administrator.page("/review/registers").heading == "Registers"
    assert administrator.get(path).status_code == 403


@pytest.mark.usefixtures("database_url")
def test_every_code_has_its_words() -> None:
    assert set(register_words.MATCHES) == set(RegisterMatch) > DIFFERS
    assert set(register_words.REFUSALS) == set(SigningRefusal)
    assert set(register_words.ROW_FAULTS) == set(RowFault)
