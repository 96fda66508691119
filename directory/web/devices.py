"""What a browser says it is, in the two names by which its owner knows it."""

from typing import Final

_LONGEST: Final = 400
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Marks in a User-Agent, in the order in which they tell: most name others too."""
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_named(user_agent: str) -> str:
    """Name a browser and its system, as `Firefox, Windows`; empty where neither is known.

    Of the User-Agent nothing else is kept.
    """
    said = user_agent[:_LONGEST]
    found = (
        next((name for mark, name in marks if mark in said), None)
        for marks in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(filter(None, found))
