"""What an answer says of itself, and that nothing a browser sends raises."""

import json
from collections.abc import Callable

import cbor2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.adapters.passkeys import LONGEST_ANSWER, Answered, read_answer
from tests.adapters.ceremonies import (
    ACCOUNT,
    ASKED,
    SITE,
    Ceremony,
    altered,
    attestation,
    client_data,
    proven,
)
from tests.authenticators import decoded, encoded


@pytest.fixture
def ceremony() -> Ceremony:
    return Ceremony()


# --- Reading what an answer says of itself ---


@pytest.mark.parametrize("act", ["made", "used"])
def test_an_answer_says_which_passkey_and_challenge(ceremony: Ceremony, act: str) -> None:
    made, used = ceremony.made(), ceremony.used()
    name = encoded(ceremony.device.held[0].credential_id)
    if act == "made":
        assert read_answer(made) == Answered(name, ASKED, None)
    else:
        assert read_answer(used) == Answered(name, ASKED, ACCOUNT)


def test_an_answer_may_leave_the_account_out(ceremony: Ceremony) -> None:
    ceremony.made()
    ceremony.device.tells_handle = False
    answer = ceremony.used()
    without = altered(answer, "response", "userHandle", to=lambda _: None)
    empty = altered(answer, "response", "userHandle", to=lambda _: "")
    for each in (answer, without, empty):
        read = read_answer(each)
        assert read is not None
        assert read.account_id is None


@pytest.mark.parametrize(
    ("handle", "account"),
    [
        (ACCOUNT.to_bytes(8), ACCOUNT),
        ((ACCOUNT + 1).to_bytes(8), None),
        (b"\xff" * 8, None),
        (bytes(7), None),
        (bytes(9), None),
    ],
)
def test_only_a_number_that_an_account_can_have_is_read(
    ceremony: Ceremony, handle: bytes, account: int | None
) -> None:
    ceremony.made()
    ceremony.device.held[0].handle = handle
    read = read_answer(ceremony.used())
    assert (read and read.account_id) == account


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: altered(answer, "id", to=lambda _: encoded(b"another")),
        lambda answer: altered(answer, "id", to=lambda name: f"{name}\0"),
        lambda answer: altered(answer, "rawId", to=lambda name: {"id": name}),
        lambda answer: altered(answer, "response", to=lambda inner: [inner]),
        lambda answer: altered(answer, "response", to=lambda _: "webauthn"),
        lambda answer: altered(answer, "response", "clientDataJSON", to=lambda text: [text]),
        lambda answer: altered(answer, "response", "clientDataJSON", to=lambda _: encoded(b"[]")),
        lambda answer: altered(answer, "response", "userHandle", to=lambda handle: [handle]),
        lambda answer: answer[:-1],
        lambda answer: f"[{answer}]",
        lambda answer: answer + " " * LONGEST_ANSWER,
    ],
)
def test_an_object_where_a_string_is_expected_is_not_read(
    ceremony: Ceremony, change: Callable[[str], str]
) -> None:
    new, answer = ceremony.registered(), ceremony.used()
    assert read_answer(answer) is not None
    assert read_answer(change(answer)) is None
    assert proven(change(answer), new) is None


# --- Nothing raises ---


def nothing_raises(answer: str) -> None:
    """Give an answer to everything that reads one."""
    read_answer(answer)
    SITE.registered(answer, challenge=ASKED)
    SITE.proven(answer, challenge=ASKED, public_key=KEPT.public_key, sign_count=0)


KNOWN = Ceremony()
KEPT = KNOWN.registered()
ANSWERS = st.sampled_from([KNOWN.made(), KNOWN.used()])
ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
CBOR = st.recursive(
    ATOMS
    | st.binary(max_size=40)
    | st.integers(-10, 10)
    | st.builds(cbor2.CBORTag, st.integers(0, 300), ATOMS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.integers(-5, 5) | st.sampled_from(["sig", "alg", "x5c", "ver"]), inner, max_size=6
        )
    ),
    max_leaves=8,
)
PATHS = st.sampled_from(
    [
        ("id",),
        ("rawId",),
        ("type",),
        ("authenticatorAttachment",),
        ("response",),
        ("response", "clientDataJSON"),
        ("response", "attestationObject"),
        ("response", "authenticatorData"),
        ("response", "signature"),
        ("response", "userHandle"),
        ("response", "transports"),
    ]
)
KEY_PARTS = st.sampled_from([1, 3, -1, -2, -3, -4])


@given(st.text())
@example("")
@example("[" * 60_000)
@example('{"a":' * 12_000)
@example("9" * 60_000)
@example("\ud800")
@example('{"id": "\\ud800", "rawId": "\\ud800", "response": {}}')
@example('{"id": NaN}')
def test_no_text_raises(answer: str) -> None:
    nothing_raises(answer)


@given(VALUES)
def test_no_json_raises(content: object) -> None:
    nothing_raises(json.dumps(content))


@given(ANSWERS, PATHS, VALUES)
def test_no_part_of_an_answer_raises(answer: str, path: tuple[str, ...], value: object) -> None:
    nothing_raises(altered(answer, *path, to=lambda _: value))


@given(
    ANSWERS,
    st.dictionaries(
        st.sampled_from(["type", "challenge", "origin", "crossOrigin", "tokenBinding"]), VALUES
    ),
)
def test_no_client_data_raises(answer: str, changes: dict[str, object]) -> None:
    nothing_raises(altered(answer, "response", "clientDataJSON", to=client_data(**changes)))


@pytest.mark.parametrize("deep", ["[" * 40_000, '{"a":' * 9_000, "9" * 5_000])
def test_no_depth_within_client_data_raises(deep: str) -> None:
    answer = altered(
        KNOWN.used(), "response", "clientDataJSON", to=lambda _: encoded(deep.encode())
    )
    assert len(answer) < LONGEST_ANSWER
    nothing_raises(answer)


@given(
    st.dictionaries(
        st.sampled_from(["fmt", "attStmt", "authData"]), CBOR | st.sampled_from(["none", "packed"])
    )
)
def test_no_attestation_raises(changes: dict[str, object]) -> None:
    answer = altered(KNOWN.made(), "response", "attestationObject", to=attestation(**changes))
    nothing_raises(answer)


@given(
    st.dictionaries(
        KEY_PARTS, CBOR | st.binary(max_size=300) | st.sampled_from([1, 2, 3, 7, -7, -8, -257, -48])
    ),
    st.booleans(),
)
def test_no_key_raises(parts: dict[int, object], signs: bool) -> None:  # noqa: FBT001
    def rekeyed(text: str) -> str:
        stated = cbor2.loads(decoded(text))
        head, key = stated["authData"][: 55 + 32], cbor2.loads(stated["authData"][55 + 32 :])
        stated["authData"] = head + cbor2.dumps({**key, **parts})
        if signs:
            stated |= {"fmt": "packed", "attStmt": {"alg": parts.get(3, -7), "sig": b"signed"}}
        return encoded(cbor2.dumps(stated))

    nothing_raises(altered(KNOWN.made(), "response", "attestationObject", to=rekeyed))
    key = encoded(cbor2.dumps(parts))
    SITE.proven(KNOWN.used(), challenge=ASKED, public_key=key, sign_count=0)


@given(ANSWERS, PATHS, st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_raise(answer: str, path: tuple[str, ...], bent: bytes, at: int) -> None:
    def changed(text: object) -> str:
        content = decoded(text) if isinstance(text, str) else b""
        return encoded(content[:at] + bent + content[at + len(bent) :])

    nothing_raises(altered(answer, *path, to=changed))
