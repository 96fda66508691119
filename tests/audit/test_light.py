from io import BytesIO

import pytest
from PIL import Image

from tests.audit.light import light_of, too_bright


def picture(colour: str, *, white: int = 0) -> bytes:
    """A square of 100 by 100, the first rows white."""
    image = Image.new("RGB", (100, 100), colour)
    image.paste("white", (0, 0, 100, white))
    file = BytesIO()
    image.save(file, "png")
    return file.getvalue()


@pytest.mark.parametrize(
    ("colour", "mean"), [("#000000", 0.0), ("#ffffff", 1.0), ("#f1eee5", 0.855), ("#808080", 0.216)]
)
def test_light_is_measured_as_wcag_does(colour: str, mean: float) -> None:
    assert light_of(picture(colour), "light").mean == pytest.approx(mean, abs=0.001)


def test_bright_pixels_are_counted() -> None:
    assert light_of(picture("#e7e4d9", white=7), "light").bright == pytest.approx(0.07)
    assert light_of(picture("#111716", white=7), "dark").bright == pytest.approx(0.07)


def test_what_is_over_the_budget_is_said() -> None:
    assert too_bright(light_of(picture("#e7e4d9"), "light"), "light") == []
    assert len(too_bright(light_of(picture("#ffffff"), "light"), "light")) == 2
    assert too_bright(light_of(picture("#151c1b", white=3), "dark"), "dark") == [
        "3.0% of the pixels are bright, not 2% at most"
    ]
