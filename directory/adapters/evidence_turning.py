"""Pictures of pages, turned by quarters for whoever reads them: papers are scanned lying down."""

import io
from typing import Final

from PIL import Image

from directory.domain.entry.evidence import MOST_PIXELS

_QUALITY: Final = 88
_CLOCKWISE: Final = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


class NoPicture(Exception):
    """What is kept is no picture that can be read."""


def turned(picture: bytes, quarters: int) -> bytes:
    """Turn a picture clockwise by quarters; raises `NoPicture` where it is damaged."""
    turn = _CLOCKWISE.get(quarters % 4)
    if turn is None:
        return picture
    try:
        with Image.open(io.BytesIO(picture), formats=["JPEG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NoPicture
            out = io.BytesIO()
            opened.transpose(turn).save(out, "JPEG", quality=_QUALITY)
    except (OSError, SyntaxError) as damaged:
        raise NoPicture from damaged
    return out.getvalue()
