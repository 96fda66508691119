"""Papers of invented people, drawn so that nobody takes one for a real paper."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

_SIZE: Final = (1_100, 780)
_PAPER, _INK, _SOFT, _EDGE = "#f8f6ef", "#1e2a28", "#46534f", "#6b7873"
_MARGIN: Final = 60
_STEP: Final = 66
_FOOT: Final = "SPECIMEN - drawn for an invented person of a demonstration"


def specimen(heading: str, lines: Sequence[str]) -> bytes:
    """Draw a paper with a heading and some lines; gives a JPEG."""
    picture = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    width, height = _SIZE
    draw.rectangle((20, 20, width - 20, height - 20), outline=_EDGE, width=4)
    draw.text((_MARGIN, 70), heading, fill=_INK, font=ImageFont.load_default(52))
    for place, line in enumerate(lines):
        where = (_MARGIN, 190 + place * _STEP)
        draw.text(where, line, fill=_INK, font=ImageFont.load_default(32))
    foot = (_MARGIN, height - 90)
    draw.text(foot, _FOOT, fill=_SOFT, font=ImageFont.load_default(26))
    written = BytesIO()
    picture.save(written, "JPEG", quality=80)
    return written.getvalue()
