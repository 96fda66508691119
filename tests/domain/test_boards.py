import pytest

from directory.domain.boards import Board
from directory.domain.vocabulary import Country, Profession

PT = Profession.PHYSICAL_THERAPIST


@pytest.mark.parametrize(
    ("region", "profession", "covers"),
    [
        ("CO", PT, True),
        ("CO", None, True),
        ("", PT, True),
        ("", None, True),
        ("WY", PT, False),
        ("WY", None, False),
        ("CO", Profession.PHYSICIAN, False),
        ("", Profession.PHYSICIAN, False),
    ],
)
def test_a_board_covers_its_region_and_profession_or_all_of_them(
    region: str, profession: Profession | None, *, covers: bool
) -> None:
    board = Board(
        country=Country.US,
        region=region,
        profession=profession,
        name="",
        lookup_url="https://example.org",
        source="read",
        confidence="high",
    )
    assert board.covers(Country.US, "CO", profession=PT) is covers
    assert not board.covers(Country.CA, "CO", profession=PT)
    assert board.regulates(Country.US, "CO", profession=PT) is (covers and region == "CO")
