"""Made-up people, a map and figures for the page of components."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from flask import url_for

from directory.domain.vocabulary import (
    Access,
    CheckSource,
    Country,
    Headache,
    HeadNeck,
    NewPatients,
    PillarStatus,
    Precision,
    Profession,
    PublicNotice,
    Unit,
)
from directory.queries.listing_views import (
    CheckView,
    LocationView,
    NewPatientsView,
    ResultView,
    TrainingView,
)
from directory.web.languages import language
from directory.web.presenters import Around, ring_map
from directory.web.presenters.cards import Card, Pill, card, new_patients
from directory.web.presenters.checks import CheckLine, check_lines
from directory.web.presenters.drawings import Column, Drawing, Table
from directory.web.presenters.kept import KeptCard
from directory.web.presenters.ring_map import RingMap, Spot, Stop
from directory.web.wiring import region_name

_ENDS: Final = datetime(2027, 3, 1, 7, tzinfo=UTC)
_SEEN: Final = date(2026, 11, 3)
_REGISTER: Final = CheckView(PillarStatus.CHECKED, CheckSource.REGULATOR_REGISTER, _SEEN, _ENDS)
_CLINIC: Final = LocationView(
    id="0000000000a1",
    name="Example Clinic",
    street="2300 W 30th Ave",
    city="Denver",
    region="CO",
    postal_code="80211",
    country=Country.US,
    lat=39.75,
    lon=-105.0,
    precision=Precision.ROOFTOP,
    time_zone="America/Denver",
    phone="+13035550142",
    website="https://clinic.example/",
    access=frozenset(Access),
    street_hidden=False,
    profession=Profession.PHYSICAL_THERAPIST,
    qualified=True,
    qualified_until=_ENDS,
    listed_until=_ENDS,
    licence=_REGISTER,
    training=TrainingView(
        PillarStatus.CHECKED, CheckSource.DOCUMENT_SEEN, _SEEN, None, HeadNeck.NOT_STATED
    ),
    accreditation=CheckView(PillarStatus.NONE_ON_RECORD, None, None, None),
)
_FIRST: Final = ResultView(
    id="0000000000p1",
    name="Ada Example",
    slug="ada-example",
    distance_km=2.934,
    headaches=(Headache.TENSION, Headache.MIGRAINE),
    languages=("en", "es"),
    gender=None,
    remote=True,
    synthetic=True,
    location=_CLINIC,
    new_patients=NewPatientsView(NewPatients.YES, date(2026, 11, 12)),
)
_SECOND: Final = replace(
    _FIRST,
    id="0000000000p2",
    name="Bartholomew-Maximilian Wolfeschlegelsteinhausenbergerdorff",
    distance_km=38.2,
    location=replace(_CLINIC, phone=None, lat=40.01, lon=-104.8, city="Saint-Louis-du-Ha! Ha!"),
    new_patients=NewPatientsView(NewPatients.NOT_KNOWN, None),
    unconfirmed_since=date(2026, 5, 4),
    notice=PublicNotice.CALL_FIRST,
)
_DENVER: Final = Spot("Denver", 39.7392, -104.9847)


def cards() -> tuple[Card, ...]:
    """Give two people as a list of results shows them: as little as there is, and as much."""
    here = _here()
    return tuple(
        card(result, number=number, unit=Unit.MILES, searched=Country.US, around=here)
        for number, result in enumerate((_FIRST, _SECOND), 1)
    )


def kept() -> tuple[KeptCard, ...]:
    """Give somebody on a list of one's own, and somebody who is not listed now."""
    first = cards()[0]
    listed = KeptCard(
        id="0000000000p1",
        name=first.name,
        listed=True,
        href=first.href,
        profession=first.profession,
        town=first.area,
        phone=first.phone,
        phone_href=first.phone_href,
        address=first.address,
        pill=first.pill,
        checks=first.checks,
    )
    return listed, KeptCard(id="0000000000p2", name="Bea Example", listed=False)


def marks() -> tuple[CheckLine, ...]:
    """Give a line with each of the marks."""
    return check_lines(_CLINIC, region="Colorado", language=language())


def pills() -> tuple[Pill, ...]:
    """Give what may be said about new patients."""
    return tuple(new_patients(each, _SEEN, language=language()) for each in NewPatients)


def marked() -> tuple[tuple[Card, Stop], ...]:
    """Pair each card with its point."""
    results = (_FIRST, _SECOND)
    stops = (
        Stop(at, each.name, each.location.lat, each.location.lon, each.distance_km)
        for at, each in enumerate(results, 1)
    )
    # The same person stands in the list of results above, under the anchor of their number.
    beside = (replace(each, anchor=f"m{each.number}") for each in cards())
    return tuple(zip(beside, stops, strict=True))


def drawn(*, large: bool = False) -> RingMap:
    """Draw the map of those two."""
    return ring_map.draw(
        _DENVER,
        [stop for _, stop in marked()],
        unit=Unit.MILES,
        language=language(),
        towns=lambda _: (_DENVER,),
        drawing=ring_map.LARGE if large else ring_map.SMALL,
    )


def columns() -> Drawing:
    """Draw four columns, of which one is not known."""
    known = (("Jan", "12", 60), ("Feb", "20", 100), ("Mar", "–", None), ("Apr", "0", 0))
    return Drawing("columns", "People a month", tuple(Column(*each) for each in known))


def figures() -> Table:
    """Say the same in a table."""
    rows = (("January", "12"), ("February", "20"), ("March", "–"), ("April", "0"))
    return Table("People a month", ("Month", "People"), rows)


def _here() -> Around:
    # Nobody of these people has a page: every link stays on this one.
    stays = url_for("public.components")
    return Around(
        now=datetime(2026, 11, 24, tzinfo=UTC),
        region_name=region_name,
        home_path=stays,
        search_path=stays,
        profile_path=lambda _id, _slug: stays,
        toggled=lambda _id, anchor: f"{stays}#{anchor}",
        kept=frozenset({_SECOND.id}),
    )
