"""Running an audit: which looks there are, and looking in several processes at once."""

import logging
import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from threading import Thread

from flask import Flask
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from directory import config, create_app
from tests.audit.looked_at import Look, onlooker, templates_of_pages
from tests.audit.looking import DESK, PHONE
from tests.audit.site import Part, walk
from tests.browsers import launched
from tests.servers import free_port

LANGUAGES = ("en", "es", "fr")
THEMES = ("light", "dark")
Fault = tuple[Look, str]


def looks_of(app: Flask, *, quick: bool, only: str) -> Iterator[Look]:
    met: set[str] = set()
    kinds: set[str] = set()
    for part in Part:
        found = walk(app, part)
        met |= found.templates
        # What one part has met already looks the same to the next.
        paths = [path for kind, path in found.paths.items() if kind not in kinds and only in path]
        kinds |= found.paths.keys()
        if quick:
            # In turn, so that twelve pages meet all twelve combinations.
            for at, path in enumerate(paths):
                width = (DESK, PHONE)[at // 2 % 2]
                yield Look(part, path, THEMES[at % 2], LANGUAGES[at % 3], width)
        else:
            for path, theme, language, width in product(paths, THEMES, LANGUAGES, (DESK, PHONE)):
                yield Look(part, path, theme, language, width)
    unmet = sorted(templates_of_pages() - met)
    sys.stdout.write(
        f"{len(met)} templates were met by links. {len(unmet)} pages lie behind a form, a letter or"
        f" a state that the demonstration has not: {', '.join(unmet)}\n"
    )


def looked(environment: dict[str, str], looks: list[Look]) -> list[Fault]:
    workers = os.cpu_count() or 1
    shards = [(environment, looks[number::workers]) for number in range(workers)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        return [fault for found in pool.starmap(_shard, shards) for fault in found]


def _shard(environment: dict[str, str], looks: list[Look]) -> list[Fault]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = app_of(environment)
    found: list[Fault] = []
    with (
        _served(app) as home,
        sync_playwright() as playwright,
        launched(playwright) as browser,
        onlooker(browser, home, app) as looking,
    ):
        for look in looks:
            found += [(look, fault) for fault in looking.faults(look)]
    return found


def app_of(environment: dict[str, str]) -> Flask:
    return create_app(config.load(environment))


@contextmanager
def _served(app: Flask) -> Iterator[str]:
    port = free_port()
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{port}"
    finally:
        server.shutdown()
        thread.join()
