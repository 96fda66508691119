"""Online geocoders for practitioners' addresses: polite, bounded in time and size, never fatal."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final, Protocol
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from geopy.adapters import URLLibAdapter
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
)
from geopy.geocoders import Nominatim, Pelias, Photon
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from directory.config import Geocoding
from directory.domain.geocoding import Answer, GeocodingFault, Located, NotLocated, Unanswered
from directory.domain.place_coordinates import is_on_earth
from directory.domain.vocabulary import Precision

TIMEOUT_S: Final = 5.0
LARGEST_ANSWER: Final = 1_000_000
CHUNK: Final = 65_536
COUNTRIES: Final = ("us", "ca")
USUAL_HOSTS: Final[Mapping[Geocoding, str]] = {
    Geocoding.NOMINATIM: "https://nominatim.openstreetmap.org",
    Geocoding.PHOTON: "https://photon.komoot.io",
    Geocoding.PELIAS: "https://api.geocode.earth",
    Geocoding.CENSUS: "https://geocoding.geo.census.gov",
}
INTERVALS_MS: Final[Mapping[Geocoding, int]] = {
    # Nominatim's public server allows one request a second; a little slack for clocks.
    Geocoding.NOMINATIM: 1_100,
    Geocoding.PHOTON: 1_100,
    Geocoding.PELIAS: 250,
    Geocoding.CENSUS: 500,
}
PRECISIONS: Final[Mapping[str, Precision]] = {
    "house": Precision.ROOFTOP,
    "building": Precision.ROOFTOP,
    "place": Precision.ROOFTOP,
    "amenity": Precision.ROOFTOP,
    "office": Precision.ROOFTOP,
    "shop": Precision.ROOFTOP,
    "healthcare": Precision.ROOFTOP,
    "address": Precision.ROOFTOP,
    "venue": Precision.ROOFTOP,
    "road": Precision.STREET,
    "street": Precision.STREET,
    "postcode": Precision.POSTAL,
    "postalcode": Precision.POSTAL,
}


class Turns(Protocol):
    """Hands out turns to all processes, so that together they stay within a service's rate."""

    def claim(self, service: str, *, interval_ms: int, longest_ms: int) -> int | None:
        """Milliseconds until the turn that is now ours; nothing if too many wait already."""

    def postpone(self, service: str, *, by_ms: int) -> None:
        """Let nobody ask for a while."""


class Answers(Protocol):
    """Remembers what a service said."""

    def recall(self, service: str, address: str) -> Located | NotLocated | None: ...

    def keep(self, service: str, address: str, *, answer: Located | NotLocated) -> None: ...


class _NoRedirect(HTTPRedirectHandler):
    """An address is sent to the host the operator chose, and to no other."""

    def redirect_request(self, *_request_and_answer: object) -> None:
        return None


