"""Streets are shown where an operator wants them, after the reader said yes, and from one host."""

from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from directory.db import Database
from directory.paths import STATIC
from directory.web.headers import POLICY
from tests.clock import Clock
from tests.factories import person
from tests.pages import Page, PageClient
from tests.street_tiles import tile_file

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HERE: Final = "lat=39.7392&lon=-104.9847&within=25&headache=migraine"
TILES: Final = "https://tiles.example.org/{z}/{x}/{y}.png"
VENDORED: Final = {
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "protomaps-leaflet.js": "26af014f7b1af308ec120b791cff76657bb9c3383633b52033e6edf9e5e4cdb5",
}
"""SHA-256 of files of other people, as their packages have them."""


@pytest.fixture(autouse=True)
def people(database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        person(session, number=1, at=clock.at, lat=39.75, lon=-104.99)


def policy(client: PageClient, path: str) -> list[str]:
    return client.get(path).headers.getlist("Content-Security-Policy")


def section(page: Page) -> dict[str, str]:
    return dict(page.one("section", id="streets").attrib)


@pytest.mark.parametrize("name", VENDORED)
def test_files_of_others_are_as_they_made_them(name: str) -> None:
    (file,) = (STATIC / "vendor").rglob(name)
    assert sha256(file.read_bytes()).hexdigest() == VENDORED[name]
    assert file.with_name("LICENSE").is_file()


def test_usually_there_are_none_and_nothing_leads_there(client: PageClient) -> None:
    assert client.get(f"/map/streets?{HERE}").status_code == 404
    assert client.get("/map/streets.pmtiles").status_code == 404
    for path in ("/map", "/search"):
        links = client.page(f"{path}?{HERE}").links()
        assert not [address for address in links.values() if "streets" in address]


class TestTiles:
    """Pictures from somebody else's server."""

    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        return {
            **environment,
            "DIRECTORY_MAP_MODE": "tiles",
            "DIRECTORY_MAP_TILE_URL": TILES,
            "DIRECTORY_MAP_TILE_ATTRIBUTION": "© Example & others",
        }

    def test_it_is_asked_first_and_said_who_learns_what(self, client: PageClient) -> None:
        page = client.page(client.page(f"/map?{HERE}").links()["Open street map"])
        assert page.heading == "Show streets?"
        assert "Showing streets sends the map area to tiles.example.org." in page.texts("p")
        assert page.links()["Stay with the map without streets"] == f"/map?{HERE}"
        form = next(form for form in page.all("form") if form.get("action") == "/map/streets")
        assert form.get("method") == "get"
        given = {field.get("name"): field.get("value") for field in form.iter("input")}
        assert given == {
            "lat": "39.7392", "lon": "-104.9847", "within": "25", "headache": "migraine",
            "streets": "yes",
        }  # fmt: skip
        assert "leaflet" not in client.get(f"/map/streets?{HERE}").text
        assert policy(client, f"/map/streets?{HERE}") == [POLICY]

    def test_after_yes_one_host_may_send_pictures_and_no_other(self, client: PageClient) -> None:
        path = f"/map/streets?{HERE}&streets=yes"
        page = client.page(path)
        assert page.heading.startswith("Street map: 1 checked practitioner ")
        assert section(page)["data-tiles"] == TILES
        assert "hidden" in section(page)
        assert "© Example & others" in page.texts("p")
        assert policy(client, path) == [
            POLICY.replace("img-src 'self'", "img-src 'self' https://tiles.example.org").replace(
                "trusted-types 'none'", "trusted-types default"
            )
        ]

    def test_every_other_page_keeps_the_strict_policy(self, client: PageClient) -> None:
        client.get(f"/map/streets?{HERE}&streets=yes")
        for path in ("/", f"/map?{HERE}", f"/search?{HERE}", f"/map/streets?{HERE}&near=x"):
            assert policy(client, path) == [POLICY]

    def test_without_scripts_the_map_without_streets_stands_there(self, client: PageClient) -> None:
        page = client.page(f"/map/streets?{HERE}&streets=yes")
        assert len(page.all("svg", role="group")) == 2
        assert (
            "This is the map without streets."
            in client.get(f"/map/streets?{HERE}&streets=yes").text
        )

    def test_where_nobody_is_to_be_shown_nothing_is_asked_or_sent(self, client: PageClient) -> None:
        page = client.page("/map/streets?lat=48&lon=-110&within=5&headache=cluster&streets=yes")
        assert page.heading.startswith("Map: No practitioners ")
        assert not page.all("section", id="streets")

    @pytest.mark.parametrize("query", ["", "near=", "streets=yes", f"{HERE}&page=0&streets=yes"])
    def test_bad_input_is_answered_as_the_search_answers_it(
        self, client: PageClient, query: str
    ) -> None:
        assert client.get(f"/map/streets?{query}").status_code == 400
        assert policy(client, f"/map/streets?{query}") == [POLICY]

    def test_there_is_no_file(self, client: PageClient) -> None:
        assert client.get("/map/streets.pmtiles").status_code == 404


class TestOwnTiles:
    """An operator's own server needs no question."""

    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        return {
            **environment,
            "DIRECTORY_MAP_MODE": "tiles",
            "DIRECTORY_MAP_TILE_URL": TILES,
            "DIRECTORY_MAP_TILE_ASK_FIRST": "no",
        }

    def test_it_is_not_asked(self, client: PageClient) -> None:
        assert section(client.page(f"/map/streets?{HERE}"))["data-tiles"] == TILES


class TestFile:
    """A file of this machine: nobody else learns anything."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return tile_file(tmp_path / "ours.pmtiles")

    @pytest.fixture
    def environment(self, environment: dict[str, str], file: Path) -> dict[str, str]:
        return {
            **environment,
            "DIRECTORY_MAP_MODE": "pmtiles",
            "DIRECTORY_MAP_PMTILES": str(file),
        }

    def test_it_is_shown_at_once_and_from_here_alone(self, client: PageClient) -> None:
        page = client.page(f"/map/streets?{HERE}")
        assert section(page)["data-file"] == "/map/streets.pmtiles"
        assert section(page)["data-closest"] == "1"
        assert policy(client, f"/map/streets?{HERE}") == [
            POLICY.replace("trusted-types 'none'", "trusted-types default")
        ]

    def test_parts_of_it_are_sent_as_asked(self, client: PageClient, file: Path) -> None:
        with client.get("/map/streets.pmtiles", headers={"Range": "bytes=7-9"}) as answer:
            assert answer.status_code == 206
            assert answer.data == file.read_bytes()[7:10]
            assert answer.headers["Content-Range"] == f"bytes 7-9/{file.stat().st_size}"
            assert "ours" not in str(answer.headers)
        with client.get("/map/streets.pmtiles") as whole:
            assert whole.data == file.read_bytes()
        beyond = client.get("/map/streets.pmtiles", headers={"Range": "bytes=99999-"})
        assert beyond.status_code == 416

    def test_a_file_that_is_gone_leaves_the_other_map(self, client: PageClient, file: Path) -> None:
        for gone in (lambda: file.write_bytes(b"something else"), file.unlink):
            gone()
            page = client.page(f"/map/streets?{HERE}")
            assert page.heading.startswith("Map: 1 checked practitioner ")
        assert client.get("/map/streets.pmtiles").status_code == 404
