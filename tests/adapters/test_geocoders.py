import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from directory.adapters.geocoders import AddressGeocoder, address_geocoder
from directory.config import Geocoding
from directory.domain.geocoding import Answer, GeocodingFault, Located, NotLocated, Unanswered
from directory.domain.vocabulary import Precision

ADDRESS = "1 Main St, Denver, CO 80211"
AGENT = "directory-test/1 (operator@example.org)"
ANSWERS: dict[Geocoding, Any] = {
    Geocoding.NOMINATIM: [
        {"lat": "39.75", "lon": "-105.01", "display_name": "1 Main St", "addresstype": "house"}
    ],
    Geocoding.PHOTON: {
        "features": [
            {
                "geometry": {"coordinates": [-105.01, 39.75]},
                "properties": {"name": "1 Main St", "type": "street"},
            }
        ]
    },
    Geocoding.PELIAS: {
        "features": [
            {
                "geometry": {"coordinates": [-105.01, 39.75]},
                "properties": {"name": "1 Main St", "layer": "address"},
            }
        ]
    },
    Geocoding.CENSUS: {
        "result": {
            "addressMatches": [
                {"matchedAddress": "1 MAIN ST", "coordinates": {"x": -105.01, "y": 39.75}}
            ]
        }
    },
}
EMPTY: dict[Geocoding, Any] = {
    Geocoding.NOMINATIM: [],
    Geocoding.PHOTON: {"features": []},
    Geocoding.PELIAS: {"features": []},
    Geocoding.CENSUS: {"result": {"addressMatches": []}},
}
PRECISIONS = {
    Geocoding.NOMINATIM: Precision.ROOFTOP,
    Geocoding.PHOTON: Precision.STREET,
    Geocoding.PELIAS: Precision.ROOFTOP,
    Geocoding.CENSUS: Precision.STREET,
}
ONLINE = tuple(ANSWERS)


@dataclass
class Reply:
    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    stalls: bool = False


@dataclass
class Service:
    url: str
    asked: list[tuple[str, dict[str, str]]]
    leave: threading.Event


@contextmanager
def serving(reply: Reply) -> Iterator[Service]:
    asked: list[tuple[str, dict[str, str]]] = []
    leave = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, dict(self.headers)))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.stalls:
                leave.wait(10)
            else:
                self.wfile.write(reply.body)

        def log_message(self, *_message: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Service(f"http://127.0.0.1:{server.server_port}", asked, leave)
    finally:
        leave.set()
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Turns:
    waits: list[int | None] = field(default_factory=lambda: [0])
    postponed: list[int] = field(default_factory=list)

    def claim(self, service: str, *, interval_ms: int, longest_ms: int) -> int | None:
        assert service
        assert 0 < interval_ms <= longest_ms
        return self.waits.pop(0) if self.waits else 0

    def postpone(self, service: str, *, by_ms: int) -> None:
        assert service
        self.postponed.append(by_ms)


@dataclass
class Answers:
    kept: dict[tuple[str, str], Located | NotLocated] = field(default_factory=dict)

    def recall(self, service: str, address: str) -> Located | NotLocated | None:
        return self.kept.get((service, address))

    def keep(self, service: str, address: str, *, answer: Located | NotLocated) -> None:
        self.kept[service, address] = answer


def client(
    service: Geocoding,
    *,
    url: str,
    turns: Turns | None = None,
    answers: Answers | None = None,
    timeout_s: float = 5.0,
) -> AddressGeocoder:
    made = address_geocoder(
        service,
        url=url,
        key="",
        user_agent=AGENT,
        turns=turns or Turns(),
        answers=answers or Answers(),
        timeout_s=timeout_s,
    )
    assert made is not None
    return made


def ask(service: Geocoding, reply: Reply, *, timeout_s: float = 5.0) -> Answer:
    with serving(reply) as server:
        return client(service, url=server.url, timeout_s=timeout_s).locate(ADDRESS)


def body(answer: object) -> bytes:
    return json.dumps(answer).encode()


@pytest.mark.parametrize("service", ONLINE)
def test_an_address_is_located(service: Geocoding) -> None:
    with serving(Reply(body=body(ANSWERS[service]))) as server:
        answer = client(service, url=server.url).locate(ADDRESS)
    assert isinstance(answer, Located)
    assert (answer.lat, answer.lon) == (39.75, -105.01)
    assert answer.precision is PRECISIONS[service]
    [(path, headers)] = server.asked
    assert headers["User-Agent"] == AGENT
    assert ADDRESS in {text for texts in parse_qs(urlsplit(path).query).values() for text in texts}


@pytest.mark.parametrize("service", ONLINE)
def test_an_unknown_address_is_an_answer(service: Geocoding) -> None:
    assert ask(service, Reply(body=body(EMPTY[service]))) == NotLocated()


@pytest.mark.parametrize("service", ONLINE)
@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply(status=500), GeocodingFault.UNAVAILABLE),
        (Reply(status=502), GeocodingFault.UNAVAILABLE),
        (Reply(status=503), GeocodingFault.TIMED_OUT),
        (Reply(status=429), GeocodingFault.RATE_LIMITED),
        (Reply(status=401), GeocodingFault.REFUSED),
        (Reply(status=403), GeocodingFault.REFUSED),
        (Reply(status=400), GeocodingFault.REFUSED),
        (
            Reply(status=301, headers={"Location": "http://127.0.0.1:9/"}),
            GeocodingFault.UNAVAILABLE,
        ),
        (Reply(body=b""), GeocodingFault.GARBLED),
        (Reply(body=b"<html>"), GeocodingFault.GARBLED),
        (Reply(body=b"\xff\xfe\x00"), GeocodingFault.GARBLED),
        (Reply(body=b"[1]"), GeocodingFault.GARBLED),
        (Reply(body=b'{"features": [{}], "result": {}}'), GeocodingFault.GARBLED),
        (Reply(body=b'"' + b"x" * 1_100_000 + b'"'), GeocodingFault.GARBLED),
    ],
)
def test_every_failure_has_a_name(service: Geocoding, reply: Reply, fault: GeocodingFault) -> None:
    answer = ask(service, reply)
    assert isinstance(answer, Unanswered)
    assert answer.fault is fault


