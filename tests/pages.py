"""Pages as their readers meet them: parsed, titled, labelled, and asking nothing of strangers."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.kept_pages import keeping

_NAMED_OTHERWISE: Final = frozenset({"hidden", "submit", "button", "reset", "image"})
# What a browser fetches by itself; a link that a person follows may lead elsewhere.
_FETCHED_LINKS: Final = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"}
)
_FETCHED_BY: Final = ("src", "poster", "data", "action", "formaction")
_ERROR: Final = re.compile(r"^(?:Error|Erreur ?): ")
_DATA_BLOCKS: Final = frozenset({"application/ld+json", "application/json"})


def words(element: Element) -> str:
    """Give the text of an element, with white space as a reader sees it."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True, slots=True)
class Page:
    """One parsed page."""

    status: int
    root: Element

    @property
    def title(self) -> str:
        """Give the words in the browser's tab."""
        # Drawings have titles too; the page's own is in its head.
        found = self.root.findall("head/title")
        assert len(found) == 1, f"{len(found)} titles, not one"
        return words(found[0])

    @property
    def heading(self) -> str:
        """Give the words of the page's one h1."""
        return words(self.one("h1"))

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Find every element of a tag ("*": any) with these attributes; `class_` is one class."""
        wanted_class = attributes.pop("class_", None)
        return [
            element
            for element in self.root.iter()
            if tag in {"*", element.tag}
            and all(element.get(name.replace("_", "-")) == v for name, v in attributes.items())
            and (wanted_class is None or wanted_class in element.get("class", "").split())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """Find the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements <{tag} {attributes}>, not one"
        return found[0]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        """Give the words of every such element, in the order of the page."""
        return [words(element) for element in self.all(tag, **attributes)]

    def links(self) -> dict[str, str]:
        """Map the words of every link to its address."""
        return {words(element): element.get("href", "") for element in self.all("a")}


def read(html: str, *, status: int = 200) -> Page:
    """Parse a page as the HTML standard says; what browsers would silently mend fails."""
    return Page(status, _parsed(html))


# A page that was read as it came is often asked for by the test too, and the same page comes again.
@lru_cache(maxsize=64)
def _parsed(html: str) -> Element:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    for element in root.iter():
        # Drawings keep a namespace of their own; a reader of tests has no use for it.
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    faults = [f"line {at[0]}: {code} {details}" for at, code, details in parser.errors]
    assert not faults, f"the page does not parse: {faults}"
    return root


def check(page: Page, *, own: str = "localhost") -> None:
    """Hold a page to what every page owes its reader; all that is wrong is said at once."""
    wrong = [
        *_wrong_names(page),
        *_wrong_ids(page),
        *_unnamed(page),
        *_misused(page),
        *_inline(page),
        *_strangers(page, own),
    ]
    assert not wrong, "\n".join(["the page is not fit to be shown:", *wrong])


@lru_cache(maxsize=64)
def _found_right(html: str) -> bool:
    # The page that was checked as it came needs no second check when the test asks for it.
    check(Page(200, _parsed(html)))
    return True


def _wrong_names(page: Page) -> Iterator[str]:
    if not page.one("html").get("lang"):
        yield "no language is named"
    headings = page.texts("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1, not one: {headings}"
        return
    if not headings[0]:
        yield "the h1 is empty"
    if not _ERROR.sub("", page.title).startswith(headings[0]):
        yield f"the title {page.title!r} does not start with the h1 {headings[0]!r}"


def _wrong_ids(page: Page) -> Iterator[str]:
    ids = [element.get("id", "") for element in page.root.iter() if "id" in element.attrib]
    for name in sorted({name for name in ids if ids.count(name) > 1 or not name.strip()}):
        yield f"the id {name!r} is empty or stands more than once"
    for element in page.root.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f'{attribute}="{name}" points at nothing'


def _unnamed(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label") if words(label)}
    inside = {field for label in page.all("label") if words(label) for field in label.iter()}
    for element in page.root.iter():
        named = bool(element.get("aria-label") or element.get("aria-labelledby"))
        match element.tag:
            case "input" if element.get("type") == "image":
                named = named or bool(element.get("alt"))
            case "input" if element.get("type") in {"submit", "button", "reset"}:
                named = named or bool(element.get("value"))
            case "input" if element.get("type") in _NAMED_OTHERWISE:
                continue
            case "input" | "select" | "textarea":
                named = named or element in inside or element.get("id") in labelled
            case "a" | "button":
                images = " ".join(image.get("alt", "") for image in element.iter("img"))
                named = named or bool(words(element) or images.strip())
                named = named or any(part.get("aria-label") for part in element.iter())
            case "img":
                named = "alt" in element.attrib
            case _:
                continue
        if not named:
            yield f"nothing names <{element.tag} {element.attrib}>"


def _misused(page: Page) -> Iterator[str]:
    """Name what parses and is not HTML all the same, as the Nu checker found it on our pages."""
    for element in page.root.iter():
        if element.tag == "option" and not (words(element) or element.get("label")):
            yield f"an option without words: {element.attrib}"
        # A whole address has lines; a field of one line holds one of them.
        if element.tag == "input" and "street-address" in element.get("autocomplete", "").split():
            yield f"one line for a whole address: {element.attrib}"


def _inline(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        script = element.tag == "script" and "src" not in element.attrib
        if element.tag == "style" or (script and element.get("type") not in _DATA_BLOCKS):
            yield f"an inline <{element.tag}>"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f'<{element.tag} {name}="{value}">'
            if value.strip().lower().startswith(("javascript:", "data:text")):
                yield f'<{element.tag} {name}="{value}">'


def _strangers(page: Page, own: str) -> Iterator[str]:
    for element in page.root.iter():
        for address in _fetched(element):
            host = urlsplit(address.strip()).hostname if address else None
            if host is not None and host != own:
                yield f"<{element.tag}> asks {address!r} of somebody else"


def _fetched(element: Element) -> Iterator[str]:
    yield from (element.attrib[name] for name in _FETCHED_BY if name in element.attrib)
    if "srcset" in element.attrib:
        for candidate in re.split(r",\s+", element.attrib["srcset"]):
            yield candidate.split(" ")[0]
    if element.tag == "link" and _FETCHED_LINKS & set(element.get("rel", "").lower().split()):
        yield element.get("href", "")
    if element.tag in {"use", "image", "base"}:
        yield element.get("href", "")


class PageClient(FlaskClient):
    """A client that reads every page it is answered with, and refuses cookies."""

    given: frozenset[str] = frozenset()
    """Names of the cookies that may be given."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401  (Flask's own)
        """Ask, and hold the answer to what every answer owes."""
        with keeping(self.application) as keep:
            response = super().open(*args, **kwargs)
            keep(response)
        cookies = {each.partition("=")[0] for each in response.headers.getlist("Set-Cookie")}
        assert cookies <= self.given, f"patients are given no cookies: {cookies}"
        if response.mimetype == "text/html" and response.data:
            read_page(response)
        return response

    def page(self, path: str, **kwargs: Any) -> Page:  # noqa: ANN401  (passed on to get)
        """Get a page."""
        return read_page(self.get(path, **kwargs))


def read_page(response: TestResponse) -> Page:
    """Parse and check the page in an answer."""
    assert response.mimetype == "text/html", f"{response.status}: {response.mimetype}, not a page"
    sent = response.get_data()
    packed = response.headers.get("Content-Encoding") == "gzip"
    html = (gzip.decompress(sent) if packed else sent).decode()
    assert _found_right(html)
    return read(html, status=response.status_code)
