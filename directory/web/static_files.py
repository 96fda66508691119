"""Static files: kept in memory, packed once, and under an address that changes with any of them."""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, abort, has_request_context, request
from werkzeug.routing import BaseConverter

from directory import paths
from directory.web.compression import takes_gzip
from directory.web.languages import site_root

ENDPOINT: Final = "static"
FOR_EVER: Final = "public, max-age=31536000, immutable"
"""What stands under its own version can never be anything else."""
FOR_A_WHILE: Final = "public, max-age=300"
_PACKED: Final = frozenset({"text/css", "text/javascript", "text/plain", "image/svg+xml"})
_KINDS: Final = {".js": "text/javascript", ".mjs": "text/javascript", ".md": "text/plain"}
"""Kinds on which machines differ."""
_VERSION: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """One file as it is sent; `packed` where packing makes it smaller."""

    content: bytes
    packed: bytes | None
    kind: str
    tag: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """All files of one build."""

    version: str
    files: Mapping[str, StaticFile]


class _Version(BaseConverter):
    """Sixteen hex digits; no folder of ours is called so."""

    regex = rf"[0-9a-f]{{{_VERSION}}}"


def serve_static(app: Flask) -> None:
    """Answer for static files, and let `url_for("static", …)` give the address with the version.

    One version for all of them: the address a script imports another by, or a style a font by, is
    relative, so it keeps the version without anybody rewriting it.
    """
    shelf = _read(paths.STATIC)
    plain = app.url_for

    def url_for(endpoint: str, **values: Any) -> str:  # noqa: ANN401  (Flask's own)
        if endpoint == ENDPOINT and values.keys() == {"filename"} and has_request_context():
            # The same in every language: whoever changes it has the files already.
            return f"{site_root()}/static/{shelf.version}/{values['filename']}"
        if endpoint == ENDPOINT:
            values.setdefault("version", shelf.version)
        return plain(endpoint, **values)

    def static(filename: str, version: str = "") -> Response:
        file = shelf.files.get(filename) or abort(404)
        return _sent(file, for_ever=version == shelf.version)

    app.url_for = url_for  # type: ignore[method-assign]
    app.url_map.converters["version"] = _Version
    app.add_url_rule("/static/<version:version>/<path:filename>", ENDPOINT, static)
    app.add_url_rule("/static/<path:filename>", ENDPOINT, static)


def _sent(file: StaticFile, *, for_ever: bool) -> Response:
    packed = file.packed
    # A part of a file is a part of the file itself, not of its packing.
    use = packed is not None and "Range" not in request.headers and takes_gzip()
    response = Response(packed if use else file.content, content_type=file.kind)
    response.set_etag(f"{file.tag}-gzip" if use else file.tag)
    if use:
        response.headers["Content-Encoding"] = "gzip"
    if packed is not None:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER if for_ever else FOR_A_WHILE
    length = len(response.get_data())
    response.make_conditional(request, accept_ranges=not use, complete_length=length)
    return response


# Read once a process: an app is made in many tests, and files change only with a new start.
@lru_cache(maxsize=2)
def _read(folder: Path) -> Shelf:
    files = {
        path.relative_to(folder).as_posix(): _file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    whole = hashlib.sha256()
    for name, file in files.items():
        whole.update(f"{name}\n{file.tag}\n".encode())
    return Shelf(whole.hexdigest()[:_VERSION], files)


def _file(path: Path) -> StaticFile:
    content = path.read_bytes()
    kind = _KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
    packed = gzip.compress(content, 9, mtime=0) if kind in _PACKED else None
    return StaticFile(
        content=content,
        packed=packed if packed is not None and len(packed) < len(content) else None,
        kind=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        tag=hashlib.sha256(content).hexdigest()[:32],
    )
