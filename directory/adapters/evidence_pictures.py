"""Photographs taken apart: turned upright, without a word of where and by whom they were taken."""

import io
from typing import Final

import pillow_heif
from PIL import Image, ImageFile, ImageOps, MpoImagePlugin

from directory.adapters.evidence_pdf import Refused
from directory.domain.entry.evidence import MOST_PIXELS, FileKind, Trouble

# What is not whole is not evidence; and nothing is loaded later than here, where files are open.
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_READERS: Final = {
    FileKind.JPEG: ["JPEG", MpoImagePlugin.MpoImageFile.format],
    FileKind.PNG: ["PNG"],
    FileKind.HEIC: ["HEIF"],
}
_LONGEST_SIDE: Final = 3_000
"""Pixels: the small print of a letter page can be read, at 270 dots per inch."""
_QUALITY: Final = 88
_WHITE: Final = (255, 255, 255)


def prepare() -> None:
    """Load what reads each kind, before no file can be opened any more."""
    Image.init()
    pillow_heif.register_heif_opener(thumbnails=False)


def draw_picture(content: bytes, kind: FileKind) -> Image.Image:
    """Give the picture; raises `Refused`, and anything at all for a damaged file."""
    with Image.open(io.BytesIO(content), formats=_READERS[kind]) as opened:
        # Nothing is decoded yet: so many pixels are only promised.
        if opened.width * opened.height > MOST_PIXELS:
            raise Refused(Trouble.MANY_PIXELS)
        opened.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        small = _small(opened)
        return _on_white(ImageOps.exif_transpose(small))


def written(picture: Image.Image) -> bytes:
    """Write the pixels of a picture, and nothing else, as JPEG."""
    # A copy of the pixels alone: comments, profiles and EXIF hang on the one that was read.
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _small(picture: Image.Image) -> Image.Image:
    """Make a picture no larger than anybody reads, before anything is copied."""
    if picture.mode == "1":
        picture = picture.convert("L")
    elif picture.mode in {"P", "PA"}:
        # Colours of a palette cannot be mixed.
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if "transparency" in picture.info or "A" in picture.getbands():
        clear = picture.convert("RGBA")
        paper = Image.new("RGB", clear.size, _WHITE)
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    if picture.mode.startswith("I;16"):
        # Sixteen bits of grey: Pillow cuts them off where it is not told to scale them.
        picture = picture.point(lambda value: value / 256).convert("L")
    return picture.convert("RGB")
