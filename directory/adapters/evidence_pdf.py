"""PDF files taken apart: what acts is refused wherever it hides, the rest is drawn as pixels."""

import io
import math
from collections.abc import Iterator
from typing import Final

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from PIL.Image import Image

from directory.domain.entry.evidence import MOST_PAGES, Trouble

ACTIVE_KEYS: Final = frozenset({
    "/AA", "/EF", "/EmbeddedFiles", "/ImportData", "/JS", "/JavaScript", "/Launch", "/RichMedia",
    "/RichMediaContent", "/RichMediaSettings", "/SubmitForm", "/URLS", "/XFA", "/Collection",
})  # fmt: skip
"""Keys that make a document do something, or carry something that pages do not show."""
ACTIVE_TYPES: Final = frozenset({
    "/3D", "/EmbeddedFile", "/FileAttachment", "/GoTo3DView", "/GoToE", "/GoToR", "/ImportData",
    "/JavaScript", "/Launch", "/Movie", "/PRC", "/Rendition", "/RichMedia", "/RichMediaExecute",
    "/ResetForm", "/Screen", "/Sound", "/SubmitForm", "/Trans", "/U3D",
})  # fmt: skip
"""Types of actions, annotations and streams that do, as /S, /Subtype or /Type."""
_TYPES: Final = ("/S", "/Subtype", "/Type")
_DOTS_PER_POINT: Final = 150 / 72
_LONGEST_SIDE: Final = 2_000
"""Pixels; a letter page at 150 dots per inch has 1,650."""
_MOST_POINTS: Final = 1_000_000
_MOST_OBJECTS: Final = 200_000
"""Indirect objects and what is in them; papers have some hundreds."""


class Refused(Exception):
    """A file is not taken, for a reason that its owner is told."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def draw_pdf(content: bytes) -> Iterator[Image]:
    """Give the pages as pictures; raises `Refused`, and anything at all for a damaged file."""
    inspect(content)
    document = pypdfium2.PdfDocument(content)
    if not 0 < len(document) <= MOST_PAGES:
        raise Refused(Trouble.MANY_PAGES if len(document) else Trouble.DAMAGED)
    for number in range(len(document)):
        page = document[number]
        scale = _scale(*page.get_size())
        # Forms are drawn as they stand; no form environment is there to run anything.
        bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=True)
        yield bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()


def inspect(content: bytes) -> None:
    """Read every object of a document, used or not; raises `Refused` for what acts."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise Refused(Trouble.ENCRYPTED)
            if not pdf.pages:
                raise Refused(Trouble.DAMAGED)
            if any(_acts(found) for found in _dictionaries(pdf)):
                raise Refused(Trouble.ACTIVE)
            if len(pdf.pages) > MOST_PAGES:
                raise Refused(Trouble.MANY_PAGES)
    except pikepdf.PasswordError:
        raise Refused(Trouble.ENCRYPTED) from None


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Walk all indirect objects, which no reference is followed between, and the trailer."""
    waiting: list[pikepdf.Object] = [pdf.trailer, *pdf.objects]
    seen = 0
    while waiting:
        one = waiting.pop()
        seen += 1
        if seen > _MOST_OBJECTS:
            raise Refused(Trouble.DAMAGED)
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            yield one
            # One that is indirect is on the list by itself: so no ring is walked forever.
            waiting += (one[key] for key in one.keys() if _is_inside(one[key]))  # noqa: SIM118
        elif isinstance(one, pikepdf.Array):
            waiting += (each for each in one if _is_inside(each))


def _is_inside(found: object) -> bool:
    nests = isinstance(found, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array))
    return nests and not found.is_indirect  # type: ignore[attr-defined]


def _acts(found: pikepdf.Object) -> bool:
    if ACTIVE_KEYS & set(found.keys()):
        return True
    types = {str(found[key]) for key in _TYPES if isinstance(found.get(key), pikepdf.Name)}
    # A page may be faded in, and that is no action: only an action has /Trans as its /S.
    if types & ACTIVE_TYPES - {"/Trans"} or _name(found, "/S") == "/Trans":
        return True
    opens = found.get("/OpenAction")
    return opens is not None and not _only_goes_to_a_page(opens)


def _only_goes_to_a_page(opens: object) -> bool:
    """Tell the place at which a document opens from an action; many programs write one."""
    if isinstance(opens, pikepdf.Array):
        return True
    return (
        isinstance(opens, pikepdf.Dictionary)
        and _name(opens, "/S") == "/GoTo"
        and "/Next" not in opens
    )


def _name(found: pikepdf.Object, key: str) -> str | None:
    value = found.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else None


def _scale(width: float, height: float) -> float:
    longest = max(width, height)
    if not (math.isfinite(longest) and min(width, height) > 0 and longest <= _MOST_POINTS):
        raise Refused(Trouble.DAMAGED)
    return min(_DOTS_PER_POINT, _LONGEST_SIDE / longest)
