"""The pages of a demonstration: one of every kind that a link leads to, for each part played."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template
from werkzeug.exceptions import HTTPException

from tests.visitors import SAME_SITE

OF_A_KIND: Final = 3
"""Pages of one kind that a walk opens, in the hope of links that the first did not have."""
_LINK: Final = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
_ONE: Final = re.compile(r'<form[^>]*action="(/account/demo/sign-in)".*?</form>', re.DOTALL)
_FIELD: Final = re.compile(r'name="(account|desk)" value="([^"]*)"')


class Part(StrEnum):
    """Who walks through the site."""

    PATIENT = "patient"
    PRACTITIONER = "practitioner"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"
    MANAGER = "manager of a clinic"
    DELEGATE = "keeps a listing"


STARTS: Final = {
    Part.PATIENT: (
        "/",
        "/search?near=Denver%2C+CO&headache=migraine",
        "/search?near=Denver%2C+CO&within=5&headache=cluster&page=2",
        "/search?near=Lamar%2C+CO&within=5",
        "/search?near=Springfield",
        "/search?near=Leeds",
        "/search?near=Dnever%2C+CO",
        "/search?near=80202&lat=1&lon=2",
        "/map?near=Denver%2C+CO",
        "/list",
        "/check",
        "/check?who=Li",
        "/check?who=Nobody+Anywhere&region=US-CO",
        "/find",
        "/guide",
        "/about",
        "/privacy",
        "/accessibility",
        "/components",
        "/rules/us/zz",
        "/rules/us/co?as_of=tomorrow",
        "/find/zz",
        "/log/",
        "/nothing-here",
        "/account/sign-in",
        "/account/register",
        "/account/recover",
        "/account/demo/",
        "/listing/start",
        "/confirm",
        "/regulators",
    ),
    Part.PRACTITIONER: ("/listing/", "/account/"),
    Part.REVIEWER: ("/review/", "/account/"),
    Part.ADMINISTRATOR: (
        "/review/people",
        "/review/audit",
        "/review/settings",
        "/review/reassign",
        "/review/",
        "/account/",
    ),
    Part.MANAGER: ("/listing/clinics", "/listing/"),
    Part.DELEGATE: ("/listing/",),
}


@dataclass(frozen=True, slots=True)
class Walk:
    """What one part found: an address for each kind of page, and which templates made them."""

    part: Part
    paths: Mapping[str, str]
    templates: frozenset[str]


def walk(app: Flask, part: Part) -> Walk:
    """Open one page of every kind, following links; pages are known by endpoint and status."""
    client = app.test_client()
    if part is not Part.PATIENT:
        sign_in(client, part)
    found: dict[str, str] = {}
    rendered: set[str] = set()

    def note(_app: Flask, template: Template, **_: object) -> None:
        rendered.add(template.name or "")

    waiting = list(STARTS[part])
    if part is Part.PATIENT:
        waiting += _of_people(client)
    met = Counter(_kind(app, path, HTTPStatus.OK) for path in waiting)
    with template_rendered.connected_to(note, app):
        while waiting:
            path = waiting.pop(0)
            answer = client.get(path, follow_redirects=True)
            if answer.mimetype != "text/html":
                continue
            if answer.history:
                path = answer.request.full_path.rstrip("?")
            found.setdefault(_kind(app, path, answer.status_code), path)
            for link in dict.fromkeys(_links(answer.get_data(as_text=True), path)):
                kind = _kind(app, link, HTTPStatus.OK)
                # Another of its kind may show what the first has nothing of.
                if met[kind] < OF_A_KIND and link not in found.values():
                    met[kind] += 1
                    waiting.append(link)
    return Walk(part, found, frozenset(rendered))


def sign_in(client: FlaskClient, part: Part) -> None:
    """Be an invented person who has this part."""
    page = client.get("/account/demo/").get_data(as_text=True)
    for chosen in re.findall(r"<li class=\"panel stack\">.*?</li>", page, re.DOTALL):
        if part.value in chosen.lower():
            fields = dict(_FIELD.findall(chosen))
            answer = client.post("/account/demo/sign-in", data=fields, headers=SAME_SITE)
            assert answer.status_code == HTTPStatus.SEE_OTHER, answer.status_code
            return
    raise AssertionError(part)


def _of_people(client: FlaskClient) -> list[str]:
    """Give pages about people who are listed in Denver."""
    answer = client.get("/api/v1/search?near=Denver%2C+CO")
    ids = [each["id"] for each in answer.get_json(force=True)["results"][:5]]
    kept = ",".join(ids)
    return [
        f"/practitioners/{ids[0]}/handout",
        f"/practitioners/{ids[0]}?as_of=2026-11-30",
        f"/practitioners/{ids[0]}/report",
        f"/practitioners/{ids[0]}/report/unsafe",
        f"/search?near=Denver%2C+CO&list={kept}",
        f"/list?ids={kept}",
        f"/list/print?ids={kept}",
        f"/compare?ids={','.join(ids[:4])}",
        f"/compare?ids={kept}",
    ]


def _links(html: str, path: str) -> Iterator[str]:
    for address in _LINK.findall(html):
        parts = urlsplit(unescape(address))
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            continue
        if not parts.path.startswith(("/es/", "/fr/", "/static/", "/api/")) and parts.path != path:
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def _kind(app: Flask, path: str, status: int) -> str:
    """Name a page by what answers it; pages of the guide and parts of forms are their own."""
    adapter = app.url_map.bind("localhost")
    parts = urlsplit(path)
    try:
        endpoint, given = adapter.match(parts.path, method="GET")
    except HTTPException:
        return f"none {status}"
    own = [str(given[name]) for name in ("slug", "part", "page", "kind") if name in given]
    if endpoint == "public.profile":
        own = []
    return " ".join([endpoint, *own, *([str(status)] if status != HTTPStatus.OK else [])])
