"""`people invite` and `people phone-code`, as an operator types them."""

from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from directory.cli.people import people as command
from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import ClaimState, ClaimWay
from directory.models.listings import Claim
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from tests.clock import START
from tests.factories import person
from tests.offices import OWNER, open_accounts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CLAIM = 70
NEVER_ENDS = START.replace(year=2099)


class Runs(Protocol):
    def __call__(self, *arguments: str) -> Result: ...


@pytest.fixture
def runs(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.setenv("DIRECTORY_INSTANCE", environment["DIRECTORY_INSTANCE"])

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, arguments, env=environment)

    return run


@pytest.fixture
def stubs(database: Database) -> Database:
    """Write two people as a roster brings them: one can be written to, one cannot."""
    with database.transaction() as session:
        person(session, number=7, published=False).email = "ada@clinic.example"
        person(session, number=8, published=False)
        session.get_one(Practitioner, 7).npi = "1234567893"
    return database


def told(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.scalars(select(Mail.to_address).order_by(Mail.to_address)))


def test_each_line_of_a_file_is_said_to_be_asked_or_why_not(
    runs: Runs, stubs: Database, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "\ufeffid,npi,licence_region,profession,licence_number,email\n"
        ",1234-567-893,,,,\n"
        f"{ids.encode(7)},,,,,\n"
        f"{ids.encode(8)},,,,,\n"
        ",,co,Physical_Therapist,PTL.0000008,eve@clinic.example\n"
        ",,ON,physical_therapist,PTL.0000008,\n"
        ",,XX,physical_therapist,1,\n"
        ",,CO,wizard,1,\n"
        ",,CO,,,\n"
        "nobody,,,,,\n",
        encoding="utf-8",
    )
    done = runs("invite", str(file))
    assert done.stdout.splitlines() == [
        "line 2: asked; the letter waits to be sent",
        "line 3: asked within the last 90 days already",
        "line 4: no e-mail address is on record; add one in the column email",
        "line 5: asked; the letter waits to be sent",
        "line 6: nobody on record is known by this; check the number",
        "line 7: the region is written as CO or ON, the profession as in a roster",
        "line 8: the region is written as CO or ON, the profession as in a roster",
        "line 9: no id, no npi, and not all three columns of a licence; fill one of them in",
        "line 10: the id is none of ours; copy the twelve letters of the page’s address",
    ]
    assert (done.exit_code, done.stderr) == (
        1,
        "Error: 6 of 9 lines were not asked; what to do is said above.\n",
    )
    assert told(stubs) == ["ada@clinic.example", "eve@clinic.example"]
    # Once more, and nobody gets a second letter.
    runs("invite", str(file))
    assert len(told(stubs)) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has none of the columns"),
        (b"name,email\nAda,a@b.example\n", "has none of the columns"),
        (b"npi\n\xff\xfe\n", "is not CSV in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_asks_nobody(
    runs: Runs, stubs: Database, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    done = runs("invite", str(file))
    assert done.exit_code == 1
    assert said in done.stderr
    assert told(stubs) == []


def test_a_code_is_made_for_the_number_on_record_and_kept_as_a_hash(
    runs: Runs, stubs: Database
) -> None:
    with stubs.transaction() as session:
        open_accounts(session, OWNER, at=START)
        session.flush()
        session.add(
            Claim(
                id=CLAIM,
                practitioner_id=7,
                account_id=OWNER.account,
                way=ClaimWay.CODE_BY_PHONE,
                state=ClaimState.BEGUN,
                tries=0,
                begun_at=START,
                ends_at=NEVER_ENDS,
            )
        )
    done = runs("phone-code", ids.encode(CLAIM))
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Call +13035550100, ask for the practitioner, and read out: ")
    code = done.stdout.split()[-1]
    assert len(code) == 8
    assert code.isdigit()
    with stubs.reading() as connection:
        kept = connection.scalars(select(Claim.code_hash)).one()
    assert kept
    assert code not in kept
    with stubs.transaction() as session:
        session.get_one(Claim, CLAIM).state = ClaimState.REFUSED
    assert "settled" in runs("phone-code", ids.encode(CLAIM)).stderr
    for nobody in (ids.encode(71), "x", ""):
        gone = runs("phone-code", nobody)
        assert gone.exit_code == 1
        assert gone.stderr.startswith(f"Error: There is no claim {nobody!r}; ")
