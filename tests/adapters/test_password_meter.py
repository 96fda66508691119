"""The list of known passwords really holds long ones, and the meter answers in good time."""

import gzip
import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from zxcvbn.matching import RANKED_DICTIONARIES

from directory.adapters.password_meter import (
    FOLDER,
    PASSWORD_FILES,
    PasswordMeter,
    known_passwords,
)
from directory.adapters.sealed_files import DamagedDataFile
from directory.domain.accounts.passwords import folded, read_password
from directory.domain.entry.faults import FaultCode

METER = PasswordMeter()
LONG, SHORT = PASSWORD_FILES
SLOWEST = 0.2
"""Seconds of this thread's own time for one password."""


def lines(name: str) -> list[str]:
    return gzip.decompress((FOLDER / name).read_bytes()).decode().splitlines()


def fault_of(text: str, *about: str) -> FaultCode | None:
    faults = read_password(text, "password", meter=METER, about=about).faults
    return faults[0].code if faults else None


# The list


def test_the_list_holds_as_many_as_its_page_says() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name, length in ((LONG, "15 characters or more"), (SHORT, "4 to 14 characters")):
        words = lines(name)
        assert f"| `{name}` | {len(words):,} known passwords of {length}" in page
        assert (
            len(words) == json.loads((FOLDER / "manifest.json").read_text())["files"][name]["rows"]
        )
    assert len(lines(LONG)) > 70_000


def test_two_in_a_row_are_fewer_than_ten_to_the_tenth() -> None:
    assert len(known_passwords()) == len(lines(LONG)) + len(lines(SHORT))
    assert len(known_passwords()) ** 2 < 10**10


@pytest.mark.parametrize(("name", "least", "most"), [(LONG, 15, 128), (SHORT, 4, 14)])
def test_every_line_is_folded_in_order_and_of_its_length(name: str, least: int, most: int) -> None:
    words = lines(name)
    assert all(one < other for one, other in pairwise(words))
    assert all(least <= len(word) <= most for word in words)
    assert all(folded(word) == word for word in words)


def test_no_line_may_be_an_address() -> None:
    assert not [word for word in known_passwords() if "@" in word]


def test_the_files_are_small() -> None:
    assert sum((FOLDER / name).stat().st_size for name in PASSWORD_FILES) < 1_000_000


def test_a_file_that_was_altered_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "passwords"))
    assert known_passwords(folder) == known_passwords()
    known_passwords.cache_clear()
    (folder / SHORT).write_bytes(gzip.compress(b"dragon\n"))
    with pytest.raises(DamagedDataFile, match="short"):
        known_passwords(folder)


@pytest.mark.parametrize(
    "text",
    [
        "thisismypassword",
        "This is my password",
        "iloveyouforever",
        "administrator123",
        "correct horse battery staple",
        "ManchesterUnited",
        "once upon a time",
        "chelseafootballclub",
        "30secondstomars",
        "Manchester United 2019!",
        "dragonbaseball1",
        "superman-starwars",
    ],
)
def test_long_passwords_that_people_use_are_refused(text: str) -> None:
    assert fault_of(text) == FaultCode.PASSWORD_KNOWN


# The meter


@pytest.mark.parametrize(
    "text",
    [
        "P@$$w0rd P@$$w0rd 12",
        "dragon monkey shadow",
        "i love you so much!",
        "l3tm31n_l3tm31n-99",
        "welcome to my house",
        "drowssap ym si siht",
        "13/07/1984 01/02/2011",
    ],
)
def test_what_is_soon_guessed_is_refused(text: str) -> None:
    assert fault_of(text) == FaultCode.PASSWORD_GUESSABLE


@pytest.mark.parametrize(
    "text",
    [
        "velvet otter 9 quarrel",
        "lamp river orange stone",
        "my neighbor paints every door green",
        "x7$K(2!9|qL<w@8",
        "jkv83hnq02mzpfw",
        "雨が降る日は傘を二本持って行く",
    ],
)
def test_unrelated_words_and_random_characters_pass(text: str) -> None:
    assert fault_of(text) is None


def test_words_about_the_person_are_guessed_first() -> None:
    alone = METER.log10_guesses("quimbyfjordvelvet", ())
    known = METER.log10_guesses("quimbyfjordvelvet", ("quimby", "fjord"))
    assert known < alone - 3
    assert METER.log10_guesses("quimbyfjordvelvet", ()) == alone


def test_one_persons_words_are_nothing_to_anothers() -> None:
    words = [f"{first}uimby{second}lvet" for first in "qwrtzpsdfg" for second in "vnmkjhgfd"]
    alone = METER.log10_guesses("xqzjwvkpy", ())
    with ThreadPoolExecutor(4) as pool:
        weighed = pool.map(
            lambda at: METER.log10_guesses(words[at], (words[at],) if at % 2 else ()),
            range(len(words)),
        )
    for at, figure in enumerate(weighed):
        assert (figure < 2) == bool(at % 2)
    assert METER.log10_guesses("xqzjwvkpy", ()) == alone


def test_words_about_a_person_do_not_stay_where_every_thread_finds_them() -> None:
    METER.log10_guesses("quimbyfjordvelvet", ("quimby",))
    assert "user_inputs" not in RANKED_DICTIONARIES


def test_signs_that_stand_for_letters_are_read_as_those() -> None:
    assert METER.log10_guesses("p@$$word+!me", ()) == METER.log10_guesses("passwordtime", ())


def hard_ones() -> dict[str, str]:
    one, other = "1", "12"
    while len(other) < 128:
        one, other = other, other + one
    return {
        "one character": "a" * 128,
        "one digit": "1" * 128,
        "signs for letters": "4@8({[<369!1|70$5+7%2" * 7,
        "signs in words": "p4$$w0rd!1|7+%2({[<@8369" * 6,
        "digits for letters": "436981705723641890" * 8,
        "digits for letters, then twice": "z" + "4369817052abcd97163" * 7,
        "nearly repeating": other[:128],
        "repeating but for one": "1" * 60 + "2" + "1" * 67,
        "dates": "19911119" * 16,
        "keys": "qwertyuiopasdfghjkl" * 7,
        "words": "thequickbrownfoxjumpsoverthelazydog" * 4,
        "letters that fold to two": "\u0130\u0131" * 64,
        "letters that fold to eighteen": "\ufdfa" * 128,
        "other scripts": "".join(chr(0x4E00 + number * 37) for number in range(128)),
    }


@pytest.mark.parametrize("text", hard_ones().values(), ids=hard_ones())
def test_no_password_takes_long_to_weigh(text: str) -> None:
    METER.log10_guesses("warm", ())
    started = time.thread_time()
    METER.log10_guesses(folded(text), ("quimby", "fjord"))
    assert time.thread_time() - started < SLOWEST
    known_passwords()
    started = time.thread_time()
    fault_of(text, "Zoe Quimby", "zoe@fjord.example")
    assert time.thread_time() - started < SLOWEST
