"""Addresses of websites: public hosts over http and https, read one way by every parser."""

import re
import unicodedata
from typing import Final
from urllib.parse import quote, urlsplit

from directory.domain.entry.faults import Checked, Fault, FaultCode, error, flag
from directory.domain.entry.names import scripts
from directory.domain.entry.text import missing

LONGEST_WEBSITE: Final = 300
_LONGEST_HOST: Final = 253
_PORTS: Final = {"http": "80", "https": "443"}
_SPLIT: Final = re.compile(r"([a-z][a-z0-9+.-]{0,20})://([^/?#]*)(.*)", re.IGNORECASE | re.ASCII)
_SCHEME: Final = re.compile(
    r"[a-z][a-z0-9+.-]{0,20}:(?![0-9]{1,5}(?:[/?#]|$))", re.IGNORECASE | re.ASCII
)
_LABEL: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_REFUSED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
_NOT_PUBLIC: Final = frozenset({
    "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private",
    "test", "invalid", "onion", "arpa", "alt",
})  # fmt: skip
"""Last parts of names that the public cannot look up (RFC 6761 and usual inner networks).

`example` is reserved as well, and stays: demonstration data is made of it.
"""
_KEPT: Final = "%/?#[]@!$&'()*+,;=:~"


def read_website(
    text: str, field: str = "website", *, required: bool = False
) -> Checked[str | None]:
    """Read a website as it is linked; nobody ever fetches it."""
    if len(text) > LONGEST_WEBSITE:
        return _failed(error(FaultCode.TEXT_TOO_LONG, field, most=LONGEST_WEBSITE))
    typed = text.strip()
    if not typed:
        return missing(field) if required else Checked(None)
    # Parsers disagree about backslashes and unseen marks, so neither is let in.
    if "\\" in typed or any(unicodedata.category(mark) in _REFUSED for mark in typed):
        return _failed(error(FaultCode.WEBSITE_CHARACTERS, field))
    if not _SCHEME.match(typed):
        typed = f"https://{typed}"
    return _read_whole(typed, field)


def _read_whole(typed: str, field: str) -> Checked[str | None]:
    scheme = typed.partition(":")[0].lower()
    if scheme not in _PORTS:
        return _failed(error(FaultCode.WEBSITE_SCHEME, field))
    found = _SPLIT.fullmatch(typed)
    if found is None or _authority_elsewhere(typed) != found[2]:
        return _failed(error(FaultCode.WEBSITE_FORM, field))
    typed_host, colon, port = found[2].partition(":")
    host = typed_host.lower().removesuffix(".")
    because = (
        (FaultCode.WEBSITE_CREDENTIALS, "@" in found[2]),
        (FaultCode.WEBSITE_ADDRESS_NUMBER, "[" in found[2]),
        (FaultCode.WEBSITE_PORT, bool(colon) and port not in {"", _PORTS[scheme]}),
    )
    code = next((code for code, holds in because if holds), None) or _host_fault(host)
    if code is not None:
        return _failed(error(code, field))
    mixed = tuple(
        flag(FaultCode.WEBSITE_MIXED_SCRIPTS, field, word=label)
        for label in host.split(".")
        if len(scripts(label)) > 1
    )
    return Checked(f"{scheme}://{_ascii(host)}{quote(found[3], safe=_KEPT)}", mixed)


def _failed(fault: Fault) -> Checked[str | None]:
    return Checked(None, (fault,))


def _authority_elsewhere(typed: str) -> str | None:
    """Give the host part as the standard library reads it."""
    try:
        return urlsplit(typed).netloc
    except ValueError:
        return None


def _host_fault(host: str) -> FaultCode | None:
    labels = host.split(".")
    if not all(_is_label(label) for label in labels) or len(_ascii(host)) > _LONGEST_HOST:
        return FaultCode.WEBSITE_FORM if host else FaultCode.WEBSITE_NOT_PUBLIC
    # A name that ends in a number is read as an address, whatever the base: 2130706433, 0x7f.1.
    if _NUMBER.fullmatch(labels[-1]):
        return FaultCode.WEBSITE_ADDRESS_NUMBER
    if len(labels) == 1 or labels[-1] in _NOT_PUBLIC:
        return FaultCode.WEBSITE_NOT_PUBLIC
    return None


def _is_label(label: str) -> bool:
    # Letters that mean themselves: what folds into other marks (circled letters, ℀) names others.
    means_itself = label.isascii() or (
        unicodedata.normalize("NFKC", label) == label and label.replace("-", "a").isalnum()
    )
    return means_itself and bool(_LABEL.fullmatch(_ascii(label)))


def _ascii(host: str) -> str:
    """Write a host as it is looked up: other letters in Punycode (RFC 3492)."""
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
        for label in host.split(".")
    )
