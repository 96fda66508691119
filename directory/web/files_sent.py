"""Files of evidence as answers: pictures of pages, and copies that are saved and never opened."""

from io import BytesIO
from typing import Final

from flask import Response, send_file

_HEADERS: Final = {
    # Were it ever opened as a page, it would be one that can do nothing, of no site.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}
_PICTURE: Final = "image/jpeg"
_LONGEST_PAGE: Final = 3


def picture_sent(content: bytes) -> Response:
    """Send the picture of a page."""
    return _sent(content, _PICTURE, name=None)


def copy_sent(content: bytes, media_type: str, *, name: str) -> Response:
    """Send the clean copy of a file, to be saved under a name."""
    return _sent(content, media_type, name=name)


def page_in(text: str) -> int:
    """Read the number of a page; nonsense is a page that no file has."""
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_PAGE
    return int(text) if plain else 0


def _sent(content: bytes, media_type: str, *, name: str | None) -> Response:
    response = send_file(
        BytesIO(content),
        mimetype=media_type,
        as_attachment=name is not None,
        download_name=name or "page.jpg",
        max_age=None,
    )
    response.headers.update(_HEADERS)
    return response
