"""Pages by pairs of theme, language, width and scripts; `make audit` has the whole square."""

from collections.abc import Iterator, Mapping
from typing import Final

import pytest
from flask import Flask
from playwright.sync_api import Browser

from directory import config, create_app
from directory.web.wiring import services
from tests.audit.looked_at import Look, Onlooker, onlooker, told
from tests.audit.looking import DESK, PHONE
from tests.audit.pairs import pairwise
from tests.audit.running import LANGUAGES, THEMES
from tests.audit.site import Part, walk
from tests.servers import LiveServer

SHARDS: Final = 4
_ONE_OF: Final = ("public.guide_page", "public.rules_of_region", "public.find_region")
"""Endpoints whose pages are one template with other words: two of each are looked at here."""


@pytest.fixture(scope="module")
def site(demo_environment: dict[str, str]) -> Iterator[Flask]:
    """Give the app whose pages a server beside it shows."""
    app = create_app(config.load(demo_environment))
    yield app
    with app.app_context():
        services().database.close()


@pytest.fixture(scope="module")
def looking(browser: Browser, live_server: LiveServer, site: Flask) -> Iterator[Onlooker]:
    """Give a browser with a window for each part."""
    with onlooker(browser, live_server.url, site) as opened:
        yield opened


@pytest.fixture(scope="module")
def paths(site: Flask) -> dict[Part, list[str]]:
    """Give an address of every kind of page; what one part has met is not met again."""
    met: set[str] = set()
    found = {}
    for part in Part:
        kinds = walk(site, part).paths
        assert kinds, part
        found[part] = [
            path for kind, path in kinds.items() if kind not in met and _is_of_use(kind, kinds)
        ]
        met |= kinds.keys()
    return found


def _is_of_use(kind: str, kinds: Mapping[str, str]) -> bool:
    endpoint = kind.partition(" ")[0]
    alike = [each for each in kinds if each.partition(" ")[0] == endpoint]
    return endpoint not in _ONE_OF or kind in alike[:2]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_pages_for_patients_owe_nothing(
    looking: Onlooker, paths: dict[Part, list[str]], shard: int
) -> None:
    rows = pairwise(
        {
            "path": paths[Part.PATIENT],
            "theme": THEMES,
            "language": LANGUAGES,
            "width": (DESK, PHONE),
            "scripts": (True, False),
        }
    )
    looks = [
        Look(
            Part.PATIENT,
            str(row["path"]),
            str(row["theme"]),
            str(row["language"]),
            PHONE if row["width"] == PHONE else DESK,
            scripts=bool(row["scripts"]),
        )
        for row in rows[shard::SHARDS]
    ]
    assert looks
    _owe_nothing(looking, looks)


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.PATIENT])
def test_pages_behind_a_sign_in_owe_nothing(
    looking: Onlooker, paths: dict[Part, list[str]], part: Part
) -> None:
    # Who keeps a listing for others may well see nothing that its owner has not.
    # In turn, so that each theme, language and width meets about as many pages.
    looks = [
        Look(part, path, THEMES[at % 2], LANGUAGES[at % 3], (DESK, PHONE)[at // 2 % 2])
        for at, path in enumerate(paths[part])
    ]
    _owe_nothing(looking, looks)


def _owe_nothing(looking: Onlooker, looks: list[Look]) -> None:
    faults = [(look, fault) for look in looks for fault in looking.faults(look)]
    assert not faults, f"\n{told(faults)}"
