"""A new password is long, in any script, and not one of those that are guessed first."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.accounts.passwords import folded, prepared, read_password
from directory.domain.entry.faults import Checked, Fault, FaultCode, error
from directory.domain.entry.text import UNREADABLE

GOOD = "velvet otter 9 quarrel"


@dataclass
class Scale:
    """A meter whose list and figure a test chooses."""

    known: frozenset[str] = frozenset()
    guesses: float = 10.0
    weighed: list[tuple[str, Sequence[str]]] = field(default_factory=list)

    def is_known(self, text: str) -> bool:
        return text in self.known

    def log10_guesses(self, text: str, about: Sequence[str]) -> float:
        self.weighed.append((text, about))
        return self.guesses


def read(
    text: str, *known: str, guesses: float = 10.0, about: Sequence[str] = ()
) -> Checked[str | None]:
    return read_password(text, "password", meter=Scale(frozenset(known), guesses), about=about)


def fault_of(
    text: str, *known: str, guesses: float = 10.0, about: Sequence[str] = ()
) -> FaultCode | None:
    read_out = read(text, *known, guesses=guesses, about=about)
    assert (read_out.value is None) == bool(read_out.faults)
    return read_out.faults[0].code if read_out.faults else None


def test_a_good_password_is_read_as_it_is_hashed() -> None:
    assert read(GOOD) == Checked(GOOD)
    assert read(f" {GOOD} ").value == f" {GOOD} "


def test_an_empty_one_is_asked_for() -> None:
    assert read("").faults == (error(FaultCode.TEXT_MISSING, "password"),)


# How long


def test_fifteen_characters_are_enough_and_fourteen_are_not() -> None:
    assert read("velvet otter 9q") == Checked("velvet otter 9q")
    assert read("velvet otter 9") == Checked(
        None, (error(FaultCode.PASSWORD_SHORT, "password", least=15),)
    )


def test_128_characters_are_allowed_and_129_are_not() -> None:
    longest = "".join(chr(0x4E00 + 7 * number) for number in range(128))
    assert read(longest) == Checked(longest)
    assert read(longest + "x") == Checked(
        None, (error(FaultCode.TEXT_TOO_LONG, "password", most=128),)
    )


def test_what_is_counted_is_what_is_seen_not_how_it_was_typed() -> None:
    letters = "ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự"
    composed = "".join(letters[number * number % 29] for number in range(128))
    typed = unicodedata.normalize("NFD", composed)
    assert (len(composed), len(typed)) == (128, 384)
    assert read(typed).value == composed
    assert (
        fault_of("e\u0301" * 7 + "o\u0301u\u0301a\u0301n\u0303o\u0308i\u0301y\u0301")
        == FaultCode.PASSWORD_SHORT
    )


def test_a_text_that_no_password_can_be_is_not_composed() -> None:
    assert prepared("\u1eac" * 512) == "\u1eac" * 512
    assert prepared("\u1eac" * 513) == UNREADABLE
    assert fault_of("\u1eac" * 513) == FaultCode.TEXT_TOO_LONG
    # Composed, these would be few enough.
    assert fault_of("a\u0302\u0323" * 128 + "a\u0302\u0323" * 43) == FaultCode.TEXT_TOO_LONG


# Which characters


@pytest.mark.parametrize(
    "text",
    [
        "šel som do lesa na huby",
        "ключ от старой дачи у моря",
        "雨が降る日は傘を二本持って行く",
        "مفتاح البيت القديم عند الجيران",
        "ห้องครัวสีเขียวมีแมวสามตัว",
        "🦦🪗🧭🪴🥾🛶🧶🪵🍄🦔🫖🪁🧺🥌🪕",
        "👩\u200d🔬👨\u200d🌾🦦🪗🧭🪴🥾🛶🧶🪵🍄🦔🫖",
        "می\u200cخواهم کتاب تازه بخوانم",
        "{\"a\": <b>&amp;</b>, 'c': \\d}",
    ],
)
def test_any_script_will_do(text: str) -> None:
    assert read(text) == Checked(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("mark", ["\t", "\n", "\0", "\x7f", "\u202e", "\ud800", "\ue000", "\u0378"])
def test_what_cannot_be_seen_is_refused(mark: str) -> None:
    assert read(GOOD + mark) == Checked(None, (error(FaultCode.TEXT_NOT_TEXT, "password"),))
    assert fault_of("short" + mark) == FaultCode.TEXT_NOT_TEXT


def test_every_space_is_the_same_space() -> None:
    assert prepared("a\u00a0b\u2003c\u3000d e") == "a b c d e"
    assert prepared("  two  spaces  ") == "  two  spaces  "


def test_case_and_width_stay() -> None:
    assert prepared("Ａb－C") == "Ａb－C"


@given(st.text(max_size=60))
def test_preparing_twice_is_preparing_once(text: str) -> None:
    assert prepared(prepared(text)) == prepared(text)


@given(st.text(max_size=60))
def test_composed_and_decomposed_are_the_same_password(text: str) -> None:
    forms = {prepared(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert forms == {prepared(text)}


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=200))
def test_any_text_is_either_a_password_or_has_one_fault(text: str) -> None:
    found = read(text, about=[text[:9]])
    assert (found.value is None) == (len(found.faults) == 1)


def test_folding_takes_away_case_width_and_accents_of_latin_letters() -> None:
    assert folded("ÉCOLE Ｐａｓｓ ß İ ﬃ") == "ecole pass ss i ffi"
    assert folded("x\u0300\u036f") == "x"
    assert folded("ครัว x\u02ff\u0370") == "ครัว x\u02ff\u0371"


# One thing again and again


@pytest.mark.parametrize(
    "text",
    [
        "a" * 15,
        "x7" * 8,
        "x7q!" * 4,
        "Otter Otter otter",
        "otter9! ottEr9!",
        "vélvet0tter9qv" * 2,
    ],
)
def test_one_short_thing_repeated_is_refused(text: str) -> None:
    assert read(text).faults == (error(FaultCode.PASSWORD_REPEATS, "password"),)


def test_something_of_fifteen_characters_may_be_repeated_and_is_weighed() -> None:
    assert fault_of("velvet0tter9qvx" * 2) is None
    assert fault_of("velvet0tter9qvx" * 2, guesses=9.9) == FaultCode.PASSWORD_GUESSABLE


def test_what_comes_once_and_a_half_times_is_no_repetition() -> None:
    assert fault_of("velvet0tter9qvelv") is None
    assert fault_of("velv0tt#velv0tt#") == FaultCode.PASSWORD_REPEATS
    assert fault_of("velv0tt#velv0tt") is None


def test_four_different_characters_need_seventeen_places() -> None:
    assert fault_of("aqtbqatbbtaqbtqb") == FaultCode.PASSWORD_REPEATS
    assert fault_of("aqtbqatbbtaqbtqba") is None


def test_ten_characters_are_enough_for_ten_places() -> None:
    overlaid = "q\u0334a\u0334t\u0334b\u0334z\u0334wmxk"
    assert fault_of(overlaid + "p") is None
    assert fault_of(overlaid + "q") == FaultCode.PASSWORD_REPEATS


def test_characters_that_fold_to_one_are_one() -> None:
    assert fault_of("aAáÀâÄａÃåāăąǎȁȃạ") == FaultCode.PASSWORD_REPEATS


def test_combining_marks_alone_are_no_password() -> None:
    assert (
        fault_of("".join(chr(0x300 + number) for number in range(20))) == FaultCode.PASSWORD_REPEATS
    )


# Along the keyboard


@pytest.mark.parametrize(
    "text",
    [
        "123456789012345",
        "098765432109876",
        "qwertyuiop12345",
        "qwertyuiopasdfgh",
        "qwertyuiop asdfghjkl zxcvbnm",
        "abcdefghijklmno",
        "ZYXWVUTSRQPONML",
        "1qaz2wsx3edc4rfv",
        "1q2w3e4r5t6y7u8i",
        "qazwsxedcrfvtgb",
        "!@#$%^&*()12345",
        "aabbccddeeffggh",
        "1-2-3-4-5-6-7-8",
        "987654321_qwert.lkjhg",
        "q- - -.-w-_ t.- _ y._",
    ],
)
def test_walks_along_the_keyboard_are_refused(text: str) -> None:
    assert read(text).faults == (error(FaultCode.PASSWORD_RUN, "password"),)


def test_three_walks_are_refused_and_four_are_weighed() -> None:
    assert fault_of("qwertasdfgzxcvb") == FaultCode.PASSWORD_RUN
    assert fault_of("qwertasdfgzxcv7") is None
    # The digits end where they end: the letters under them are another walk.
    assert fault_of("7890qwertasdfgzx") is None


# Known ones


def test_a_known_password_is_refused_in_any_case_and_width() -> None:
    for text in ("velvet otter 9 quarrel", "VELVET OTTER 9 QUARREL", "ｖélvet otter 9 quarrel"):
        assert read(text, GOOD).faults == (error(FaultCode.PASSWORD_KNOWN, "password"),)


@pytest.mark.parametrize(
    "text", ["velvetotterquarrel", "velvet-otter_quarrel", "v.elvet otterquarrel."]
)
def test_separators_do_not_hide_a_known_password(text: str) -> None:
    assert fault_of(text, "velvetotterquarrel") == FaultCode.PASSWORD_KNOWN


@pytest.mark.parametrize(
    "text", ["2019!velvetotter", "velvetotter2019!", "!velvetotter2019", "velvetotter:)??!"]
)
def test_a_year_and_a_mark_do_not_hide_a_known_password(text: str) -> None:
    assert fault_of(text, "velvetotter") == FaultCode.PASSWORD_KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "20194!velvetotter",
        "velvetotter20194!",
        "!velvetotter20194",
        "2019velvetotterx",
        "x2velvetotter19!",
    ],
)
def test_what_stands_around_it_may_be_more_than_that(text: str) -> None:
    assert fault_of(text, "velvetotter") is None


def test_two_known_ones_in_a_row_are_refused() -> None:
    assert fault_of("velvet quarrels9", "velvet", "quarrels9") == FaultCode.PASSWORD_KNOWN
    assert fault_of("v7 quarrels9otter", "v", "7quarrels9otter") == FaultCode.PASSWORD_KNOWN
    assert fault_of("7quarrels9 ottev", "v", "7quarrels9otte") == FaultCode.PASSWORD_KNOWN
    assert fault_of("velvet quarrels9", "velvet") is None
    assert fault_of("velvet quarrels9", "quarrels9") is None
    assert fault_of("velvet otter 99 quarrels", "velvet", "otter99", "quarrels") is None


# About the person


ABOUT = ("Zoë Quimby-Fjord", "zq.fjordland@kettlewick.example", "IMS Directory")


@pytest.mark.parametrize(
    "text",
    [
        "Zoe Quimby Fjord",
        "quimbyfjord1987!!",
        "KETTLEWICK kettle99",
        "fjordland-fjord-77!",
        "the IMS directory",
    ],
)
def test_mostly_what_is_known_of_the_person_or_the_place_is_refused(text: str) -> None:
    assert read(text, about=ABOUT).faults == (error(FaultCode.PASSWORD_PERSONAL, "password"),)


def test_half_of_it_may_be_about_the_person() -> None:
    assert fault_of("kettlewick7velvet!7", about=ABOUT) == FaultCode.PASSWORD_PERSONAL
    assert fault_of("kettlewick7velvet!79", about=ABOUT) is None


def test_the_longest_words_are_taken_out_first() -> None:
    assert (
        fault_of("fjordlandvelvet7q", about=("fjord", "fjordland")) == FaultCode.PASSWORD_PERSONAL
    )


def test_words_of_two_letters_are_nobodys() -> None:
    assert fault_of("lilililili7qxw9", about=["Li"]) is None
    assert fault_of("limlimlimlim7qxw", about=["Lim"]) == FaultCode.PASSWORD_PERSONAL


# How many guesses


def test_ten_to_the_tenth_guesses_are_enough_and_fewer_are_not() -> None:
    assert read(GOOD, guesses=10.0) == Checked(GOOD)
    assert read(GOOD, guesses=9.999) == Checked(
        None, (error(FaultCode.PASSWORD_GUESSABLE, "password"),)
    )


def test_the_meter_weighs_what_varying_it_does_not_change() -> None:
    scale = Scale()
    read_password(
        "Vélvet-Otter 9 quarrel", "password", meter=scale, about=["Bo Zu-Lim", "an@lima.zulu"]
    )
    assert scale.weighed == [("velvetotter9quarrel", ["lima", "zulu", "lim"])]


def test_a_fault_names_its_field() -> None:
    found = read_password("short", "new_password", meter=Scale(), about=())
    assert [each.field for each in found.faults] == ["new_password"]
    assert isinstance(found.faults[0], Fault)
