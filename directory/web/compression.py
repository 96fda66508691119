"""Answers packed with gzip, where nothing secret is in them and the reader's program takes it.

Packing a page that holds both a secret and words that somebody else chose tells the secret by the
page's length (the attack called BREACH). It needs a page that answers to a cookie, because that is
what a stranger's page can make a browser send. So the wings whose pages answer to a session, with
its token in every form, are never packed. The wings below know no session: their pages are the same
for everybody who asks for the same address (and shade), and a secret that stands in an address, as
an issuer's does, is one that whoever can ask for the address has already.
"""

import gzip
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

from flask import Flask, Response, request

OPEN_WINGS: Final = frozenset({"public", "api", "log"})
_PACKED: Final = frozenset(
    {
        "text/html",
        "text/plain",
        "text/csv",
        "text/vcard",
        "application/json",
        "application/problem+json",
        "application/x-ndjson",
        "application/xml",
        "text/xml",
    }
)
_LEVEL: Final = 5
"""The last steps cost a quarter more time and save 1 % of a page."""
_WORTH_IT: Final = 512


def pack_answers(app: Flask) -> None:
    """Pack what the open wings answer."""

    @app.after_request
    def _pack(response: Response) -> Response:
        if request.blueprint not in OPEN_WINGS or response.mimetype not in _PACKED:
            return response
        response.vary.add("Accept-Encoding")
        if _may_be_packed(response) and takes_gzip():
            _packed(response)
        return response


def takes_gzip() -> bool:
    """Tell whether this request wants gzip at least as much as plain bytes."""
    accepted = request.accept_encodings
    return 0 < accepted["gzip"] >= accepted["identity"]


def _may_be_packed(response: Response) -> bool:
    whole = response.status_code not in {204, 206, 304} and not response.direct_passthrough
    return whole and "Content-Encoding" not in response.headers


def _packed(response: Response) -> None:
    if response.is_streamed:
        if close := getattr(response.response, "close", None):
            response.call_on_close(close)
        response.response = _stream(response.response)
        response.headers.pop("Content-Length", None)
    elif len(plain := response.get_data()) < _WORTH_IT:
        return
    else:
        response.set_data(gzip.compress(plain, _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    tag, _ = response.get_etag()
    if tag is not None:
        # The same answer in other bytes.
        response.set_etag(tag, weak=True)


def _stream(parts: Iterable[bytes | str]) -> Iterator[bytes]:
    out = BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=_LEVEL, mtime=0) as packer:
        for part in parts:
            packer.write(part.encode() if isinstance(part, str) else part)
            if ready := out.getvalue():
                yield ready
                out.seek(0)
                out.truncate()
    yield out.getvalue()
