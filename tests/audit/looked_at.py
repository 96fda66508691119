"""One look at one page: as whom, in which theme and language, how wide, and with scripts or not."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.audit.looking import HEIGHTS, faults_of
from tests.audit.site import Part, sign_in
from tests.browsers import TIMEOUT_MS, Visit
from tests.kept_pages import KeptPage, read_kept


def _grey_tile() -> bytes:
    picture = BytesIO()
    Image.new("RGB", (256, 256), "#dddddd").save(picture, "PNG")
    return picture.getvalue()


_GREY: Final = _grey_tile()


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that can differ between two looks at a page."""

    part: Part
    path: str
    theme: str
    language: str
    width: int
    scripts: bool = True
    kept: Path | None = None
    """Where the page is kept that a test came to; else it is asked for."""

    @property
    def address(self) -> str:
        """The page in the language."""
        return self.path if self.language == "en" else f"/{self.language}{self.path}"

    def __str__(self) -> str:
        scripts = "" if self.scripts else ", without scripts"
        who = f"as {self.part}" if self.kept is None else "as a test came to it"
        return f"{self.address} {who} ({self.theme}, {self.width}{scripts})"


class Onlooker:
    """A browser on a site, with a window for each part, theme and width; windows are kept."""

    def __init__(self, browser: Browser, home: str, app: Flask) -> None:
        self._browser = browser
        self._home = home
        self._app = app
        self._cookies: dict[Part, list[Any]] = {}
        self._windows: dict[tuple[Part, str, int, bool], BrowserContext] = {}

    def faults(self, look: Look) -> Iterator[str]:
        """Look at a page, and say what is wrong with it."""
        window = self._window(look)
        page = window.new_page()
        visit = Visit(page, self._home)
        kept = look.kept and read_kept(look.kept)
        others = _others(kept) if kept else ()
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(others) else visit.requests.append(request.url)
            ),
        )
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        # What a page answers itself is no complaint: a 404 is meant.
        page.on(
            "console",
            lambda said: (
                visit.complaints.append(said.text)
                if said.type in {"error", "warning"}
                and "the server responded with" not in said.text
                else None
            ),
        )
        try:
            if kept:
                _answer_with(page, kept, look.language)
            visit.go(look.address)
            yield from faults_of(visit, look.theme, scripts=look.scripts)
        finally:
            page.close()

    def close(self) -> None:
        for window in self._windows.values():
            window.close()

    def _window(self, look: Look) -> BrowserContext:
        key = look.part, look.theme, look.width, look.scripts
        if key not in self._windows:
            window = self._browser.new_context(
                viewport={"width": look.width, "height": HEIGHTS[look.width]},
                color_scheme="dark" if look.theme == "dark" else "light",
                java_script_enabled=look.scripts,
            )
            window.set_default_timeout(TIMEOUT_MS)
            window.add_cookies(self._session(look.part))
            self._windows[key] = window
        return self._windows[key]

    def _session(self, part: Part) -> list[Any]:
        if part is Part.PATIENT:
            return []
        if part not in self._cookies:
            client = self._app.test_client()
            sign_in(client, part)
            host = urlsplit(self._home).hostname
            self._cookies[part] = [
                {"name": cookie.key, "value": cookie.value, "domain": host, "path": "/"}
                for cookie in (client._cookies or {}).values()  # noqa: SLF001  (Werkzeug names no other way)
            ]
        return self._cookies[part]


def _answer_with(page: Page, kept: KeptPage, language: str) -> None:
    """Answer a page as it was when it was kept, and those it may ask elsewhere with a picture.

    The rest of what it fetches comes from the site.
    """
    others = _others(kept)

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(
                status=kept.status,
                content_type="text/html; charset=utf-8",
                headers=kept.headers,
                body=kept.html[language],
            )
        elif route.request.url.startswith(others):
            route.fulfill(content_type="image/png", body=_GREY)
        else:
            route.fallback()

    page.route(lambda _: True, answer)


def _others(kept: KeptPage) -> tuple[str, ...]:
    """Name the machines of others that a page may ask, as the street map asks for its tiles."""
    return tuple(
        f"{word}/"
        for word in kept.headers["Content-Security-Policy"].replace(";", " ").split()
        if word.startswith("https://")
    )


def told(faults: Iterable[tuple[Look, str]]) -> str:
    """Say what is wrong, once for each fault with the first page that has it and their number."""
    found: dict[str, list[Look]] = {}
    for look, fault in faults:
        found.setdefault(fault, []).append(look)
    return "\n".join(
        f"{fault}\n    {looks[0]}" + (f" and {len(looks) - 1} more" if len(looks) > 1 else "")
        for fault, looks in found.items()
    )


@contextmanager
def onlooker(browser: Browser, home: str, app: Flask) -> Iterator[Onlooker]:
    """Open an onlooker, and close its windows."""
    looking = Onlooker(browser, home, app)
    try:
        yield looking
    finally:
        looking.close()


def templates_of_pages() -> frozenset[str]:
    """Name every template that is a page by itself."""
    from directory.paths import TEMPLATES  # noqa: PLC0415

    names = {path.relative_to(TEMPLATES) for path in Path(TEMPLATES).rglob("*.html")}
    inner = {"components", "layouts", "mail", "parts", "gallery"}
    return frozenset(str(name) for name in names if not inner & set(name.parts[:-1]))
