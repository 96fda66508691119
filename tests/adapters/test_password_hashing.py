"""Passwords at rest: argon2id with the settings that OWASP asks for, and never more than four."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import argon2
import pytest

from directory.adapters.password_hashing import AT_ONCE, TURNS, Hasher

PASSWORD = "velvet otter 9 quarrel"  # noqa: S105  (nobody's)


@pytest.fixture(scope="module")
def hasher() -> Hasher:
    return Hasher()


@pytest.fixture(scope="module")
def kept(hasher: Hasher) -> str:
    return hasher.hash(PASSWORD)


def test_a_password_is_known_by_its_hash_and_no_other_is(hasher: Hasher, kept: str) -> None:
    assert hasher.verify(kept, PASSWORD)
    assert not hasher.verify(kept, PASSWORD + " ")
    assert not hasher.verify(kept, "")


def test_the_hash_is_argon2id_with_the_settings_of_owasp(hasher: Hasher, kept: str) -> None:
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert len(kept) == 97
    assert not hasher.outdated(kept)


def test_each_hash_has_a_salt_of_its_own(hasher: Hasher, kept: str) -> None:
    assert hasher.hash(PASSWORD) != kept


@pytest.mark.parametrize(
    "text", ["ключ от дачи", "🦦" * 128, "half \ud800 a pair", "with \0 in it"]
)
def test_any_text_can_be_hashed(hasher: Hasher, text: str) -> None:
    assert hasher.verify(hasher.hash(text), text)


def test_nobody_has_no_password(hasher: Hasher) -> None:
    assert not hasher.verify(None, PASSWORD)
    assert not hasher.verify(None, "")


def test_for_nobody_the_same_work_is_done(
    hasher: Hasher, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = []
    really = argon2.low_level.verify_secret

    def watched(kept: bytes, secret: bytes, kind: argon2.Type) -> bool:
        work.append((argon2.extract_parameters(kept.decode()), secret))
        return bool(really(kept, secret, kind))

    monkeypatch.setattr("argon2._password_hasher.verify_secret", watched)
    hasher.verify(kept, "wrong")
    hasher.verify(None, "wrong")
    assert len(work) == 2
    assert work[0] == work[1]


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "x",
        "$argon2id$",
        "$argon2id$v=19$m=19456,t=2,p=1$",
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$é",
        "$argon2id$v=19$m=0,t=0,p=0$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo",
        "$argon2id$v=19$m=many,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo",
        "$argon2x$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo",
        "$2b$12$abcdefghijklmnopqrstuv",
        "\ud800",
        "\0",
    ],
    ids=ascii,
)
def test_a_damaged_hash_is_nobodys_password(hasher: Hasher, damaged: str) -> None:
    assert not hasher.verify(damaged, PASSWORD)
    assert hasher.outdated(damaged)


def test_a_hash_that_lost_an_end_is_nobodys_password(hasher: Hasher, kept: str) -> None:
    for at in range(0, len(kept), 7):
        assert not hasher.verify(kept[:at], PASSWORD)


def test_weaker_settings_are_outdated(hasher: Hasher) -> None:
    weaker = argon2.PasswordHasher(time_cost=1, memory_cost=19_456, parallelism=1).hash(PASSWORD)
    assert hasher.verify(weaker, PASSWORD)
    assert hasher.outdated(weaker)


@pytest.mark.parametrize("what", ["hash", "verify"])
def test_four_are_computed_at_once_and_a_fifth_waits(
    hasher: Hasher, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, leave = Barrier(AT_ONCE + 1), Event()

    def held(*_: object) -> str:
        inside.wait(10)
        leave.wait(10)
        return ""

    monkeypatch.setattr(argon2.PasswordHasher, what, held)
    tasks = {"hash": lambda: hasher.hash("x"), "verify": lambda: hasher.verify("", "x")}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(tasks[what]) for _ in range(AT_ONCE)]
        inside.wait(10)
        free = TURNS.acquire(blocking=False)
        leave.set()
        assert [each.result() is None for each in running] == [False] * AT_ONCE
    assert AT_ONCE == 4
    assert not free
    assert TURNS.acquire(blocking=False)
    TURNS.release()
