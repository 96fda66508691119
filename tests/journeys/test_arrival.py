"""A visitor arrives, in a real browser, with and without scripts, on a phone and at a desk."""

import pytest

from tests.browsers import Open
from tests.servers import LiveServer


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?near=Denver%2C+CO&headache=migraine",
        "/rules",
        "/rules/us/co",
        "/rules/ca/sk?as_of=2026-11-20",
    ],
)
@pytest.mark.parametrize(
    ("javascript", "width", "color_scheme"), [(True, 360, "dark"), (False, 1280, "light")]
)
def test_pages_ask_nobody_else_and_shut_nobody_out(
    live_server: LiveServer,
    visit: Open,
    *,
    path: str,
    javascript: bool,
    width: int,
    color_scheme: str,
) -> None:
    visitor = visit(live_server.url, javascript=javascript, width=width, color_scheme=color_scheme)
    visitor.go(path)
    assert visitor.requests
    assert visitor.strangers() == []
    assert visitor.complaints == []
    assert visitor.page.context.cookies() == []
    if javascript:
        assert visitor.barriers() == []
    wide = visitor.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert wide <= 0
