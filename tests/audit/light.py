"""How bright a page is: mean luminance and the share of bright pixels, as WCAG measures light."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image

_LINEAR: Final = [
    value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    for value in (level / 255 for level in range(256))
]
_WEIGHTS: Final = (0.2126, 0.7152, 0.0722)
_BRIGHT: Final = {"light": 0.95, "dark": 0.5}
BUDGET: Final = {"light": (0.84, 0.03), "dark": (0.05, 0.02)}
"""Mean luminance, and the share of pixels that are bright for the theme, at most (look.md says)."""


@dataclass(frozen=True, slots=True)
class Light:
    """Of a picture, from 0 to 1."""

    mean: float
    bright: float


def light_of(picture: bytes, theme: str) -> Light:
    """Measure a PNG of a page in a theme."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    pixels = image.width * image.height
    levels = image.histogram()
    mean = sum(
        weight * sum(_LINEAR[level] * levels[channel * 256 + level] for level in range(256))
        for channel, weight in enumerate(_WEIGHTS)
    )
    # Channels as light, rounded to 255 steps, weighed into one: exact enough for a threshold.
    linear = image.point([round(value * 255) for value in _LINEAR] * 3)
    grey = linear.convert("L", (*_WEIGHTS, 0)).histogram()
    above = sum(grey[round(_BRIGHT[theme] * 255) + 1 :])
    return Light(mean / pixels, above / pixels)


def too_bright(light: Light, theme: str) -> list[str]:
    """Say what is over the budget."""
    mean, bright = BUDGET[theme]
    found = []
    if light.mean > mean:
        found.append(f"mean luminance {light.mean:.3f}, not {mean} at most")
    if light.bright > bright:
        found.append(f"{light.bright:.1%} of the pixels are bright, not {bright:.0%} at most")
    return found
