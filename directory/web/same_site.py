"""Which requests come from a page of this site, and which addresses are pages of it."""

from typing import Final

from flask import request

_TRUSTED_SITES: Final = frozenset({"same-origin", "none"})


def from_this_site() -> bool:
    """Tell a form of ours from another site's, without a session.

    Under our Referrer-Policy browsers send "null" for the Origin of a form, so what they say of
    the site comes first; browsers that do not say it send the Origin or nothing.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _TRUSTED_SITES
    origin = request.headers.get("Origin", "")
    return origin in {f"https://{request.host}", f"http://{request.host}"}


def own_page(path: str) -> str | None:
    """Give where a redirect may lead: to a page of this site, in the language of this one."""
    # Browsers read a backslash as a slash, leave control characters out, and take whatever
    # follows two slashes for a host. Nothing is parsed: parsers differ from browsers, and raise.
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        return None
    return request.script_root + path if path.isprintable() else None
