"""The child process that takes one file apart; whatever the file does to it, it does to nobody.

It reads the file from its input and writes pictures to its output. By then it can open no file,
start no process, and has little memory and time. It knows no setting and no secret.
"""

import io
import json
import resource
import sys
import zipfile
from typing import BinaryIO, Final

import pikepdf
import pypdfium2.raw  # type: ignore[import-untyped]
from PIL import Image

from directory.adapters import evidence_pictures
from directory.adapters.evidence_pdf import Refused, draw_pdf
from directory.domain.entry.evidence import MOST_BYTES, FileKind, Trouble, kind_of

MEMORY: Final = 768 * 1024 * 1024
SECONDS: Final = 8
"""Of a processor; the parent allows a little more by the clock on the wall."""
_HEAD: Final = 1_024
_OTHER_KINDS: Final = (b"%pdf-", b"<!doctype", b"<html", b"<script", b"<svg", b"<?php", b"#!/")
"""What a reader of another kind looks for near a file's beginning."""
_OPEN_FILES: Final = 3
_POINTS: Final = 72
_DOTS: Final = 150


def main() -> None:
    """Take the file on the input apart."""
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    prepare()
    confine()
    send(sys.stdout.buffer, take_apart(content))


def prepare() -> None:
    """Load what reads files."""
    evidence_pictures.prepare()
    pypdfium2.raw.FPDF_GetLastError()
    # Whoever reads a locked document asks for random numbers once, and so for a device.
    with pikepdf.new() as locked:
        locked.save(io.BytesIO(), encryption=pikepdf.Encryption(owner="", user="", R=6))


def confine() -> None:
    """Give up everything that is not needed to compute; none of it comes back."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_NPROC: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


def take_apart(content: bytes) -> Trouble | tuple[bytes, ...]:
    """Give the clean copy of a PDF (empty for pictures) and its pages; or what is wrong."""
    try:
        return _parts(content)
    except Refused as refusal:
        return refusal.trouble
    except Image.DecompressionBombError:
        return Trouble.MANY_PIXELS
    except Exception:  # noqa: BLE001  (the libraries name hundreds, and all of them mean this)
        return Trouble.DAMAGED


def _parts(content: bytes) -> tuple[bytes, ...]:
    kind = kind_of(content)
    if kind is None:
        raise Refused(Trouble.DAMAGED)
    if is_of_two_kinds(content, kind):
        raise Refused(Trouble.TWO_KINDS)
    if kind is not FileKind.PDF:
        return b"", evidence_pictures.written(evidence_pictures.draw_picture(content, kind))
    pages = tuple(map(evidence_pictures.written, draw_pdf(content)))
    return bound(pages), *pages


def is_of_two_kinds(content: bytes, kind: FileKind) -> bool:
    """Say whether another kind of reader would take the file for its own."""
    head = content[:_HEAD].lower()
    if any(mark in head[1:] for mark in _OTHER_KINDS if kind is not FileKind.PDF):
        return True
    if any(mark in head for mark in _OTHER_KINDS[1:]):
        return True
    return zipfile.is_zipfile(io.BytesIO(content))


def bound(pages: tuple[bytes, ...]) -> bytes:
    """Bind pictures into a new PDF that has nothing in it but them."""
    with pikepdf.new() as pdf:
        for picture in pages:
            _add_page(pdf, picture)
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def _add_page(pdf: pikepdf.Pdf, picture: bytes) -> None:
    with Image.open(io.BytesIO(picture)) as opened:
        width, height = opened.size
    drawn = pdf.make_stream(
        picture,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    across, down = (side * _POINTS / _DOTS for side in (width, height))
    page = pdf.add_blank_page(page_size=(max(across, 3), max(down, 3)))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=drawn))
    page.Contents = pdf.make_stream(f"{across:.2f} 0 0 {down:.2f} 0 0 cm /Page Do".encode())


def send(out: BinaryIO, found: Trouble | tuple[bytes, ...]) -> None:
    """Write a line that says what follows, and what follows."""
    parts = () if isinstance(found, Trouble) else found
    lengths = [len(part) for part in parts]
    head = {"trouble": found.value} if isinstance(found, Trouble) else {"lengths": lengths}
    out.writelines((json.dumps(head).encode(), b"\n", *parts))
    out.flush()


if __name__ == "__main__":
    main()
