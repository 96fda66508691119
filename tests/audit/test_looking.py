"""The audit finds what is wrong: each fault is planted on a small page, and found there."""

from typing import Final

import pytest

from tests.audit.looking import DESK, PHONE, faults_of
from tests.browsers import Open
from tests.servers import LiveServer

GOOD: Final = """<!DOCTYPE html><html lang="en"><head><title>Small page</title><style>
body { background: #ece9df; color: #1e2a28; margin: 0 } main { display: block; padding: 16px }
a { color: #1b5a51 } a:focus-visible { outline: 3px solid #1e2a28 }</style></head>
<body><main><h1>Small page</h1><p><a href="#x" id="x">A link</a></p>%s</main></body></html>"""


def found(visit: Open, home: str, html: str, *, width: int = DESK) -> list[str]:
    """Show a page instead of the site's own, and say what the audit finds."""
    visitor = visit(home, width=width, height=800)
    visitor.page.route("**/small", lambda route: route.fulfill(body=html, content_type="text/html"))
    visitor.go("/small")
    return list(faults_of(visitor, "light", scripts=True))


def test_a_page_that_owes_nothing(live_server: LiveServer, visit: Open) -> None:
    assert found(visit, live_server.url, GOOD % "") == []


@pytest.mark.parametrize(
    ("planted", "says"),
    [
        ('<div style="background:#fff;height:600px"></div>', "pixels are bright"),
        ('<div style="border-top:2px dotted">x</div>', "has a dotted line"),
        ('<div style="border-top:2px dashed">x</div>', "has a dashed line"),
        ('<div style="transition:color 1s">x</div>', "has a transition"),
        (
            "<style>@keyframes k { to { color: red } } p { animation: k 1s }</style>",
            "is animated",
        ),
        ("<h1>Another</h1>", "2 h1, not one"),
        ("<input>", "label"),
        ('<p id="x">twice</p>', "the id x stands twice"),
        ("<script>console.error('Oh')</script>", "console: Oh"),
        ('<img alt="" src="https://elsewhere.example/a.png">', "asked of somebody else"),
        ('<div style="inline-size:1500px">wide</div>', "pixels too wide (ltr)"),
        (
            '<div style="position:absolute;left:-100px;width:90px">x</div>',
            "pixels too wide (rtl)",
        ),
        ('<a href="#y" style="outline:none">no ring</a>', "no focus ring"),
        (
            '<a href="#y">under</a><div style="position:fixed;inset:0;background:#f1eee5"></div>',
            "covered when it has the focus",
        ),
        (
            "<button onkeydown='event.preventDefault()'>trap</button><a href='#y'>after</a>",
            "Tab reaches",
        ),
    ],
)
def test_each_fault_is_found(live_server: LiveServer, visit: Open, planted: str, says: str) -> None:
    faults = found(visit, live_server.url, GOOD % planted)
    assert any(says in fault for fault in faults), faults


def test_a_title_that_is_not_the_heading_is_found(live_server: LiveServer, visit: Open) -> None:
    faults = found(visit, live_server.url, (GOOD % "").replace("<title>Small page", "<title>Other"))
    assert any("does not begin with the h1" in fault for fault in faults)


def test_what_fits_a_desk_may_be_too_wide_for_a_phone(live_server: LiveServer, visit: Open) -> None:
    page = GOOD % '<div style="inline-size:600px">wide</div>'
    assert found(visit, live_server.url, page) == []
    faults = found(visit, live_server.url, page, width=PHONE)
    assert any("pixels too wide" in fault for fault in faults)
