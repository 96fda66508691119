import cbor2
import pytest

from directory.adapters.authenticator_bytes import (
    DEEPEST,
    NotPlain,
    hold_authenticator_data_plain,
    hold_plain,
)
from tests.adapters.ceremonies import ASKED, SITE, Ceremony, altered, attestation, proven
from tests.authenticators import SoftKey

# Lists of which each holds the one before twice, by reference: tags 28 and 29.
TWICE = [
    b"\xd8\x1c\x80",
    *(b"\xd8\x1c\x82" + 2 * (b"\xd8\x1d\x18" + bytes([n])) for n in range(199)),
]
PLAIN, TAGGED = cbor2.dumps({"credProtect": 2}), cbor2.dumps(cbor2.CBORTag(1000, 0))


def test_references_that_grow_to_gigabytes_are_not_followed() -> None:
    bomb = b"\x98" + bytes([len(TWICE)]) + b"".join(TWICE)
    with pytest.raises(NotPlain):
        hold_plain(bomb)
    with pytest.raises(NotPlain):
        hold_authenticator_data_plain(bytes(32) + b"\x80" + bytes(4) + bomb)


@pytest.mark.parametrize(("extensions", "taken"), [(PLAIN, True), (TAGGED, False)])
def test_an_answer_is_held_plain_before_it_is_decoded(extensions: bytes, taken: bool) -> None:  # noqa: FBT001
    # The decoder knows no such tag and keeps it, and the answer is signed: the tag alone is wrong.
    making = Ceremony(SoftKey(extensions=extensions))
    assert (SITE.registered(making.made(), challenge=ASKED) is not None) is taken
    using = Ceremony()
    new = using.registered()
    using.device.extensions = extensions
    assert (proven(using.used(), new) is not None) is taken


@pytest.mark.parametrize(("stated", "taken"), [(0, True), (cbor2.CBORTag(1000, 0), False)])
def test_a_statement_is_held_plain_before_it_is_decoded(stated: object, taken: bool) -> None:  # noqa: FBT001
    change = attestation(attStmt={"said": stated})
    made = altered(Ceremony().made(), "response", "attestationObject", to=change)
    assert (SITE.registered(made, challenge=ASKED) is not None) is taken


def nested(levels: int) -> bytes:
    return b"\x81" * levels + b"\x00"


@pytest.mark.parametrize(
    "content",
    [
        b"\x00",
        b"\x17",
        b"\x18\x18",
        b"\x1b" + bytes(8),
        b"\x40",
        b"\x58\x02ab",
        b"\xa1\x61a\x82\x01\x02",
        b"\xf5",
        b"\xfb" + bytes(8),
        nested(DEEPEST),
    ],
)
def test_plain_cbor_is_plain(content: bytes) -> None:
    hold_plain(content)
    hold_authenticator_data_plain(bytes(32) + b"\x80" + bytes(4) + content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00",
        b"\x18",
        b"\x1c",
        b"\x5f\x40\xff",
        b"\x9f\xff",
        b"\xff",
        b"\x41",
        b"\x5b" + b"\xff" * 8,
        b"\x82\x00",
        b"\xa1\x00",
        b"\x9b" + b"\xff" * 8,
        b"\xbb" + b"\xff" * 8,
        b"\xc0\x00",
        b"\xd8\x1d\x00",
        b"\x81\xc1\x00",
        nested(DEEPEST + 1),
    ],
)
def test_what_is_not_plain_is_refused(content: bytes) -> None:
    with pytest.raises(NotPlain):
        hold_plain(content)
    with pytest.raises(NotPlain):
        hold_authenticator_data_plain(bytes(32) + b"\x80" + bytes(4) + content)


@pytest.mark.parametrize("content", [b"", bytes(36), bytes(38), bytes(32) + b"\x40" + bytes(4)])
def test_authenticator_data_has_its_length(content: bytes) -> None:
    hold_authenticator_data_plain(bytes(37))
    with pytest.raises(NotPlain):
        hold_authenticator_data_plain(content)
