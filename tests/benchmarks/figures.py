"""A figure as it is printed: ours, the reference's beside it, the target, and whether it is met."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

NAME_WIDTH: Final = 68
TINY: Final = 10
SMALL: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line. `most` and `least` bound the ratio, or the figure itself where `beside` is None."""

    name: str
    ours: float
    unit: str
    beside: float | None = None
    beside_name: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours as a part of the reference's."""
        return self.ours / self.beside if self.beside else None

    @property
    def judged(self) -> float:
        """What the target is about."""
        return self.ours if self.ratio is None else self.ratio

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.most is not None:
            return self.judged <= self.most
        return None if self.least is None else self.judged >= self.least

    def line(self) -> str:
        """Write the line."""
        parts = [f"{self.name:<{NAME_WIDTH}} {_number(self.ours):>9} {self.unit}"]
        if self.ratio is not None and self.beside is not None:
            parts.append(f"{self.beside_name} {_number(self.beside)} {self.unit}")
            parts.append(f"{self.ratio:.2f}×" if self.ratio >= SMALL else f"{self.ratio:.4f}×")
        if self.met is not None:
            sign, bound = ("≤", self.most) if self.most is not None else ("≥", self.least)
            times = "" if self.ratio is None else "×"
            parts.append(f"target {sign} {bound:g}{times} {'✓' if self.met else '✗'}")
        if self.note:
            parts.append(f"({self.note})")
        return "  ".join(parts)


def show(title: str, figures: Iterable[Figure]) -> None:
    """Print figures under a title, at once: a run takes minutes."""
    print(f"\n{title}", flush=True)
    for figure in figures:
        print(f"  {figure.line()}", flush=True)


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:.3f}" if abs(value) < TINY else f"{value:,.1f}"
