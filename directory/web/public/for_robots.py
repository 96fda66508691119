"""What programs that gather pages are told: which addresses there are, and which to leave alone."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from flask import Response, abort, url_for

from directory.domain.vocabulary import Headache
from directory.queries.export import listed_people
from directory.queries.listings import slug_of
from directory.web.languages import spoken
from directory.web.presenters.found_places import has_page
from directory.web.public.counting import towns
from directory.web.public.guide import OWN_ADDRESSES
from directory.web.public.views import blueprint
from directory.web.wiring import services

A_FILE: Final = 10_000
"""Addresses in one file; each stands there once a language, and a file may name 50,000."""
_DIGITS: Final = 9
_NOT_THEIRS: Final = (
    "/account/", "/listing/", "/review/", "/search", "/map", "/list", "/compare", "/check", "/api/",
)  # fmt: skip
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
Entry = tuple[str, date | None]


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Say which addresses are worth reading; of a demonstration none is."""
    lines = ["User-agent: *"]
    if services().settings.demo:
        lines.append("Disallow: /")
    else:
        lines += [f"Disallow: {_in(code, path)}" for path in _NOT_THEIRS for code in spoken()]
        lines.append(f"Sitemap: {_site()}{url_for('public.sitemap')}")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Name the files that name all addresses: pages, places, and people."""
    files = [url_for("public.sitemap_part", part="pages")]
    files += [
        url_for("public.sitemap_part", part=f"people-{number}")
        for number in range(1, len([*_parts()]) + 1)
    ]
    named = "".join(f"<sitemap><loc>{escape(_site() + file)}</loc></sitemap>" for file in files)
    return _xml(f"<sitemapindex {_SPACE}>{named}</sitemapindex>")


@blueprint.get("/sitemap-<part>.xml")
def sitemap_part(part: str) -> Response:
    """Name addresses, each with the same page in other languages."""
    if part == "pages":
        return _addresses(_pages())
    kind, _, number = part.partition("-")
    parts = [*_parts()]
    if (
        kind != "people"
        or not number.isdecimal()
        or len(number) > _DIGITS
        or not 1 <= int(number) <= len(parts)
    ):
        abort(404)
    return _addresses(parts[int(number) - 1])


def _pages() -> Iterator[Entry]:
    kept = services()
    for endpoint in ("home", "guide", "rules", "find", "accuracy", "regulators"):
        yield url_for(f"public.{endpoint}"), None
    for slug, page in kept.guide.pages["en"].items():
        address = (
            url_for(f"public.{slug}")
            if slug in OWN_ADDRESSES
            else url_for("public.guide_page", slug=slug)
        )
        yield address, page.front.reviewed or page.front.written
    for region in kept.regions.regions:
        if region.country in {"US", "CA"} and not region.is_country:
            yield (
                url_for(
                    "public.rules_of_region",
                    country=region.country.lower(),
                    region=region.code.lower(),
                ),
                None,
            )
    regions = set()
    for town in towns(kept):
        place = {"region": town.region.lower(), "city": slug_of(town.city)}
        if town.region not in regions:
            regions.add(town.region)
            yield url_for("public.find_region", region=place["region"]), None
        yield url_for("public.find_city", region=place["region"], city=place["city"]), None
        for kind in Headache:
            if has_page(town, kind):
                yield (
                    url_for(
                        "public.find_headache",
                        region=place["region"],
                        city=place["city"],
                        headache=kind.value,
                    ),
                    None,
                )


def _parts() -> Iterator[list[Entry]]:
    """Give the addresses of everybody who is listed, so many at a time."""
    kept = services()
    found: list[Entry] = []
    for each in listed_people(kept.database, kept.now()):
        found.append(
            (
                url_for("public.profile", public_id=each.person.id, slug=each.person.slug),
                each.updated_at.date(),
            )
        )
        if len(found) == A_FILE:
            yield found
            found = []
    if found:
        yield found


def _addresses(entries: Iterator[Entry] | list[Entry]) -> Response:
    languages = spoken()
    site = _site()
    lines = []
    for path, changed in entries:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}"'
            f' href="{escape(site + _in(code, path))}"/>'
            for code in languages
        ) + (f'<xhtml:link rel="alternate" hreflang="x-default" href="{escape(site + path)}"/>')
        day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        lines += [
            f"<url><loc>{escape(site + _in(code, path))}</loc>{day}{others}</url>"
            for code in languages
        ]
    return _xml(
        f'<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">{"".join(lines)}</urlset>'
    )


def _in(code: str, path: str) -> str:
    return path if code == "en" else f"/{code}{path}"


def _site() -> str:
    return services().settings.base_url.rstrip("/")


def _xml(text: str) -> Response:
    return Response(_HEAD + text, mimetype="application/xml")
