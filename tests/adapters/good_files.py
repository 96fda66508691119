"""Files that are fine: made by code, the same every time but for what libraries stamp on them."""

import io
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw

pillow_heif.register_heif_opener()


def picture(*, size: tuple[int, int] = (240, 320), mode: str = "RGB", seed: int = 0) -> Image.Image:
    """Draw a paper with a few lines on it."""
    drawn = Image.new("RGB", size, (250, 250, 245))
    pen = ImageDraw.Draw(drawn)
    for line in range(0, size[1], 16):
        pen.line((8, line, (seed * 37 + line) % size[0], line), fill=(20, 20, 60), width=2)
    return drawn.convert(mode)


def saved(drawn: Image.Image, format: str, **more: Any) -> bytes:  # noqa: A002, ANN401  (Pillow's own)
    out = io.BytesIO()
    drawn.save(out, format, **more)
    return out.getvalue()


def jpeg(seed: int = 0, **more: Any) -> bytes:  # noqa: ANN401
    return saved(picture(seed=seed), "JPEG", **more)


def png(seed: int = 0, *, mode: str = "RGB", **more: Any) -> bytes:  # noqa: ANN401
    return saved(picture(seed=seed, mode=mode), "PNG", **more)


def heic(seed: int = 0, **more: Any) -> bytes:  # noqa: ANN401
    return saved(picture(seed=seed), "HEIF", quality=70, **more)


def with_place() -> Image.Exif:
    """Say where, when and with what a photograph was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera Works"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (39.0, 44.0, 21.0)
    return exif


def pdf(pages: int = 1, *, seed: int = 0) -> pikepdf.Pdf:
    """Begin a document of pages with a line of text each."""
    made = pikepdf.new()
    for number in range(pages):
        page = made.add_blank_page(page_size=(612, 792))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        words = f"BT /F1 24 Tf 72 700 Td (Certificate {seed}, page {number + 1}) Tj ET"
        page.Contents = made.make_stream(words.encode())
    return made


def written(made: pikepdf.Pdf, **more: Any) -> bytes:  # noqa: ANN401
    out = io.BytesIO()
    made.save(out, static_id="encryption" not in more, **more)
    return out.getvalue()


def good_pdf(pages: int = 1, *, seed: int = 0) -> bytes:
    return written(pdf(pages, seed=seed))
