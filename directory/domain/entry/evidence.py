"""Files handed in as evidence: of a kind we read, small enough, whole, and open."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from directory.domain.entry.faults import Fault, FaultCode, error

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PAGES: Final = 20
"""Pages of one file that a reviewer is asked to look through."""
MOST_PIXELS: Final = 50_000_000
"""A little more than the largest photograph of the telephones that people carry."""
FIRST_BYTES: Final = 64
"""How much of a file's beginning `kind_of` needs."""
_LONGEST_FILE_NAME: Final = 255
_BRANDS_AT: Final = 16
_BRAND: Final = 4
_HEIC: Final = frozenset({b"heic", b"heix", b"heim", b"heis"})
_CONTAINERS: Final = frozenset({b"mif1", b"msf1"})
"""ISO 23008-12 brands that hold other codings too: one of `_HEIC` stands behind them."""


class FileKind(StrEnum):
    """Kinds of file that can be evidence; values are media types."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"


_BY_ENDING: Final = {
    ".pdf": FileKind.PDF,
    ".jpg": FileKind.JPEG,
    ".jpeg": FileKind.JPEG,
    ".jpe": FileKind.JPEG,
    ".png": FileKind.PNG,
    ".heic": FileKind.HEIC,
    ".heif": FileKind.HEIC,
}
_BY_MEDIA_TYPE: Final = {
    **{kind.value: kind for kind in FileKind},
    "image/jpg": FileKind.JPEG,
    "image/pjpeg": FileKind.JPEG,
    "image/heif": FileKind.HEIC,
}


class Trouble(StrEnum):
    """What is found in a file as it is taken apart."""

    ENCRYPTED = "encrypted"
    ACTIVE = "active"
    TWO_KINDS = "two_kinds"
    MANY_PAGES = "many_pages"
    MANY_PIXELS = "many_pixels"
    DAMAGED = "damaged"


_FOUND: Final = {
    Trouble.ENCRYPTED: FaultCode.EVIDENCE_ENCRYPTED,
    Trouble.ACTIVE: FaultCode.EVIDENCE_ACTIVE,
    Trouble.TWO_KINDS: FaultCode.EVIDENCE_OTHER_THAN_NAMED,
    Trouble.MANY_PAGES: FaultCode.EVIDENCE_MANY_PAGES,
    Trouble.MANY_PIXELS: FaultCode.EVIDENCE_MANY_PIXELS,
    Trouble.DAMAGED: FaultCode.EVIDENCE_DAMAGED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is known of a file that was received; what takes it apart fills in the trouble."""

    name: str
    media_type: str = ""
    size: int
    first_bytes: bytes
    received_whole: bool = True
    trouble: Trouble | None = None


def kind_of(first_bytes: bytes) -> FileKind | None:
    """Say what a file is by how it begins; its name proves nothing."""
    if first_bytes.startswith(b"%PDF-"):
        return FileKind.PDF
    if first_bytes.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if first_bytes.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    return FileKind.HEIC if _is_heic(first_bytes[:FIRST_BYTES]) else None


def check_file(file: FileFacts, *, field: str = "file") -> tuple[Fault, ...]:
    """Refuse a file that cannot be evidence, for the first reason that a person can act on."""
    code = _refusal(file)
    if code is None:
        return ()
    if code is FaultCode.EVIDENCE_MANY_PAGES:
        return (error(code, field, most=MOST_PAGES),)
    return (error(code, field),)


def _refusal(file: FileFacts) -> FaultCode | None:
    kind = kind_of(file.first_bytes)
    because = (
        (FaultCode.EVIDENCE_NOT_RECEIVED, not file.received_whole),
        (FaultCode.EVIDENCE_EMPTY, file.size <= 0),
        (FaultCode.EVIDENCE_TOO_BIG, file.size > MOST_BYTES),
        (FaultCode.EVIDENCE_KIND, kind is None),
        (FaultCode.EVIDENCE_OTHER_THAN_NAMED, _said(file) - {kind} != set()),
    )
    found = None if file.trouble is None else _FOUND[file.trouble]
    return next((code for code, holds in because if holds), found)


def _said(file: FileFacts) -> set[FileKind | None]:
    """Give the kinds that the file's name and the sender say it is."""
    ending = PurePosixPath(file.name[-_LONGEST_FILE_NAME:].strip()).suffix.lower()
    media_type = file.media_type[:_LONGEST_FILE_NAME].partition(";")[0].strip().lower()
    return {_BY_ENDING.get(ending), _BY_MEDIA_TYPE.get(media_type)} - {None}


def _is_heic(first: bytes) -> bool:
    if first[4:8] != b"ftyp":
        return False
    brand = first[8:12]
    length = int.from_bytes(first[:4], "big")
    others = {first[at : at + _BRAND] for at in range(_BRANDS_AT, min(length, len(first)), _BRAND)}
    return brand in _HEIC or (brand in _CONTAINERS and bool(others & _HEIC))
