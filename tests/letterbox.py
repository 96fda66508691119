"""Letters that a demonstration's server really wrote, as their readers open them."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from directory.adapters.post_files import KeptLetter, kept_letters

_PATIENCE = 300
"""Tenths of a second; a letter leaves within one or two seconds of the act it tells of."""


def letter_to(page: Page, folder: Path, *, address: str, subject: str) -> KeptLetter:
    """Wait for a letter to an address; the newest with these words in its subject."""
    for _ in range(_PATIENCE):
        for letter in kept_letters(folder, limit=200):
            if letter.to_address == address and subject in letter.subject:
                return letter
        page.wait_for_timeout(100)
    message = f"No letter “{subject}” came to {address}."
    raise AssertionError(message)


def link_in(letter: KeptLetter) -> str:
    """Give the one link of a letter that works once, as a path of the site."""
    found = re.findall(r"https?://\S+[?]token=\S+", letter.body)
    assert len(found) == 1, f"{len(found)} links, not one: {letter.body}"
    parts = urlsplit(found[0])
    return f"{parts.path}?{parts.query}"