@pytest.mark.parametrize("service", ONLINE)
def test_a_service_that_stalls_is_left(service: Geocoding) -> None:
    answer = ask(service, Reply(body=b"{}", stalls=True), timeout_s=0.2)
    assert answer == Unanswered(GeocodingFault.TIMED_OUT)


def test_a_service_that_is_not_there_is_named() -> None:
    with serving(Reply()) as server:
        url = server.url
    answer = client(Geocoding.CENSUS, url=url).locate(ADDRESS)
    assert answer == Unanswered(GeocodingFault.UNAVAILABLE)


def test_points_off_the_earth_are_not_taken() -> None:
    off = {"result": {"addressMatches": [{"matchedAddress": "", "coordinates": {"x": 1, "y": 91}}]}}
    assert ask(Geocoding.CENSUS, Reply(body=body(off))) == Unanswered(GeocodingFault.GARBLED)


def test_a_limited_service_is_left_alone_for_as_long_as_it_says() -> None:
    turns = Turns()
    with serving(Reply(status=429, headers={"Retry-After": "7"})) as server:
        answer = client(Geocoding.NOMINATIM, url=server.url, turns=turns).locate(ADDRESS)
        assert len(server.asked) == 1
    assert answer == Unanswered(GeocodingFault.RATE_LIMITED, 7)
    assert turns.postponed == [7000]


def test_answers_are_kept_and_faults_are_not() -> None:
    answers = Answers()
    with serving(Reply(body=body(EMPTY[Geocoding.CENSUS]))) as server:
        census = client(Geocoding.CENSUS, url=server.url, answers=answers)
        assert census.locate(ADDRESS) == census.locate(f"  {ADDRESS} ") == NotLocated()
        assert len(server.asked) == 1
    with serving(Reply(status=500)) as server:
        census = client(Geocoding.CENSUS, url=server.url, answers=Answers())
        census.locate(ADDRESS)
        census.locate(ADDRESS)
        assert len(server.asked) == 2


def test_it_waits_for_its_turn_and_gives_up_when_too_many_wait() -> None:
    paused: list[float] = []
    with serving(Reply(body=body(EMPTY[Geocoding.CENSUS]))) as server:
        census = _with_pause(
            client(Geocoding.CENSUS, url=server.url, turns=Turns([1500, None])), paused.append
        )
        census.locate("1 First St")
        assert paused == [1.5]
        assert census.locate("2 Second St") == Unanswered(GeocodingFault.BUSY)
        assert len(server.asked) == 1


def test_offline_means_no_online_geocoder() -> None:
    made = address_geocoder(
        Geocoding.OFFLINE, url="", key="", user_agent=AGENT, turns=Turns(), answers=Answers()
    )
    assert made is None


def _with_pause(geocoder: AddressGeocoder, pause: Callable[[float], None]) -> AddressGeocoder:
    return AddressGeocoder(
        service=geocoder.service,
        geocoder=geocoder.geocoder,
        turns=geocoder.turns,
        answers=geocoder.answers,
        pause=pause,
    )
