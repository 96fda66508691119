"""Street maps in small: a file of one vector tile, and a server of one picture."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from struct import pack
from threading import Thread
from typing import Final

PICTURE: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg=="
)
_EXTENT: Final = 4096


def tile_file(path: Path) -> Path:
    """Write a PMTiles file (version 3) of two zooms, whose five tiles are all water all over."""
    tile = _tile("water")
    root = b"".join(map(_varint, (1, 0, 5, len(tile), 1)))
    metadata = b"{}"
    start = 127
    places = (start, len(root), start + len(root), len(metadata), 0, 0)
    body = start + len(root) + len(metadata)
    header = b"PMTiles\x03" + pack("<11Q", *places, body, len(tile), 5, 1, 1)
    header += bytes([1, 1, 1, 1, 0, 1])
    header += pack("<4i", -180_0000000, -85_0000000, 180_0000000, 85_0000000)
    header += pack("<B2i", 0, 0, 0)
    assert len(header) == start
    path.write_bytes(header + root + metadata + tile)
    return path


def _tile(layer: str) -> bytes:
    far, back = _zigzag(_EXTENT), _zigzag(-_EXTENT)
    # Move to the corner; three sides; close.
    commands = (9, 0, 0, 26, far, 0, 0, far, back, 0, 15)
    geometry = b"".join(map(_varint, commands))
    feature = _field(3, 3) + _bytes(4, geometry)
    content = _bytes(1, layer.encode()) + _bytes(2, feature) + _field(5, _EXTENT) + _field(15, 2)
    return _bytes(3, content)


def _zigzag(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def _field(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _bytes(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


@contextmanager
def tile_server() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Serve one picture under every address of this machine, and note who asks for what."""
    asked: list[dict[str, str]] = []

    class Pictures(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append({"path": self.path, **dict(self.headers.items())})
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(PICTURE)

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pictures)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
