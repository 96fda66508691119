"""Pictures of pages are turned by quarters, and nothing else is."""

import io

import pytest
from PIL import Image

from directory.adapters.evidence_turning import NoPicture, turned
from tests.adapters.good_files import saved

# Red above, blue below.
DRAWN = Image.new("RGB", (40, 80), (250, 0, 0))
DRAWN.paste((0, 0, 250), (0, 40, 40, 80))
PICTURE = saved(DRAWN, "JPEG", quality=95)


def corner(picture: bytes, at: tuple[int, int]) -> str:
    with Image.open(io.BytesIO(picture)) as opened:
        pixel = opened.convert("RGB").getpixel((at[0] % opened.width, at[1] % opened.height))
    assert isinstance(pixel, tuple)
    return "red" if pixel[0] > pixel[2] else "blue"


@pytest.mark.parametrize(
    ("quarters", "size", "left", "right"),
    [
        (1, (80, 40), "blue", "red"),
        (3, (80, 40), "red", "blue"),
        (5, (80, 40), "blue", "red"),
    ],
)
def test_a_quarter_clockwise_brings_what_was_above_to_the_right(
    quarters: int, size: tuple[int, int], left: str, right: str
) -> None:
    picture = turned(PICTURE, quarters)
    assert Image.open(io.BytesIO(picture)).size == size
    assert (corner(picture, (5, 20)), corner(picture, (-5, 20))) == (left, right)


def test_half_a_turn_swaps_above_and_below() -> None:
    picture = turned(PICTURE, 2)
    assert (corner(picture, (20, 5)), corner(picture, (20, -5))) == ("blue", "red")


def test_no_turn_gives_the_very_same_bytes() -> None:
    assert turned(PICTURE, 0) == turned(PICTURE, 4) == PICTURE


@pytest.mark.parametrize("content", [b"", b"no picture", PICTURE[:100], saved(DRAWN, "PNG")])
def test_what_is_no_picture_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        turned(content, 1)
