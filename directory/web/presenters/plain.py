"""A public page that is all words: its title, and whether it is about people who are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What the layout of public pages asks of a page."""

    title: str
    shows_demo: bool = False
