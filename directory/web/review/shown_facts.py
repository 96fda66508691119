"""What a public listing says of one place, fact by fact, to be held against what is true."""

from collections.abc import Iterator

from directory.domain import ids
from directory.domain.accuracy import Fact
from directory.domain.vocabulary import NewPatients
from directory.queries.listing_views import LocationView
from directory.queries.profiles import ProfileView, Publicity, profile
from directory.web.presenters import stated, words
from directory.web.presenters.cards import address
from directory.web.speech import gettext
from directory.web.wiring import region_name, services


def shown_facts(practitioner_id: int, location_id: int) -> dict[Fact, str]:
    """Give the facts that patients see now; none where the place is not public."""
    kept = services()
    view = profile(kept.database, practitioner_id, now=kept.now())
    if view is None or view.publicity is not Publicity.LISTED:
        return {}
    place = next((each for each in view.locations if each.id == ids.encode(location_id)), None)
    return {} if place is None else dict(_facts(view, place))


def _facts(view: ProfileView, place: LocationView) -> Iterator[tuple[Fact, str]]:
    region = region_name(place.country, place.region)
    numbers = [
        each.number
        for each in view.licences
        if (each.country, each.region) == (place.country, place.region)
    ]
    yield (
        Fact.LICENCE,
        gettext(
            "The %(region)s register has the license %(number)s as valid",
            region=region,
            number=", ".join(numbers),
        ),
    )
    yield Fact.WORKS_THERE, gettext("They see patients at %(clinic)s", clinic=place.name)
    yield Fact.NEEDLES, gettext("They do IMS or dry needling for headaches")
    yield Fact.ADDRESS, gettext("Address: %(address)s", address=address(place))
    if place.phone:
        yield Fact.PHONE, gettext("Telephone: %(number)s", number=words.telephone(place.phone))
    yield Fact.NAME, gettext("Name: %(name)s", name=view.name)
    yield from _spoken(view, place)


def _spoken(view: ProfileView, place: LocationView) -> Iterator[tuple[Fact, str]]:
    here = view.stated.places.get(place.id)
    opened = () if here is None else stated.hours(here.hours)
    if opened:
        said = "; ".join(f"{days} {times}" for days, times in opened)
        yield Fact.HOURS, gettext("Hours: %(hours)s", hours=said)
    match view.new_patients.status:
        case NewPatients.YES:
            yield Fact.NEW_PATIENTS, gettext("They take new patients")
        case NewPatients.NO:
            yield Fact.NEW_PATIENTS, gettext("They take no new patients")
        case NewPatients.NOT_KNOWN:
            return
