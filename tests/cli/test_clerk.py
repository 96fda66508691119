"""The clerk: what is signed is carried out while the server runs, without anybody's page open."""

from pathlib import Path
from threading import Event

import pytest

from directory import config
from directory.cli import clerk
from directory.cli.clerk import Clerk
from directory.db import Database


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("database")
def test_the_clerk_looks_again_also_after_a_round_that_failed(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds, twice = [], Event()

    def carries_out(office: object) -> None:
        rounds.append(office)
        if len(rounds) == 1:
            raise RuntimeError("the database is away")
        twice.set()

    monkeypatch.setattr(clerk, "carry_out_signed", carries_out)
    settings = config.load({**environment, "DIRECTORY_LOG_KEY": str(tmp_path / "key.pem")})
    beside = Clerk(settings, rest_s=0.001)
    beside.begin()
    assert twice.wait(60)
    beside.end()
    assert isinstance(rounds[0].database, Database)  # type: ignore[attr-defined]
    assert rounds[0] is rounds[1], "its database stays open"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_clerk_who_never_began_has_nothing_to_end(environment: dict[str, str]) -> None:
    Clerk(config.load(environment)).end()
