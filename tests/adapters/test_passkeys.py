import json
from collections.abc import Callable
from hashlib import sha256

import cbor2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from directory.adapters.passkeys import LONGEST_ANSWER, LONGEST_ID, RelyingParty, read_answer
from tests.adapters.ceremonies import (
    ACCOUNT,
    ANOTHER,
    ASKED,
    EMAIL,
    SITE,
    Ceremony,
    altered,
    attestation,
    client_data,
    proven,
)
from tests.authenticators import AlreadyKnown, NoSuchPasskey, SoftKey, decoded, encoded
from tests.clock import START


@pytest.fixture
def ceremony() -> Ceremony:
    return Ceremony()


# --- What is asked ---


@pytest.mark.parametrize(
    ("base_url", "rp_id", "origin"),
    [
        ("https://needling.example", "needling.example", "https://needling.example"),
        ("https://Needling.Example:443/", "needling.example", "https://needling.example"),
        ("https://needling.example:8443", "needling.example", "https://needling.example:8443"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
        ("http://localhost:80", "localhost", "http://localhost"),
        ("https://bücher.example", "xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ],
)
def test_the_site_is_known_by_host_and_origin(base_url: str, rp_id: str, origin: str) -> None:
    site = RelyingParty.at(base_url, name="Directory")
    assert (site.rp_id, site.origin, site.name) == (rp_id, origin, "Directory")


def test_a_passkey_is_asked_for_that_needs_no_name_and_verifies_who_uses_it() -> None:
    asked = json.loads(Ceremony().options(encoded(b"known")))
    assert asked == {
        "rp": {"name": "Directory", "id": "needling.example"},
        "user": {
            "id": encoded(ACCOUNT.to_bytes(8)),
            "name": EMAIL,
            "displayName": "Priya Raman",
        },
        "challenge": encoded(ASKED),
        "pubKeyCredParams": [{"type": "public-key", "alg": alg} for alg in (-8, -7, -257)],
        "timeout": 300_000,
        "excludeCredentials": [{"id": encoded(b"known"), "type": "public-key"}],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }


def test_what_an_authenticator_keeps_does_not_hold_the_address() -> None:
    asked = json.loads(Ceremony().options())
    assert EMAIL.encode() not in decoded(asked["user"]["id"])
    assert len(decoded(asked["user"]["id"])) == 8


def test_any_passkey_of_the_site_may_answer_unless_some_are_named() -> None:
    assert json.loads(SITE.request(challenge=ASKED)) == {
        "challenge": encoded(ASKED),
        "timeout": 300_000,
        "rpId": "needling.example",
        "allowCredentials": [],
        "userVerification": "required",
    }
    named = json.loads(SITE.request(challenge=ASKED, allowed=[encoded(b"one")]))
    assert named["allowCredentials"] == [{"id": encoded(b"one"), "type": "public-key"}]


# --- Making one ---


@pytest.mark.parametrize("synced", [True, False])
def test_a_new_passkey_is_read(ceremony: Ceremony, synced: bool) -> None:  # noqa: FBT001
    ceremony.device.synced = synced
    new = SITE.registered(ceremony.made(), challenge=ASKED)
    assert new is not None
    assert new.credential_id == encoded(ceremony.device.held[0].credential_id)
    assert (new.sign_count, new.backed_up) == (0, synced)
    assert set(cbor2.loads(decoded(new.public_key))) == {1, 3, -1, -2, -3}


def test_a_device_makes_no_second_passkey_for_one_account(ceremony: Ceremony) -> None:
    new = ceremony.registered()
    with pytest.raises(AlreadyKnown):
        ceremony.device.create(ceremony.options(new.credential_id), SITE.origin)


@pytest.mark.parametrize(
    "device",
    [
        SoftKey(verifies=False),
        SoftKey(present=False),
        SoftKey(claims_rp="example"),
        SoftKey(framed=True),
    ],
    ids=["unverified", "nobody present", "another site", "framed"],
)
def test_a_passkey_is_not_taken_from_a_device_that_misbehaves(device: SoftKey) -> None:
    assert SITE.registered(Ceremony(device).made(), challenge=ASKED) is None


@pytest.mark.parametrize(
    "origin",
    [
        "http://needling.example",
        "https://needling.example:8443",
        "https://needling.example.",
        "https://needling.example.evil.example",
        "https://evil.needling.example",
        "https://NEEDLING.example",
        "null",
        "",
    ],
)
def test_look_alike_origins_are_not_the_site(origin: str) -> None:
    ceremony = Ceremony(origin=origin)
    assert SITE.registered(ceremony.made(), challenge=ASKED) is None
    ceremony = Ceremony()
    new = ceremony.registered()
    ceremony.origin = origin
    assert proven(ceremony.used(), new) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: altered(answer, "id", to=lambda _: encoded(b"another")),
        lambda answer: altered(answer, "type", to=lambda _: "password"),
        lambda answer: altered(
            answer, "response", "clientDataJSON", to=client_data(type="webauthn.get")
        ),
        lambda answer: altered(
            answer, "response", "clientDataJSON", to=client_data(challenge=encoded(ANOTHER))
        ),
        lambda answer: altered(
            answer, "response", "attestationObject", to=attestation(fmt="fido-u2f")
        ),
        lambda answer: altered(
            answer, "response", "attestationObject", to=attestation(attStmt={"sig": b"x"})
        ),
        lambda answer: altered(
            answer,
            "response",
            "attestationObject",
            to=attestation(fmt="packed", attStmt={"alg": -7, "sig": b"x", "x5c": [b"x"]}),
        ),
        lambda answer: answer + " " * (LONGEST_ANSWER + 1 - len(answer)),
    ],
    ids=["another id", "no key", "used", "challenge", "format", "statement", "certificate", "long"],
)
def test_an_altered_passkey_is_not_taken(ceremony: Ceremony, change: Callable[[str], str]) -> None:
    answer = ceremony.made()
    assert SITE.registered(answer, challenge=ASKED)
    assert SITE.registered(change(answer), challenge=ASKED) is None


def packed(ceremony: Ceremony, *, certified: bool) -> str:
    """Let the new key, or a certificate of it, vouch for it."""
    answer = ceremony.made()
    key, response = ceremony.device.held[-1].key, json.loads(answer)["response"]
    shown = cbor2.loads(decoded(response["attestationObject"]))["authData"]
    signed = shown + sha256(decoded(response["clientDataJSON"])).digest()
    stated: dict[str, object] = {"alg": -7, "sig": key.sign(signed, ECDSA(SHA256()))}
    if certified:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Maker")])
        builder = x509.CertificateBuilder(name, name, key.public_key(), 1, START, START)
        stated["x5c"] = [builder.sign(key, SHA256()).public_bytes(Encoding.DER)]
    change = attestation(fmt="packed", attStmt=stated)
    return altered(answer, "response", "attestationObject", to=change)


def test_a_key_may_vouch_for_itself_but_no_certificate_is_opened(ceremony: Ceremony) -> None:
    assert SITE.registered(packed(ceremony, certified=False), challenge=ASKED) is not None
    assert SITE.registered(packed(ceremony, certified=True), challenge=ASKED) is None


def test_an_answer_may_be_as_long_as_the_longest(ceremony: Ceremony) -> None:
    answer = ceremony.made()
    longest = answer + " " * (LONGEST_ANSWER - len(answer))
    assert SITE.registered(longest, challenge=ASKED) is not None
    assert read_answer(longest) is not None


def test_both_names_of_a_passkey_must_be_the_one_that_the_device_gave_it(
    ceremony: Ceremony,
) -> None:
    answer = altered(ceremony.made(), "id", to=lambda _: encoded(b"x"))
    assert (
        SITE.registered(altered(answer, "rawId", to=lambda _: encoded(b"x")), challenge=ASKED)
        is None
    )


@pytest.mark.parametrize(("length", "taken"), [(LONGEST_ID, True), (LONGEST_ID + 1, False)])
def test_the_name_of_a_passkey_has_a_longest_length(
    ceremony: Ceremony,
    length: int,
    taken: bool,  # noqa: FBT001
) -> None:
    def renamed(text: str) -> str:
        stated = cbor2.loads(decoded(text))
        head, key = stated["authData"][:53], stated["authData"][55 + 32 :]
        stated["authData"] = head + length.to_bytes(2) + b"n" * length + key
        return encoded(cbor2.dumps(stated))

    answer = altered(ceremony.made(), "response", "attestationObject", to=renamed)
    for name in ("id", "rawId"):
        answer = altered(answer, name, to=lambda _: encoded(b"n" * length))
    assert (SITE.registered(answer, challenge=ASKED) is not None) is taken


def test_a_key_that_is_no_point_of_its_curve_is_not_taken(ceremony: Ceremony) -> None:
    def bent(text: str) -> str:
        stated = cbor2.loads(decoded(text))
        stated["authData"] = stated["authData"][:-32] + b"\1" * 32
        return encoded(cbor2.dumps(stated))

    answer = altered(ceremony.made(), "response", "attestationObject", to=bent)
    assert SITE.registered(answer, challenge=ASKED) is None


# --- Using it ---


def test_a_passkey_proves_who_uses_it(ceremony: Ceremony) -> None:
    new = ceremony.registered()
    assert proven(ceremony.used(), new) == 1
    assert proven(ceremony.used(new.credential_id), new, sign_count=1) == 2


def test_a_passkey_proves_nothing_for_another_challenge(ceremony: Ceremony) -> None:
    new = ceremony.registered()
    assert proven(ceremony.used(), new, challenge=ANOTHER) is None


def test_a_passkey_proves_nothing_with_another_ones_key(ceremony: Ceremony) -> None:
    new, other = ceremony.registered(), Ceremony().registered()
    assert proven(ceremony.used(), other) is None
    with pytest.raises(NoSuchPasskey):
        ceremony.used(other.credential_id)
    assert proven(ceremony.used(), new) is not None


@pytest.mark.parametrize("switch", ["verifies", "present"])
def test_a_passkey_proves_nothing_unless_somebody_was_verified(
    ceremony: Ceremony, switch: str
) -> None:
    new = ceremony.registered()
    setattr(ceremony.device, switch, False)
    assert proven(ceremony.used(), new) is None


def test_a_passkey_of_another_site_or_in_its_frame_proves_nothing(ceremony: Ceremony) -> None:
    new = ceremony.registered()
    ceremony.device.claims_rp = "needling"
    assert proven(ceremony.used(), new) is None
    ceremony.device.claims_rp, ceremony.device.framed = None, True
    assert proven(ceremony.used(), new) is None


@pytest.mark.parametrize(
    ("shown", "kept", "believed"),
    [(0, 0, True), (1, 0, True), (6, 5, True), (5, 5, False), (4, 5, False), (0, 5, False)],
)
def test_a_counter_that_does_not_go_up_means_a_copied_passkey(
    ceremony: Ceremony,
    shown: int,
    kept: int,
    believed: bool,  # noqa: FBT001
) -> None:
    new = ceremony.registered()
    ceremony.device.counts = False
    ceremony.device.held[0].count = shown
    assert proven(ceremony.used(), new, sign_count=kept) == (shown if believed else None)


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
def test_one_changed_bit_proves_nothing(ceremony: Ceremony, part: str) -> None:
    new, answer = ceremony.registered(), ceremony.used()
    length = len(decoded(json.loads(answer)["response"][part]))
    for at in range(length):

        def bent(text: str, at: int = at) -> str:
            content = bytearray(decoded(text))
            content[at] ^= 1
            return encoded(bytes(content))

        assert proven(altered(answer, "response", part, to=bent), new) is None


def test_what_made_a_passkey_does_not_prove_it(ceremony: Ceremony) -> None:
    new = ceremony.registered()
    assert proven(ceremony.made(), new) is None
    assert SITE.registered(ceremony.used(), challenge=ASKED) is None
