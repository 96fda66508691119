"""A real browser on the real server: what it asked for, and what axe finds on its pages."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.requirement import Requirement, absent

_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No page may reach another machine, whatever it asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
# WCAG 2.2 AA, and what axe knows beyond it.
_RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
TIMEOUT_MS: Final = 30_000


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's window, and a record of every address it asked for."""

    page: Page
    home: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(f"{self.home}{path}")
        return self.page

    def strangers(self) -> list[str]:
        """List what was asked of anybody but this site."""
        own = urlsplit(self.home).netloc
        inside = {"data", "blob", "about"}
        asked = [urlsplit(address) for address in self.requests]
        return [part.geturl() for part in asked if part.scheme not in inside and part.netloc != own]

    def barriers(self) -> list[str]:
        """Ask axe what keeps somebody out of the page that is open."""
        # To list what is right as well takes axe longer than to find what is wrong.
        options = {
            "runOnly": {"type": "tag", "values": list(_RULES)},
            "resultTypes": ["violations"],
        }
        found = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html']}"
            for rule in found
            for node in rule["nodes"]
        ]


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give the machine's Chromium, one a worker."""
    if _program() is None:
        absent(Requirement.BROWSER, f"none of {', '.join(_PROGRAMS)} is found")
    downloads = tmp_path_factory.mktemp("downloads")
    with sync_playwright() as playwright, launched(playwright, downloads) as running:
        yield running


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


@contextmanager
def launched(playwright: Playwright, downloads: Path | None = None) -> Iterator[Browser]:
    """Start the machine's Chromium, cut off from every other machine."""
    running = playwright.chromium.launch(
        executable_path=_program(), args=list(_QUIET), downloads_path=downloads
    )
    yield running
    running.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Give a function that opens a new visitor's window on a site.

    `visit(home, javascript=False, width=360, color_scheme="dark")`: what is not said is a desktop
    with scripts; anything else goes to Playwright's `new_context`.
    """
    with ExitStack() as windows:

        def open_window(
            home: str,
            *,
            javascript: bool = True,
            width: int = 1280,
            height: int = 800,
            **options: Any,  # noqa: ANN401  (passed on to Playwright)
        ) -> Visit:
            context = browser.new_context(
                java_script_enabled=javascript,
                viewport={"width": width, "height": height},
                **options,
            )
            windows.callback(context.close)
            context.set_default_timeout(TIMEOUT_MS)
            page = context.new_page()
            visit = Visit(page, home)
            page.on("request", lambda request: visit.requests.append(request.url))
            page.on("pageerror", lambda error: visit.complaints.append(str(error)))
            page.on(
                "console",
                lambda said: visit.complaints.append(said.text) if said.type == "error" else None,
            )
            return visit

        yield open_window
