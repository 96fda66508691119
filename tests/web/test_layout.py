"""The frame of every page: where it leads, in which order, and that it is the same everywhere."""

from typing import Final

import pytest

from directory.domain import ids
from tests.pages import Page, PageClient, words

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PUBLIC: Final = ("/", "/rules", "/guide", "/guide/what-is-ims", "/check", "/list", "/components")
WAYS: Final = ["About IMS", "How we check", "Check a practitioner", "My list", "For practitioners"]


def ways(page: Page) -> dict[str, str]:
    nav = page.one("nav", class_="site")
    return {words(link): link.get("href", "") for link in nav.iter("a")}


def foot(page: Page) -> dict[str, str]:
    return {words(link): link.get("href", "") for link in page.one("footer").iter("a")}


def test_the_ways_of_the_site_are_the_same_on_every_page(client: PageClient) -> None:
    pages = [client.page(path) for path in PUBLIC]
    assert all(list(ways(page)) == WAYS for page in pages)
    assert all(foot(page) == foot(pages[0]) for page in pages), "help moves about"
    for page in pages:
        order = [each.tag for each in page.one("body") if each.tag in {"header", "main", "footer"}]
        assert order == ["header", "main", "footer"]


def test_every_one_of_them_leads_somewhere(client: PageClient) -> None:
    page = client.page("/")
    for name, address in (ways(page) | foot(page)).items():
        answer = client.get(address)
        assert answer.status_code in {200, 303}, f"{name}: {address}"


def test_staff_have_fewer_ways_and_the_same_foot(client: PageClient) -> None:
    staff = client.page("/account/sign-in")
    assert set(ways(staff)) < set(WAYS)
    assert foot(staff) == foot(client.page("/"))


def test_the_first_link_skips_to_what_the_page_is_about(client: PageClient) -> None:
    for path in PUBLIC:
        page = client.page(path)
        first = page.all("a")[0]
        assert words(first) == "Skip to main content"
        (main,) = page.all("main", id=first.get("href", "")[1:])
        assert main.get("tabindex") == "-1"
        assert any(each.tag == "h1" for each in main.iter())


def test_a_list_goes_along_and_is_counted(client: PageClient) -> None:
    kept = f"{ids.encode(1)},{ids.encode(2)}"
    for path in ("/", "/rules", "/check"):
        page = client.page(f"{path}?list={kept}")
        assert "My list (2)" in ways(page)
        assert client.get(ways(page)["My list (2)"]).status_code == 200
    assert kept in ways(client.page(f"/?list={kept}"))["Check a practitioner"].replace("%2C", ",")


def test_the_frame_speaks_the_language_of_the_page(client: PageClient) -> None:
    for code in ("es", "fr"):
        page = client.page(f"/{code}/")
        assert all(address.startswith(f"/{code}/") for address in foot(page).values())
        assert all(address.startswith(f"/{code}/") for address in ways(page).values())
