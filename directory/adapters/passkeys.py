"""Passkeys: what a browser is asked for, and what the answer of an authenticator proves.

By WebAuthn Level 3. Nothing that a browser sends raises: what is not right is None.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    decode_credential_public_key,
    decoded_public_key_to_cryptography,
    parse_cbor,
    parse_client_data_json,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from directory.adapters.authenticator_bytes import hold_authenticator_data_plain, hold_plain

LONGEST_ANSWER: Final = 64 * 1024
"""In characters; a real answer has less than four thousand."""
LONGEST_ID: Final = 1023
"""In bytes: WebAuthn Level 3, section 7.1, of the identifier of a credential."""
TIME_TO_ANSWER_MS: Final = 300_000
"""What WebAuthn Level 3, section 15.1, recommends at least; shorter than a challenge lives."""
_ALGORITHMS: Final = [
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
_HANDLE_BYTES: Final = 8
_ACCOUNT_BITS: Final = 60
_PYTHONS: Final = (ValueError, TypeError, LookupError, RecursionError)
_FAULTS: Final = (WebAuthnException, InvalidSignature, UnsupportedAlgorithm, *_PYTHONS)


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey that was just made; identifier and key in base64url without padding."""

    credential_id: str
    public_key: str
    sign_count: int
    backed_up: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer says of itself; nothing of it is proven.

    `account_id`: whose the passkey says it is, where it says so.
    """

    credential_id: str
    challenge: bytes
    account_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingParty:
    """The site as authenticators know it: a passkey works for its host name alone."""

    rp_id: str
    origin: str
    name: str

    @classmethod
    def at(cls, base_url: str, *, name: str) -> Self:
        """Be the site at an address; a browser makes no passkeys for an IP address."""
        parts = urlsplit(base_url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        usual = {"http": 80, "https": 443}.get(parts.scheme)
        port = "" if parts.port in {None, usual} else f":{parts.port}"
        return cls(rp_id=host, origin=f"{parts.scheme}://{host}{port}", name=name)

    def registration(
        self, *, challenge: bytes, account_id: int, email: str, name: str, known: Sequence[str]
    ) -> str:
        """Write what a browser needs to make a passkey, as JSON; `known`: those it is not to renew.

        The authenticator shows `email` and `name`; in its memory stands the number of the account.
        """
        options = generate_registration_options(
            rp_id=self.rp_id,
            rp_name=self.name,
            user_id=account_id.to_bytes(_HANDLE_BYTES),
            user_name=email,
            user_display_name=name,
            challenge=challenge,
            timeout=TIME_TO_ANSWER_MS,
            attestation=AttestationConveyancePreference.NONE,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=_described(known),
            supported_pub_key_algs=_ALGORITHMS,
        )
        return options_to_json(options)

    def registered(self, answer: str, *, challenge: bytes) -> NewPasskey | None:
        """Read the answer to `registration`; None where it is not right in every way."""
        try:
            return self._registered(_same_origin(answer), challenge=challenge)
        except _FAULTS:
            return None

    def _registered(self, answer: dict[str, Any], *, challenge: bytes) -> NewPasskey | None:
        _hold_unattested(_bytes(answer["response"]["attestationObject"]))
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=self.rp_id,
            expected_origin=self.origin,
            require_user_verification=True,
            supported_pub_key_algs=_ALGORITHMS,
        )
        key = made.credential_public_key
        # A key that cannot be read now could never be signed in with.
        decoded_public_key_to_cryptography(decode_credential_public_key(key))
        names_another = bytes_to_base64url(made.credential_id) != answer["id"]
        if names_another or len(made.credential_id) > LONGEST_ID:
            return None
        return NewPasskey(
            credential_id=bytes_to_base64url(made.credential_id),
            public_key=bytes_to_base64url(key),
            sign_count=made.sign_count,
            backed_up=made.credential_backed_up,
        )

    def request(self, *, challenge: bytes, allowed: Sequence[str] = ()) -> str:
        """Write what a browser needs to use a passkey, as JSON; nothing `allowed`: any of ours."""
        options = generate_authentication_options(
            rp_id=self.rp_id,
            challenge=challenge,
            timeout=TIME_TO_ANSWER_MS,
            allow_credentials=_described(allowed),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options_to_json(options)

    def proven(
        self, answer: str, *, challenge: bytes, public_key: str, sign_count: int
    ) -> int | None:
        """Give the new count of a passkey whose answer to `request` is right; None where not.

        A count that does not go up (unless there is none: 0) means that the passkey was copied.
        """
        try:
            given = _same_origin(answer)
            hold_authenticator_data_plain(_bytes(given["response"]["authenticatorData"]))
            return verify_authentication_response(
                credential=given,
                expected_challenge=challenge,
                expected_rp_id=self.rp_id,
                expected_origin=self.origin,
                credential_public_key=_bytes(public_key),
                credential_current_sign_count=sign_count,
                require_user_verification=True,
            ).new_sign_count
        except _FAULTS:
            return None


def read_answer(answer: str) -> Answered | None:
    """Read which passkey answers which challenge, made or used; None where that cannot be read."""
    try:
        given = _object(answer)
        response = given["response"]
        credential_id = bytes_to_base64url(_bytes(given["rawId"]))
        client = parse_client_data_json(_bytes(response["clientDataJSON"]))
        account_id = _account_of(response.get("userHandle"))
    except _FAULTS:
        return None
    if given.get("id") != credential_id:
        return None
    return Answered(credential_id, client.challenge, account_id)


def _account_of(handle: object) -> int | None:
    # An authenticator may leave the handle out where it was told which passkeys are allowed.
    if handle is None or handle == "":
        return None
    content = _bytes(handle)
    account_id = int.from_bytes(content)
    if len(content) != _HANDLE_BYTES or account_id >> _ACCOUNT_BITS:
        raise ValueError(account_id)
    return account_id


def _described(ids: Sequence[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in ids]


def _object(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError(len(answer))
    given = json.loads(answer)
    if not isinstance(given, dict):
        raise TypeError(type(given))
    return given


def _same_origin(answer: str) -> dict[str, Any]:
    # The library compares the origin, but not whether the page stood in a frame of another's.
    given = _object(answer)
    if parse_client_data_json(_bytes(given["response"]["clientDataJSON"])).cross_origin:
        raise ValueError
    return given


def _hold_unattested(attestation: bytes) -> None:
    # We ask no maker to vouch for its device, so its certificates are never opened: there is
    # nothing, or the new key signs for itself.
    hold_plain(attestation)
    stated = parse_cbor(attestation)
    hold_authenticator_data_plain(stated["authData"])
    if stated["fmt"] not in {"none", "packed"} or "x5c" in stated["attStmt"]:
        raise ValueError


def _bytes(text: object) -> bytes:
    # The library would decode whatever an object looks like when printed.
    if not isinstance(text, str):
        raise TypeError(type(text))
    return base64url_to_bytes(text)
