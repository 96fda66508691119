"""A pen and a seal of the standard library, for a log that lives in a test."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Stamp:
    """Signs by hashing, and believes what it signed itself."""

    key_id: str = "stamp"

    def sign(self, note: bytes) -> bytes:
        """Sign a note."""
        return sha256(self.key_id.encode() + note).digest()

    def knows(self, key_id: str) -> bool:
        """Whether this is its own name."""
        return key_id == self.key_id

    def is_genuine(self, note: bytes, signature: bytes, *, key_id: str) -> bool:
        """Whether it signed the note."""
        return self.knows(key_id) and signature == self.sign(note)
