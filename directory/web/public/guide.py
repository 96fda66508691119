"""The guide's pages: what needling is, which headaches there are, when to see a doctor."""

from typing import Final

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.domain.guide import GuidePage, Kind
from directory.web.languages import DEFAULT, language
from directory.web.presenters import words
from directory.web.presenters.guide import (
    GuideHub,
    GuideReading,
    Telling,
    emergency_said,
    guide_pages,
)
from directory.web.public.views import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services

OWN_ADDRESSES: Final = ("about", "privacy", "accessibility")
"""Pages about this site stand at its root."""


@blueprint.get("/guide")
def guide() -> str:
    """Show what there is to read."""
    pages = tuple(guide_pages(services().guide, language(), default=DEFAULT))
    return render_template(
        "public/guide.html", page=GuideHub(gettext("Needling for headache: the guide"), pages)
    )


@blueprint.get("/guide/<slug>")
def guide_page(slug: str) -> str | AnyResponse:
    """Show one page."""
    if slug in OWN_ADDRESSES:
        return redirect(_root(slug), 301)
    return _shown(slug)


@blueprint.get("/about")
def about() -> str:
    """Say who we are."""
    return _shown("about")


@blueprint.get("/privacy")
def privacy() -> str:
    """Say what is kept of whom."""
    return _shown("privacy")


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Say for whom the site works, and how to tell us where it does not."""
    return _shown("accessibility")


def _root(slug: str) -> str:
    return url_for(f"public.{slug}")


def _shown(slug: str) -> str:
    kept = services()
    here = language()
    page, spoken = kept.guide.page(here, slug), here
    if page is None:
        page, spoken = kept.guide.page(DEFAULT, slug), DEFAULT
    if page is None:
        abort(404)
    settings = kept.settings
    telling = Telling(
        emergency_said(settings.emergency_us, settings.emergency_ca),
        {name: _root(name) for name in OWN_ADDRESSES},
    )
    return render_template(
        "public/guide_page.html",
        page=GuideReading(kept.guide, page, language=words.language_here(), spoken=spoken),
        following=_following(page, here),
        telling=telling,
    )


def _following(page: GuidePage, here: str) -> GuidePage | None:
    """Give the page that is read after this one."""
    if page.front.kind is not Kind.MEDICAL:
        return None
    pages = [*guide_pages(services().guide, here, default=DEFAULT)]
    slugs = [each.slug for each in pages]
    at = slugs.index(page.slug) + 1
    return pages[at] if at < len(pages) else None
