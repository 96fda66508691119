"""Templates compiled once a worker: each test has its own app, and all read the same files."""

from types import CodeType
from typing import Final

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_CODES: Final[dict[tuple[str, str], CodeType]] = {}


class Compiled(BytecodeCache):
    """Keeps what Jinja made of a template, by its name and its text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = _CODES.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        _CODES[bucket.key, bucket.checksum] = bucket.code
