"""A wall around the tests: they talk to this machine alone."""

import ipaddress
import sys
from typing import Final

_WATCHED: Final = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo"})


class OutsideWorldError(Exception):
    """A test asked for another machine."""


def stay_inside() -> None:
    """Refuse every connection and look-up that leaves this machine, until Python ends.

    An audit hook sees what any library does, and nothing can take it away again.
    """
    sys.addaudithook(_watch)


def is_inside(host: object) -> bool:
    """Say whether a host is this machine."""
    if host is None or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _WATCHED:
        return
    # getaddrinfo(host, ...) names it first; connect and sendto say (socket, address), where the
    # address of a Unix socket is a plain path.
    host = arguments[0]
    if event != "socket.getaddrinfo":
        address = arguments[1]
        if not isinstance(address, tuple):
            return
        host = address[0]
    if not is_inside(host.decode() if isinstance(host, bytes) else host):
        message = f"A test asked for {host!r}; tests talk to this machine alone."
        raise OutsideWorldError(message)
