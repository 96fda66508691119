"""Running an audit: which looks there are, and looking in several processes at once."""

import logging
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from threading import Thread

from flask import Flask
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from directory import config, create_app
from tests.audit.looked_at import Look, onlooker, templates_of_pages
from tests.audit.looking import DESK, PHONE
from tests.audit.site import Part, walk
from tests.browsers import launched
from tests.kept_pages import FOLDER, read_kept
from tests.servers import free_port

LANGUAGES = ("en", "es", "fr")
THEMES = ("light", "dark")
Fault = tuple[Look, str]


def looks_of(
    app: Flask, *, quick: bool, only: str, kept: Path
) -> tuple[list[Look], tuple[str, ...]]:
    """List every look, and name the templates of pages that neither a link nor a test came to."""
    met: set[str] = set()
    kinds: set[str] = set()
    looks: list[Look] = []
    for part in Part:
        found = walk(app, part)
        met |= found.templates
        # What one part has met already looks the same to the next.
        paths = [path for kind, path in found.paths.items() if kind not in kinds]
        kinds |= found.paths.keys()
        looks += _each(part, [(path, None) for path in paths if only in path], quick=quick)
    rest = [
        (page.path, file)
        for file in sorted(kept.glob("*.json"))
        if (page := read_kept(file)).template in templates_of_pages() - met and only in page.path
    ]
    looks += _each(Part.PATIENT, rest, quick=quick)
    met |= {read_kept(file).template for _, file in rest}
    return looks, tuple(sorted(templates_of_pages() - met))


def _each(part: Part, pages: Sequence[tuple[str, Path | None]], *, quick: bool) -> Iterator[Look]:
    """Look at each page in every way, or in one: in turn, so that twelve pages meet all twelve."""
    for at, (path, kept) in enumerate(pages):
        one = [(THEMES[at % 2], LANGUAGES[at % 3], (DESK, PHONE)[at // 2 % 2])]
        for theme, language, width in one if quick else product(THEMES, LANGUAGES, (DESK, PHONE)):
            yield Look(part, path, theme, language, width, kept=kept)


def keep_pages(folder: Path) -> None:
    """Let the tests of the pages keep those that they come to."""
    tests = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        "-k",
        "not postgresql",
        "tests/web",
    ]
    subprocess.run(  # noqa: S603  (our own command)
        [*tests, "-p", "no:cacheprovider"],
        env={**os.environ, FOLDER: str(folder)},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def looked(environment: dict[str, str], looks: list[Look]) -> list[Fault]:
    """Look in as many processes as there are processors; give what was found."""
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
    """Make the app of a demonstration."""
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
