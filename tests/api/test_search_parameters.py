"""Every parameter of a search, legal and not, at both doors: the page and the API."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from directory.domain.question import NAMES
from directory.domain.vocabulary import (
    Access,
    ChecksFilter,
    Gender,
    Headache,
    NewPatientsFilter,
    Profession,
    Sort,
    Technique,
)
from tests.pages import PageClient

# What is wrong with a parameter is found before the database is asked.
pytestmark = pytest.mark.parametrize("placed", ["sqlite"], indirect=True)

API, PAGE = "/api/v1/search", "/search"
HUGE = "x" * 100_000

Query = Sequence[tuple[str, str]]


def ask(client: PageClient, query: str) -> TestResponse:
    """Ask both doors; they answer alike, but for a place that is several."""
    answer, page = client.get(f"{API}?{query}"), client.get(f"{PAGE}?{query}")
    assert answer.status_code < 500, query[:200]
    expected = 200 if answer.status_code == 300 else answer.status_code
    assert page.status_code == expected, query[:200]
    assert page.mimetype == "text/html"
    wrong = answer.status_code >= 400
    assert answer.mimetype == ("application/problem+json" if wrong else "application/json")
    return answer


def body(answer: TestResponse) -> dict[str, Any]:
    """Read an answer of the API."""
    read: dict[str, Any] = answer.get_json(force=True)
    return read


def refused(client: PageClient, query: str) -> dict[str, Any]:
    """Ask, expect 400, and give the faults by the name of their parameter."""
    answer = ask(client, query)
    problem = body(answer)
    assert answer.status_code == 400, (query[:200], problem)
    assert problem["status"] == 400
    assert problem["title"]
    named = {error["name"]: error for error in problem["errors"]}
    assert len(named) == len(problem["errors"])
    for name, error in named.items():
        sentence = error["detail"]
        assert sentence in problem["detail"]
        assert name in sentence or error["code"] == "no_place"
        assert sentence[0].isupper() or sentence.startswith("“")
    return named


LEGAL: list[Query] = [
    [("headache", ""), ("page", " "), ("within", ""), ("lat", ""), ("lon", "")],
    *([("headache", value)] for value in Headache),
    *([("checks", value)] for value in ChecksFilter),
    *([("profession", value)] for value in Profession),
    [("profession", value) for value in Profession],
    *([("technique", value)] for value in Technique),
    *([("new_patients", value)] for value in NewPatientsFilter),
    *([("access", value)] for value in Access),
    [("access", value) for value in (*Access, *Access)],
    *([("gender", value)] for value in Gender),
    *([("sort", value)] for value in Sort),
    [("language", "es"), ("language", "EN"), ("language", "ase")],
    [("head_neck", "yes"), ("remote", "yes"), ("same_country", "yes")],
    [("within", "any")],
    [("within", "any"), ("unit", "km")],
    [("within", "0.1")],
    [("within", "12427")],
    [("within", "20000"), ("unit", "km")],
    [("within_km", "20000")],
    [("within_km", "40.2336")],
    [("unit", "km")],
    [("page", "1")],
    [("page", "50")],
    [("utm_source", HUGE), ("nobody", "knows"), ("page ", "x"), ("Page", "x")],
    [("near ", "x"), ("_external", "1"), ("_anchor", "x"), ("_scheme", "ftp"), ("endpoint", "x")],
    [("_method", "x"), ("self", "1"), ("values", "1"), ("filename", "x"), ("lang", "zz")],
]


@pytest.mark.parametrize("query", LEGAL, ids=lambda query: urlencode(query)[:40])
def test_what_the_contract_allows_is_answered(client: PageClient, query: Query) -> None:
    answer = ask(client, urlencode([("near", "Denver, CO"), *query]))
    assert answer.status_code == 200
    assert body(answer)["place"]["name"] == "Denver, CO"


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("39.7392", "-104.9847"), ("90", "0"), ("-90", "180"), ("0", "-180"), ("0", "0"),
        ("-0", "-0.0"), ("0.30000000000000004", "-123.456789012345"), ("39", " -104 "),
    ],
)  # fmt: skip
def test_a_point_anywhere_on_earth_is_searched_around(
    client: PageClient, lat: str, lon: str
) -> None:
    answer = ask(client, urlencode({"lat": lat, "lon": lon}))
    assert answer.status_code == 200
    assert (body(answer)["place"]["lat"], body(answer)["place"]["lon"]) == (float(lat), float(lon))
    assert body(answer)["place"]["kind"] == "point"


ILLEGAL = [
    *((name, value) for name in ("lat", "lon", "within", "within_km", "page") for value in (
        "x", "1e5", "+1", "inf", "-inf", "nan", "0x10", "1_000", "1,5", "--1", "1.2.3", HUGE,
        "9" * 100_000, "\u0661\u0662", "\uff11", "1\0", "1 2", "1;DROP TABLE posting", "'", "None",
    )),
    ("lat", "90.0001"), ("lat", "-91"), ("lon", "180.0001"), ("lon", "-999"),
    ("within", "0"), ("within", "-5"), ("within", "0.05"), ("within", "12428"),
    ("within", "1000000000"), ("within", "ANY"), ("within", "all"),
    ("within_km", "any"), ("within_km", "0"), ("within_km", "20000.5"),
    ("page", "0"), ("page", "-1"), ("page", "51"), ("page", "1.5"), ("page", "00000000000001"),
    *((name, value) for name in (
        "unit", "headache", "checks", "profession", "technique", "new_patients", "head_neck",
        "language", "access", "remote", "gender", "same_country", "sort",
    ) for value in ("nobody", "YES", "1", "true", "%", "\0", "a\x07b", "\u202e", HUGE, "[]", "{}")),
    ("unit", "miles"), ("unit", "MI"), ("headache", "Migraine"), ("headache", "tension,migraine"),
    ("language", "es-"), ("language", "english"), ("gender", "female"), ("sort", "random()"),
    ("near", HUGE), ("near", "x" * 201), ("near", "Den\0ver"), ("near", "\x1b[31mDenver"),
    ("near", "Denver\x7f"), ("near", "Denver\ue000"), ("near", "\0"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"), ILLEGAL, ids=[f"{name}={quote(value)[:24]}" for name, value in ILLEGAL]
)
def test_what_it_does_not_allow_is_named(client: PageClient, name: str, value: str) -> None:
    place = {"lat": "1", "lon": "1"} if name in {"lat", "lon"} else {"near": "Denver, CO"}
    assert set(refused(client, urlencode({**place, name: value}))) == {name}


@pytest.mark.parametrize(
    "name", [n for n in NAMES if n not in {"profession", "language", "access", "payment"}]
)
def test_only_filters_may_be_repeated(client: PageClient, name: str) -> None:
    values = {"lat": "1", "lon": "1", "page": "1", "within": "5", "within_km": "5", "unit": "km",
              "headache": "migraine", "checks": "all", "technique": "gunn_ims", "gender": "man",
              "new_patients": "any", "sort": "name", "near": "Denver, CO",
              "age": "adult", "payment": "receipts"}  # fmt: skip
    value = values.get(name, "yes")
    place = [("lat", "1"), ("lon", "1")] if name in {"lat", "lon"} else [("near", "Denver, CO")]
    query = [(key, each) for key, each in place if key != name] + [(name, value), (name, value)]
    named = refused(client, urlencode(query))
    assert {name: error["code"] for name, error in named.items()} == {name: "repeated"}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("near=Denver&lat=1&lon=1", {"lat": "not_with", "lon": "not_with"}),
        ("near=Denver&lat=1", {"lat": "not_with", "lon": "needs"}),
        ("lat=1", {"lon": "needs"}),
        ("lon=1", {"lat": "needs"}),
        ("lat=1&lon=", {"lon": "needs"}),
        ("near=Denver&within=5&within_km=8", {"within_km": "not_with"}),
        ("near=Denver&within=any&within_km=8", {"within_km": "not_with"}),
        ("lat=x&lon=y", {"lat": "not_a_number", "lon": "not_a_number"}),
        (
            "near=Denver&headache=x&access=step_free&access=x&page=99&language=qq",
            {
                "headache": "not_one_of", "access": "not_one_of", "page": "out_of_range",
                "language": "not_one_of",
            },
        ),
        ("", {"near": "no_place"}),
        ("near=", {"near": "no_place"}),
        ("near=%20%09", {"near": "no_place"}),
        ("headache=migraine", {"near": "no_place"}),
        ("page=0", {"page": "out_of_range"}),
    ],
)  # fmt: skip
def test_contradictions_and_gaps_are_named(
    client: PageClient, query: str, named: dict[str, str]
) -> None:
    found = refused(client, query)
    assert {name: error["code"] for name, error in found.items()} == named


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "bytes_", ["%00", "%FF", "%ED%A0%80", "%C0%AF", "%F4%90%80%80", "%E2%82", "%", "%G1", "%25%30"]
)
def test_bytes_that_are_no_text_break_nothing(client: PageClient, name: str, bytes_: str) -> None:
    place = "" if name == "near" else "lat=1&lon=1&" if name in {"lat", "lon"} else "near=Denver&"
    answer = ask(client, f"{place}{name}={bytes_}")
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    "query",
    ["=", "&&&", "=&=", "near", "%00=%00", "%FF=1", "near[]=Denver", "near%00=Denver", "?near=x",
     "&".join(f"a{i}=1" for i in range(2_000))],
)  # fmt: skip
def test_broken_queries_are_searches_without_a_place(client: PageClient, query: str) -> None:
    assert set(refused(client, query)) == {"near"}


@pytest.mark.parametrize(
    ("near", "status"),
    [
        ("Denver, CO", 200), ("80202", 200), ("M5V 2T6", 200), ("39.7,-104.9", 200),
        ("Springfield", 300), ("Xyzzyville", 404), ("Colorado", 422), ("Canada", 422),
        ("Paris, France", 422), ("09012", 422), ("<script>alert(1)</script>", 404),
        ("' OR 1=1 --", 404), ("%s%n{0}{{7*7}}", 404), ("\u202eDenver", 200), ("x" * 200, 404),
        ("🦒", 404), ("%", 404), ("_", 404), ("٣", 404), ("-", 404), (",", 404),
    ],
)  # fmt: skip
def test_places_have_the_same_status_at_both_doors(
    client: PageClient, near: str, status: int
) -> None:
    assert ask(client, urlencode({"near": near})).status_code == status


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_search_only_answers_reading(client: PageClient, method: str) -> None:
    for path in (API, PAGE):
        assert getattr(client, method)(f"{path}?near=Denver").status_code == 405


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=8),
    st.sampled_from(["Denver, CO", "80202", "Springfield", "1", "0", "-1", "any", "yes", "km",
                     "migraine", "name", "es", "low_light", "x" * 300]),
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.lists(st.tuples(st.sampled_from([*NAMES, "endpoint"]), VALUES), max_size=5))
def test_whatever_is_asked_both_doors_agree(client: PageClient, query: Query) -> None:
    pairs = (f"{name}={quote(value, errors='surrogatepass')}" for name, value in query)
    assert ask(client, "&".join(pairs)).status_code in {200, 300, 400, 404, 422}