class BoundedAdapter(URLLibAdapter):
    """One request: no redirect, no second try, no endless answer, no slower than the timeout."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:  # noqa: ANN401 -- geopy's own
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        from urllib.request import HTTPSHandler  # noqa: PLC0415 -- absent where Python has no TLS

        opener = build_opener(
            HTTPSHandler(context=ssl_context), ProxyHandler(proxies), _NoRedirect()
        )
        self._open = opener.open
        self.urlopen = self._opened

    def _opened(self, request: Request, timeout: float) -> Any:  # noqa: ANN401 -- urllib's own
        self._deadline = time.monotonic() + timeout
        return self._open(request, timeout=timeout)

    def _decode_page(self, page: Any) -> str:  # noqa: ANN401 -- urllib's own
        parts: list[bytes] = []
        size = 0
        try:
            while part := page.read1(CHUNK):
                parts.append(part)
                size += len(part)
                if time.monotonic() > self._deadline:
                    raise GeocoderTimedOut("The answer came too slowly.")
                if size > LARGEST_ANSWER:
                    raise GeocoderParseError("The answer is too long.")
        except TimeoutError:
            raise GeocoderTimedOut("The answer came too slowly.") from None
        except (OSError, HTTPException) as broken:
            raise GeocoderServiceError("The answer broke off.") from broken
        try:
            return b"".join(parts).decode(page.headers.get_content_charset() or "utf-8")
        except (ValueError, LookupError):
            raise GeocoderParseError("The answer is not text.") from None


class Census(Geocoder):
    """The geocoder of the U.S. Census Bureau: street addresses of the United States, no key."""

    path: Final = "/geocoder/locations/onelineaddress"

    def __init__(self, *, domain: str, scheme: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__(scheme=scheme, **options)
        self.api = f"{self.scheme}://{domain}{self.path}"

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 -- geopy's own signature
    ) -> Location | list[Location] | None:
        asked = {"address": query, "benchmark": "Public_AR_Current", "format": "json"}
        places: list[Location] = self._call_geocoder(
            f"{self.api}?{urlencode(asked)}", self._read, timeout=timeout
        )
        if not places:
            return None
        return places[0] if exactly_one else places

    @staticmethod
    def _read(answer: Any) -> list[Location]:  # noqa: ANN401 -- whatever the service sent
        return [_matched(match) for match in answer["result"]["addressMatches"]]


def _matched(match: dict[str, Any]) -> Location:
    lat, lon = float(match["coordinates"]["y"]), float(match["coordinates"]["x"])
    if not is_on_earth(lat, lon):
        raise ValueError(f"{lat}, {lon} is not on Earth")
    return Location(match["matchedAddress"], (lat, lon), match)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressGeocoder:
    """Asks one service about one address at a time, in turn with every other process."""

    service: Geocoding
    geocoder: Any
    turns: Turns
    answers: Answers
    longest_wait_ms: int = 30_000
    pause: Callable[[float], None] = time.sleep

    def locate(self, address: str) -> Answer:
        """The point of an address; every failure is an answer too, never an exception."""
        address = " ".join(address.split())
        known = self.answers.recall(self.service.value, address)
        if known is not None:
            return known
        wait = self.turns.claim(
            self.service.value,
            interval_ms=INTERVALS_MS[self.service],
            longest_ms=self.longest_wait_ms,
        )
        if wait is None:
            return Unanswered(GeocodingFault.BUSY)
        if wait > 0:
            self.pause(wait / 1000)
        answer = self._ask(address)
        if isinstance(answer, Unanswered):
            if answer.retry_after_s:
                self.turns.postpone(self.service.value, by_ms=round(answer.retry_after_s * 1000))
        else:
            self.answers.keep(self.service.value, address, answer=answer)
        return answer

    def _ask(self, address: str) -> Answer:
        try:
            found = self.geocoder.geocode(address, **_only_home(self.service))
            return NotLocated() if found is None else _located(self.service, found)
        except GeocoderServiceError as error:
            return _unanswered(error)
        except GeocoderQueryError:
            return Unanswered(GeocodingFault.REFUSED)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            # The answer was JSON, but not what this service answers.
            return Unanswered(GeocodingFault.GARBLED)


def _unanswered(error: GeocoderServiceError) -> Unanswered:
    match error:
        case GeocoderRateLimited():
            return Unanswered(GeocodingFault.RATE_LIMITED, error.retry_after)
        case GeocoderTimedOut():
            return Unanswered(GeocodingFault.TIMED_OUT)
        case GeocoderParseError():
            return Unanswered(GeocodingFault.GARBLED)
        case (
            GeocoderAuthenticationFailure()
            | GeocoderInsufficientPrivileges()
            | GeocoderQueryError()
            | GeocoderQuotaExceeded()
        ):
            return Unanswered(GeocodingFault.REFUSED)
        case _:
            return Unanswered(GeocodingFault.UNAVAILABLE)


def address_geocoder(
    service: Geocoding,
    *,
    url: str,
    key: str,
    user_agent: str,
    turns: Turns,
    answers: Answers,
    timeout_s: float = TIMEOUT_S,
) -> AddressGeocoder | None:
    """The online geocoder that the operator chose, or nothing if there is none."""
    if service is Geocoding.OFFLINE:
        return None
    address = urlsplit(url or USUAL_HOSTS[service])
    options: dict[str, Any] = {
        "domain": (address.netloc + address.path).rstrip("/"),
        "scheme": address.scheme,
        "user_agent": user_agent,
        "timeout": timeout_s,
        "adapter_factory": BoundedAdapter,
    }
    geocoder: Geocoder
    match service:
        case Geocoding.NOMINATIM:
            geocoder = Nominatim(**options)
        case Geocoding.PHOTON:
            geocoder = Photon(**options)
        case Geocoding.PELIAS:
            geocoder = Pelias(api_key=key or None, **options)
        case Geocoding.CENSUS:
            geocoder = Census(**options)
    return AddressGeocoder(service=service, geocoder=geocoder, turns=turns, answers=answers)


def _only_home(service: Geocoding) -> dict[str, Any]:
    match service:
        case Geocoding.NOMINATIM:
            return {"country_codes": list(COUNTRIES)}
        case Geocoding.PELIAS:
            return {"countries": list(COUNTRIES)}
        case _:
            return {}


def _located(service: Geocoding, found: Location) -> Located:
    return Located(
        float(found.latitude),
        float(found.longitude),
        str(found.address),
        _precision(service, found.raw),
    )


def _precision(service: Geocoding, raw: Mapping[str, Any]) -> Precision:
    match service:
        case Geocoding.CENSUS:
            # Its points are worked out along the street from the numbers at its ends.
            return Precision.STREET
        case Geocoding.NOMINATIM:
            word = raw.get("addresstype") or raw.get("type")
        case Geocoding.PHOTON:
            word = raw["properties"].get("type")
        case _:
            about = raw["properties"]
            if about.get("match_type") == "interpolated":
                return Precision.STREET
            word = about.get("layer")
    return PRECISIONS.get(str(word), Precision.CITY)
