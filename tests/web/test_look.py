"""The look keeps its promises: contrast, no motion, small files, nothing from elsewhere."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "directory" / "static"
TEMPLATES = Path(__file__).parents[2] / "templates"
CSS = (STATIC / "look.css").read_text(encoding="utf-8")
SCRIPTS = sorted((STATIC / "js").glob("*.js"))

TEXT, LARGE_OR_SMALL_TEXT, SHAPE = 7.0, 4.5, 3.0
PAIRS = {
    ("ink", "paper"): TEXT,
    ("ink", "surface"): TEXT,
    ("ink", "sunk"): TEXT,
    ("soft", "paper"): LARGE_OR_SMALL_TEXT,
    ("soft", "surface"): LARGE_OR_SMALL_TEXT,
    ("soft", "sunk"): LARGE_OR_SMALL_TEXT,
    ("accent", "paper"): LARGE_OR_SMALL_TEXT,
    ("accent", "surface"): LARGE_OR_SMALL_TEXT,
    ("accent", "tint"): LARGE_OR_SMALL_TEXT,
    ("accent-h", "surface"): LARGE_OR_SMALL_TEXT,
    ("visited", "surface"): LARGE_OR_SMALL_TEXT,
    ("visited", "paper"): LARGE_OR_SMALL_TEXT,
    ("on-btn", "btn"): LARGE_OR_SMALL_TEXT,
    ("btn-edge", "paper"): SHAPE,
    ("btn-edge", "surface"): SHAPE,
    ("on-accent", "accent"): LARGE_OR_SMALL_TEXT,
    ("ok", "ok-bg"): LARGE_OR_SMALL_TEXT,
    ("ok", "surface"): LARGE_OR_SMALL_TEXT,
    ("wait", "wait-bg"): LARGE_OR_SMALL_TEXT,
    ("wait", "surface"): LARGE_OR_SMALL_TEXT,
    ("stop", "stop-bg"): LARGE_OR_SMALL_TEXT,
    ("stop", "surface"): LARGE_OR_SMALL_TEXT,
    ("stop", "paper"): LARGE_OR_SMALL_TEXT,
    ("info", "info-bg"): LARGE_OR_SMALL_TEXT,
    ("ink", "ok-bg"): TEXT,
    ("ink", "wait-bg"): TEXT,
    ("ink", "stop-bg"): TEXT,
    ("ink", "info-bg"): TEXT,
    ("edge", "surface"): SHAPE,
    ("edge", "paper"): SHAPE,
    ("focus", "paper"): SHAPE,
    ("focus", "surface"): SHAPE,
    ("focus", "focus-halo"): SHAPE,
    ("pin", "mapland"): SHAPE,
    ("soft", "mapland"): LARGE_OR_SMALL_TEXT,
    ("soft", "water"): LARGE_OR_SMALL_TEXT,
}
THEMES = ("light", "dark")


def tokens() -> dict[str, tuple[str, str]]:
    """The first value each token is given, for light and for dark."""
    found: dict[str, tuple[str, str]] = {}
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS
    ):
        found.setdefault(name, (light, dark))
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@pytest.mark.parametrize("theme", range(2), ids=THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_every_pair_of_colours_can_be_told_apart(pair: tuple[str, str], theme: int) -> None:
    colours, (front, back), needed = tokens(), pair, PAIRS[pair]
    assert contrast(colours[front][theme], colours[back][theme]) >= needed


def test_all_thirty_six_pairs_are_checked() -> None:
    assert len(PAIRS) == 36


@pytest.mark.parametrize("theme", range(2), ids=THEMES)
def test_body_text_is_never_harsh(theme: int) -> None:
    colours = tokens()
    for back in ("paper", "surface", "sunk"):
        assert contrast(colours["ink"][theme], colours[back][theme]) <= 14


def test_the_old_browsers_light_page_has_the_same_colours() -> None:
    block = re.search(r"@supports not \(color: light-dark.*?\n  }\n", CSS, re.DOTALL)
    assert block
    plain = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block.group()))
    for name, colour in plain.items():
        whole = colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])
        assert whole == tokens()[name][0], name


@pytest.mark.parametrize(
    "word", ["animation", "transition", "@keyframes", "gradient", "shadow", "dotted", "dashed"]
)
def test_nothing_moves_and_nothing_shimmers(word: str) -> None:
    assert word not in without_comments(CSS)


def test_nothing_comes_from_elsewhere() -> None:
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", CSS)
    assert addresses
    for address in addresses:
        assert address.startswith("fonts/"), address
        assert (STATIC / address).is_file()
    assert "@import" not in CSS
    for script in SCRIPTS:
        assert "://" not in script.read_text(encoding="utf-8")


def test_directions_are_logical_so_that_a_page_can_be_turned_around() -> None:
    physical = r"(?:margin|padding|border)-(?:left|right|top|bottom)|[^-\w](?:left|right):"
    for sheet in ("look.css", "desk.css", "streets.css"):
        css = without_comments((STATIC / sheet).read_text(encoding="utf-8"))
        assert not re.search(physical, css), sheet
        # Four lengths go around clockwise, whichever way the words go.
        four = re.findall(r"(?:padding|margin):((?: (?:[-\d.]+\w*|auto)){4})", css)
        assert all(right == left for _, right, _, left in map(str.split, four)), four


def test_the_background_is_painted_before_anything_else() -> None:
    assert without_comments(CSS).lstrip().startswith("html { background: #edeae0")


def test_the_style_sheet_is_small() -> None:
    assert len(gzip.compress((STATIC / "look.css").read_bytes(), 9)) <= 12 * 1024


def test_the_scripts_are_small() -> None:
    together = b"".join(script.read_bytes() for script in SCRIPTS)
    assert SCRIPTS
    assert len(gzip.compress(together, 9)) <= 8 * 1024


def test_fonts_are_whole_and_licensed() -> None:
    fonts = sorted((STATIC / "fonts").glob("*.woff2"))
    assert [font.stat().st_size for font in fonts] == [19_092, 33_996]
    assert "SIL Open Font License" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.name)
)
def test_templates_bring_no_styles_scripts_or_handlers_of_their_own(template: Path) -> None:
    page = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:|data:", page)
    # Facts for programs are no script, and nothing runs them.
    scripts = set(re.findall(r"<script[^>]*>", page)) - {'<script type="application/ld+json">'}
    assert all("src=" in tag for tag in scripts)
    assert not re.search(r"(?:src|href)=\"https?:", page)


def classes_in(css: str) -> set[str]:
    selectors = re.findall(r"([^{};]+)\{", without_comments(css))
    plain = (each for each in selectors if not each.strip().startswith("@"))
    return {name for each in plain for name in re.findall(r"\.([a-zA-Z][\w-]*)", each)}


def names_used() -> set[str]:
    """Give each word that a template, a door or a script may give an element as its class."""
    templates = (path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    given = [
        each
        for template in templates
        for each in re.findall(r'class="([^"]*)"|main_class %}([^{]*)', template)
    ]
    doors = (path.read_text(encoding="utf-8") for path in (STATIC.parent / "web").rglob("*.py"))
    names = (STATIC.parent / "domain" / "guide" / "blocks.py").read_text(encoding="utf-8")
    said = [word for door in (*doors, names) for word in re.findall(r'"([a-z][\w -]*)"', door)]
    scripts = [script.read_text(encoding="utf-8") for script in SCRIPTS]
    text = " ".join([*(" ".join(each) for each in given), *said, *scripts])
    return set(re.findall(r"[a-zA-Z][\w-]*", text))


PUT_TOGETHER = {
    # Kinds of lines as the file of the map has them (`domain/map_tiles`).
    "river",
    "county",
    # How large a paper is shown (`papers.js`).
    "zoom-150",
    "zoom-200",
    "zoom-300",
}


@pytest.mark.parametrize("sheet", ["look.css", "desk.css"])
def test_no_rule_has_outlived_its_use(sheet: str) -> None:
    named = classes_in((STATIC / sheet).read_text(encoding="utf-8"))
    idle = named - names_used() - PUT_TOGETHER
    assert not idle


def test_a_rule_without_a_use_would_be_found() -> None:
    assert classes_in(".a .b-c:hover, p.d > e { x: .5rem } @media (x) { .f { y: 1 } }") == {
        "a",
        "b-c",
        "d",
        "f",
    }
    assert "surely-nothing" not in names_used()
