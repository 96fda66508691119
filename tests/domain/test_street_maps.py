import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.street_maps import (
    HEADER,
    MapMode,
    TileFile,
    TileSource,
    read_tile_file,
    read_tile_source,
)


def test_streets_are_offered_by_two_modes() -> None:
    assert {mode for mode in MapMode if mode.has_streets} == {MapMode.TILES, MapMode.PMTILES}


@pytest.mark.parametrize(
    ("text", "host", "origin"),
    [
        (
            "https://tiles.example.org/{z}/{x}/{y}.png",
            "tiles.example.org",
            "https://tiles.example.org",
        ),
        ("http://localhost:8090/t/{z}/{x}/{y}", "localhost", "http://localhost:8090"),
        (
            "https://Tiles.Example.org/v1?z={z}&x={x}&y={y}&key=a-1",
            "tiles.example.org",
            "https://tiles.example.org",
        ),
    ],
)
def test_an_address_of_pictures_names_one_host(text: str, host: str, origin: str) -> None:
    assert read_tile_source(text) == TileSource(text, host, origin)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tiles.example.org/{z}/{x}/{y}.png",
        "ftp://tiles.example.org/{z}/{x}/{y}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}{r}.png",
        "https://tiles.example.org/{z}/{x}/{y}.png#there",
        "https://somebody:secret@tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org:port/{z}/{x}/{y}.png",
        "https://tiles.example.org:99999/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://:80/{z}/{x}/{y}.png",
        "https://tiles.example.org;script-src/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}.png; script-src *",
        "https://[::1/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}.png" + "a" * 300,
    ],
)
def test_what_is_no_address_of_pictures_is_refused(text: str) -> None:
    assert read_tile_source(text) is None


@given(st.text())
def test_whatever_is_read_can_stand_in_a_header(text: str) -> None:
    source = read_tile_source(f"https://{text}/{{z}}/{{x}}/{{y}}")
    if source is not None:
        assert not set(source.origin) & set(" ;,'\"\r\n\t")


def header(kind: int = 1, closest: int = 14) -> bytes:
    return b"PMTiles\x03".ljust(99, b"\0") + bytes([kind, 0, closest]).ljust(HEADER - 99, b"\0")


def test_a_file_of_vector_tiles_says_how_close_it_goes() -> None:
    assert read_tile_file(header()) == TileFile(14)


@pytest.mark.parametrize("content", [b"", b"PMTiles\x03", header(kind=2), b"\0" * HEADER])
def test_another_file_is_refused(content: bytes) -> None:
    assert read_tile_file(content) is None
