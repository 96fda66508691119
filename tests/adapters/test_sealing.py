"""What one site closed for one purpose is nothing to another site, or for another purpose."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.adapters.sealing import Seal

SEAL = Seal("a secret of this site, and a long one")
OTHER = Seal("a secret of another site, as long")


@given(st.text(max_size=200))
def test_what_was_closed_is_opened(text: str) -> None:
    if not text.isascii() and any("\ud800" <= mark <= "\udfff" for mark in text):
        return
    sealed = SEAL.close(text, "secrets of apps")
    assert SEAL.open(sealed, "secrets of apps") == text
    assert text == "" or text not in sealed or len(text) < 5


def test_the_same_text_is_closed_differently_each_time() -> None:
    assert SEAL.close("text", "x") != SEAL.close("text", "x")


def test_another_purpose_or_another_secret_opens_nothing() -> None:
    sealed = SEAL.close("text", "secrets of apps")
    assert SEAL.open(sealed, "challenges") is None
    assert OTHER.open(sealed, "secrets of apps") is None
    assert Seal("a secret of this site, and a long one").open(sealed, "secrets of apps") == "text"


def test_not_one_letter_of_it_can_be_changed() -> None:
    sealed = SEAL.close("text", "x")
    for at, letter in enumerate(sealed):
        other = "A" if letter != "A" else "B"
        assert SEAL.open(sealed[:at] + other + sealed[at + 1 :], "x") is None


@pytest.mark.parametrize(
    "spelled", ["{}\n", " {}", "{}=", "{}\u00e9", "\n{}\n", "{}AAAA"], ids=ascii
)
def test_a_closed_text_has_one_spelling(spelled: str) -> None:
    sealed = SEAL.close("text", "x")
    assert SEAL.open(spelled.format(sealed), "x") is None
    assert SEAL.open(sealed, "x") == "text"


def test_loose_base64_of_the_same_bytes_is_not_it() -> None:
    sealed = next(
        each for each in (SEAL.close("t" * at, "x") for at in range(60)) if each.endswith("=")
    )
    last = sealed.rstrip("=")[-1]
    for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_":
        spelled = sealed.rstrip("=")[:-1] + other + "=" * sealed.count("=")
        same = base64.urlsafe_b64decode(spelled) == base64.urlsafe_b64decode(sealed)
        assert (SEAL.open(spelled, "x") is not None) == (other == last)
        if same and other != last:
            break
    else:
        pytest.fail("no other spelling was tried")


@pytest.mark.parametrize(
    "text", ["", "=", "a", "text", "gAAAAA==", "é", "\ud800", "\0", "A" * 5000]
)
def test_anything_else_opens_to_nothing(text: str) -> None:
    assert SEAL.open(text, "x") is None


@given(st.text(max_size=50))
def test_any_text_opens_to_nothing(text: str) -> None:
    assert SEAL.open(text, "x") is None


def test_a_tag_is_the_same_each_time_and_of_one_text_purpose_and_secret() -> None:
    tag = SEAL.tag("text", "forms")
    assert SEAL.tag("text", "forms") == tag
    assert len(tag) == 64
    assert int(tag, 16)
    assert (
        len({tag, SEAL.tag("text ", "forms"), SEAL.tag("text", "form"), OTHER.tag("text", "forms")})
        == 4
    )


def test_a_tag_is_known_again() -> None:
    tag = SEAL.tag("text", "forms")
    assert SEAL.is_tag(tag, text="text", purpose="forms")
    assert not SEAL.is_tag(tag, text="text", purpose="links")
    assert not SEAL.is_tag(tag, text="other", purpose="forms")
    assert not OTHER.is_tag(tag, text="text", purpose="forms")


@pytest.mark.parametrize("tag", ["", "é", "\ud800", "0" * 64])
def test_any_text_may_pose_as_a_tag(tag: str) -> None:
    assert not SEAL.is_tag(tag, text="text", purpose="forms")


def test_any_text_may_be_tagged() -> None:
    assert SEAL.is_tag(SEAL.tag("\ud800é", "x"), text="\ud800é", purpose="x")
