"""The reader of pages finds what it is there to find: each planted fault is named."""

import pytest

from tests.pages import check, read

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Find help - Directory</title>
<link rel="canonical" href="https://directory.example/">
<link rel="stylesheet" href="/static/look.css"><script src="/static/js/near.js" defer></script>
<script type="application/ld+json">{"@type": "WebSite"}</script></head>
<body><h1 id="top">Find
 help</h1><form action="/search"><label for="near">Place</label><input id="near" name="near">
<label><input type="checkbox" name="remote"> First talk by phone</label>
<input type="hidden" name="unit" value="mi"><button>Search</button></form>
<svg viewBox="0 0 1 1"><title>Around you</title><a href="#top"><title>Up</title></a></svg>
<a href="https://regulator.example/">The register</a><img src="/static/mark.svg" alt="">
</body></html>
"""


def test_a_good_page_passes() -> None:
    page = read(GOOD)
    check(page)
    assert page.heading == "Find help"
    assert page.links()["The register"] == "https://regulator.example/"


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('lang="en"', "", "no language"),
        ("</form>", "</form><h1>Again</h1>", "2 h1"),
        ("<title>Find help", "<title>Search", "does not start with the h1"),
        ("<button>Search", '<button id="top">Search', "the id 'top'"),
        ('for="near"', 'for="nearby"', "points at nothing"),
        ('<label for="near">Place</label>', "", "nothing names <input"),
        ("> First talk by phone<", "><", "nothing names <input"),
        ("<button>Search</button>", "<button></button>", "nothing names <button"),
        (' alt=""', "", "nothing names <img"),
        (">The register<", "><", "nothing names <a"),
        ("<title>Up</title>", "", "nothing names <a"),
        ("<button>", '<select aria-label="Where"><option></select><button>', "an option without"),
        ('id="near" name', 'autocomplete="street-address" id="near" name', "a whole address"),
        ("</form>", "</form><script>1</script>", "an inline <script>"),
        ("</head>", "<style>p{}</style></head>", "an inline <style>"),
        ("<button>", '<button style="color:red">', '<button style="color:red">'),
        ("<button>", '<button onclick="go()">', '<button onclick="go()">'),
        ('href="https://regulator.example/"', 'href="javascript:go()"', "javascript:go()"),
        ('src="/static/mark.svg"', 'src="//cdn.example/mark.svg"', "of somebody else"),
        ('src="/static/mark.svg"', 'src="/a" srcset="/a 1x, https://b.example/ 2x"', "somebody"),
        ('href="/static/look.css"', 'href="https://fonts.example/look.css"', "of somebody else"),
        ('action="/search"', 'action="https://elsewhere.example/"', "of somebody else"),
    ],
)
def test_a_planted_fault_is_named(good: str, bad: str, said: str) -> None:
    assert GOOD.count(good) == 1
    with pytest.raises(AssertionError) as fault:
        check(read(GOOD.replace(good, bad)))
    assert said in str(fault.value)


@pytest.mark.parametrize("broken", ["</div>", "<p></span>", "<b><i></b></i>", "<a href=x y=1 y=2>"])
def test_what_browsers_would_mend_in_silence_fails(broken: str) -> None:
    with pytest.raises(AssertionError, match="does not parse"):
        read(GOOD.replace("</body>", f"{broken}</body>"))
