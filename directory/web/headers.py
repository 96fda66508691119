"""Headers that every answer carries: what a page may load, and what nobody may keep."""

from typing import Final

from flask import Flask, Response, g, request

_ALLOWED: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}


def _written(allowed: dict[str, str]) -> str:
    return "; ".join(f"{what} {whom}" for what, whom in allowed.items())


POLICY: Final = _written(_ALLOWED)
HEADERS: Final = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    # A place and a headache stand in the address of a search; no other site may learn it.
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)

FOR_PEOPLE: Final = (*HEADERS, ("Cross-Origin-Resource-Policy", "same-origin"))
FOR_PROGRAMS: Final = (*HEADERS, ("Access-Control-Allow-Origin", "*"))


def guard_answers(app: Flask, *, hides: bool = False) -> None:
    """Add the headers to everything an app answers; `hides`: from search engines."""

    @app.after_request
    def _guard(response: Response) -> Response:
        # A header that is there already was set on purpose; nothing but these sets the others.
        api = request.path.startswith("/api/")
        response.headers.extend(FOR_PROGRAMS if api else FOR_PEOPLE)
        if "policy" in g:
            response.headers["Content-Security-Policy"] = g.policy
        if hides and not api:
            # What a demonstration shows is invented, and is no page for a search engine.
            response.headers["X-Robots-Tag"] = "noindex"
        if "Cache-Control" not in response.headers:
            # A results page tells what was searched: shared machines must not keep it.
            response.headers["Cache-Control"] = "private, no-store"
        return response


def allow_streets(pictures_from: str = "") -> None:
    """Let the page that is being answered show a street map, with pictures from one other origin.

    Leaflet writes one piece of fixed markup as it starts; `street_markup.js` lets that through, in
    the one policy of trusted types that a page may have as its default.
    """
    pictures = f"'self' {pictures_from}".rstrip()
    g.policy = _written({**_ALLOWED, "img-src": pictures, "trusted-types": "default"})
