"""Texts that only this site can read or vouch for: closed with, or tagged by, its secret key."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32


class Seal:
    """Closes, opens and tags texts; each purpose has keys of its own, derived from one secret.

    What was closed or tagged for one purpose is nothing to another.
    """

    def __init__(self, secret_key: str) -> None:
        self._secret = secret_key.encode()

    def close(self, text: str, purpose: str) -> str:
        """Encrypt a text, differently each time."""
        return self._fernet(purpose).encrypt(text.encode()).decode()

    def open(self, sealed: str, purpose: str) -> str | None:
        """Give the text back; None for anything that was not closed here for this purpose.

        One closed text has one spelling: base64 that means the same bytes is not it, so that
        what is remembered as used cannot be used again, written differently.
        """
        try:
            if urlsafe_b64encode(urlsafe_b64decode(sealed)).decode() != sealed:
                return None
            return self._fernet(purpose).decrypt(sealed).decode()
        except (InvalidToken, NotBase64, ValueError):
            return None

    def tag(self, text: str, purpose: str) -> str:
        """Vouch for a text: HMAC-SHA256 in hex, the same each time."""
        key = self._key("tag", purpose)
        return hmac.new(key, text.encode(errors="surrogatepass"), "sha256").hexdigest()

    def is_tag(self, tag: str, *, text: str, purpose: str) -> bool:
        """Whether this is the text's tag, in a time that does not tell how much of it is right."""
        wanted = self.tag(text, purpose)
        return hmac.compare_digest(tag.encode(errors="surrogatepass"), wanted.encode())

    def _fernet(self, purpose: str) -> Fernet:
        return Fernet(urlsafe_b64encode(self._key("close", purpose)))

    def _key(self, use: str, purpose: str) -> bytes:
        # HKDF (RFC 5869) without salt: the secret is random already.
        info = f"directory {use} {purpose}".encode()
        return HKDF(SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self._secret)
