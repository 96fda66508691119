"""Pages that tests came to, kept for an audit that looks at them in a browser.

Most pages behind a form or a letter have a test that goes the whole way to them. With
`DIRECTORY_TESTS_PAGES` naming a folder, the first page of each template that a test comes to is
kept there, drawn anew in every language; otherwise nothing is done.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from flask import Flask, request, template_rendered
from flask_babel import force_locale
from jinja2 import Template
from werkzeug.test import TestResponse

from directory.web.languages import CONVENTIONS, spoken

FOLDER: Final = "DIRECTORY_TESTS_PAGES"
CHOSEN: Final = "directory.language"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was answered; `html` by language."""

    template: str
    path: str
    status: int
    headers: dict[str, str]
    html: dict[str, str]


@contextmanager
def keeping(app: Flask) -> Iterator[Callable[[TestResponse], None]]:
    """Give a function that keeps what is answered meanwhile, where a folder is named for it."""
    folder = os.environ.get(FOLDER)
    if not folder:
        yield lambda _: None
        return
    drawn: dict[str, dict[str, str]] = {}

    def note(_app: Flask, template: Template, context: dict[str, Any], **_: object) -> None:
        name = template.name or ""
        if name and not _file(folder, name).exists():
            drawn[name] = {code: _in(code, template, context) for code in spoken()}

    def keep(response: TestResponse) -> None:
        # What a page includes is drawn as a part of it; the page itself is drawn last.
        if drawn and response.mimetype == "text/html":
            name, html = list(drawn.items())[-1]
            kept = KeptPage(
                name,
                response.request.path,
                response.status_code,
                {"Content-Security-Policy": response.headers["Content-Security-Policy"]},
                html,
            )
            _file(folder, name).write_text(json.dumps(asdict(kept)), encoding="utf-8")

    with template_rendered.connected_to(note, app):
        yield keep


def read_kept(file: Path) -> KeptPage:
    """Read a page that was kept."""
    return KeptPage(**json.loads(file.read_text(encoding="utf-8")))


def _file(folder: str, template: str) -> Path:
    return Path(folder) / f"{template.replace('/', '~')}.json"


def _in(code: str, template: Template, context: dict[str, Any]) -> str:
    before = request.environ.get(CHOSEN)
    request.environ[CHOSEN] = code
    try:
        with force_locale(CONVENTIONS.get(code, code)):
            return template.render({**context, "lang": code})
    finally:
        if before is None:
            del request.environ[CHOSEN]
        else:
            request.environ[CHOSEN] = before
