"""Headers that every answer carries: what a page may load, and what nobody may keep."""

from typing import Final

from flask import Flask, Response, request

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
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


def guard_answers(app: Flask) -> None:
    """Add the headers to everything an app answers."""

    @app.after_request
    def _guard(response: Response) -> Response:
        for name, value in HEADERS:
            response.headers.setdefault(name, value)
        if request.path.startswith("/api/"):
            response.headers.setdefault("Access-Control-Allow-Origin", "*")
        else:
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.endpoint == "static":
            response.cache_control.public = True
            response.cache_control.max_age = 3600
        elif not response.cache_control:
            # A results page tells what was searched: shared machines must not keep it.
            response.cache_control.private = True
            response.cache_control.no_store = True
        return response
