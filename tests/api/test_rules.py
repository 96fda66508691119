"""The rules of the place as JSON: all of them, some of them, and as they were on a day."""

from typing import Any, Final

import pytest
from werkzeug.test import TestResponse

from directory.adapters.rule_files import read_rule_book
from directory.db import Database
from directory.domain.vocabulary import Country, Profession
from tests.pages import PageClient
from tests.places import Placed
from tests.rule_findings import finding

PATH: Final = "/api/v1/rules"
ONLY_SQLITE: Final = pytest.mark.parametrize("placed", ["sqlite"], indirect=True)
NUMBERS: Final = (
    "needling_hours", "foundation_hours", "in_person_hours", "hours_before_first_use",
    "complete_within_years", "supervised_sessions", "years_in_practice",
)  # fmt: skip
FLAGS: Final = (
    "written_exam", "practical_exam", "regulator_assesses_training", "head_neck_training",
)  # fmt: skip


@pytest.fixture
def database(placed: Placed) -> Database:
    placed.begin()
    return placed.database


def body(answer: TestResponse) -> dict[str, Any]:
    read: dict[str, Any] = answer.get_json(force=True)
    return read


def ask(client: PageClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"{PATH}?{query}")
    assert answer.status_code == 200, body(answer)
    assert answer.mimetype == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found = body(answer)
    assert found["total"] == len(found["rules"])
    rules: list[dict[str, Any]] = found["rules"]
    return rules


def refused(client: PageClient, query: str) -> dict[str, dict[str, str]]:
    answer = client.get(f"{PATH}?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    problem = body(answer)
    assert problem["title"] == "The parameters cannot be used"
    for error in problem["errors"]:
        assert error["detail"] in problem["detail"]
        assert error["name"] in error["detail"]
    return {error["name"]: error for error in problem["errors"]}


@ONLY_SQLITE
def test_every_rule_that_counts_is_answered_in_order(client: PageClient) -> None:
    rules = ask(client)
    assert len(rules) == len({rule.key for rule in read_rule_book()})
    keys = [(rule["country"], rule["region"], rule["profession"]) for rule in rules]
    order = list(map(str, Profession))
    assert keys == sorted(keys, key=lambda k: (k[0] == "CA", k[1], order.index(k[2])))
    assert {country for country, _, _ in keys} == set(Country)


@ONLY_SQLITE
def test_a_rule_is_written_whole(client: PageClient) -> None:
    (rule,) = ask(client, "country=US&region=CO&profession=physical_therapist")
    assert rule == {
        "country": "US",
        "region": "CO",
        "profession": "physical_therapist",
        "version": "2026-11-20",
        "versions": ["2026-11-20"],
        "origin": "published",
        "recorded_on": "2026-11-20",
        "status": "permitted_with_requirements",
        "ruling": "permits",
        "confidence": "medium",
        "certainty": "medium",
        "subject": "needling",
        "needling_hours": 50.0,
        "foundation_hours": None,
        "in_person_hours": 40.0,
        "hours_before_first_use": 30.0,
        "complete_within_years": 4,
        "supervised_sessions": None,
        "years_in_practice": None,
        "written_exam": None,
        "practical_exam": None,
        "authorization": None,
        "regulator_assesses_training": None,
        "accepted_programs": [],
        "body_limit": "none",
        "head_neck_training": None,
        "trained_after": None,
        "in_force_from": None,
        "in_force_until": None,
        "source": {
            "citation": "4 CCR 732-1 (dry needling rule); SB 13-079",
            "url": "https://www.pphc.co/resources",
        },
        "as_of": "2026-01",
        "note": rule["note"],
        "finding": None,
        "page": "/rules/us/co#physical_therapist",
    }
    assert rule["note"].startswith("Signed written consent.")


@ONLY_SQLITE
def test_what_was_not_found_is_null_never_zero_and_never_no(client: PageClient) -> None:
    for rule in ask(client):
        for name in NUMBERS:
            assert rule[name] is None or rule[name] > 0
        for name in FLAGS:
            assert rule[name] in {None, True}
        for name in ("as_of", "note", "authorization", "confidence"):
            assert rule[name] != ""


@ONLY_SQLITE
def test_what_follows_is_said_beside_what_stands_there(client: PageClient) -> None:
    (rule,) = ask(client, "region=PA&profession=chiropractor")
    assert (rule["status"], rule["ruling"]) == ("prohibited", "refuses")
    assert (rule["subject"], rule["confidence"], rule["certainty"]) == (
        "acupuncture",
        "high",
        "medium",
    )


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("query", "regions", "professions"),
    [
        ("country=us&region=co&profession=physician", {"CO"}, {"physician"}),
        (
            "region=ON&profession=physician&profession=naturopath",
            {"ON"},
            {"physician", "naturopath"},
        ),
        ("region=PR", set(), set()),
        ("country=US&profession=naturopath&region=&as_of=", {"AZ", "KS", "NH"}, {"naturopath"}),
    ],
)
def test_rules_are_chosen_by_place_and_profession(
    client: PageClient, query: str, regions: set[str], professions: set[str]
) -> None:
    rules = ask(client, query)
    assert {rule["region"] for rule in rules} == regions
    assert {rule["profession"] for rule in rules} == professions


@ONLY_SQLITE
def test_before_anything_was_recorded_nothing_counted(client: PageClient) -> None:
    assert ask(client, "region=CO&as_of=2026-11-19") == []
    assert len(ask(client, "region=CO&as_of=2026-11-20")) == 5
    answer = body(client.get(f"{PATH}?region=CO&as_of=2026-11-20"))
    assert answer["as_of"] == "2026-11-20"
    assert body(client.get(f"{PATH}?region=CO"))["as_of"] is None


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("query", "name", "code", "told"),
    [
        ("country=MX", "country", "not_one_of", "Set “country” to one of: US, CA."),
        ("country=US&country=CA", "country", "repeated", "Give “country” once."),
        (
            "country=CA&region=CO",
            "region",
            "not_one_of",
            "Set “region” to one of: AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT.",
        ),
        ("region=CO&region=CO", "region", "repeated", "Give “region” once."),
        ("profession=doctor", "profession", "not_one_of", "Set “profession” to one of: phys"),
        (
            "as_of=tomorrow",
            "as_of",
            "not_a_day",
            "Set “as_of” to a day as year, month and day, such as 2026-11-24.",
        ),
        (
            "as_of=2026-11-25",
            "as_of",
            "in_the_future",
            "Set “as_of” to 2026-11-24 or an earlier day.",
        ),
        ("as_of=2026-11-24&as_of=2026-11-24", "as_of", "repeated", "Give “as_of” once."),
        (
            "state=CO",
            "state",
            "unknown",
            "There is no parameter “state” here. Use: country, region, profession, as_of.",
        ),
    ],
)
def test_a_wrong_parameter_is_named_with_what_to_do(
    client: PageClient, query: str, name: str, code: str, told: str
) -> None:
    faults = refused(client, query)
    assert list(faults) == [name]
    assert faults[name]["code"] == code
    assert faults[name]["detail"].startswith(told)


@ONLY_SQLITE
def test_every_wrong_parameter_is_named_at_once(client: PageClient) -> None:
    faults = refused(client, "country=x&region=y&profession=z&as_of=0&limit=1&_external=1")
    assert set(faults) == {"country", "region", "profession", "as_of", "limit", "_external"}


@ONLY_SQLITE
@pytest.mark.parametrize("value", ["\0", "x" * 100_000, "%", "١", "null", "[]", "'; DROP TABLE"])
@pytest.mark.parametrize("name", ["country", "region", "profession", "as_of"])
def test_nothing_that_is_sent_breaks_it(client: PageClient, name: str, value: str) -> None:
    answer = client.get(PATH, query_string={name: value})
    assert answer.status_code == 400
    assert [error["name"] for error in body(answer)["errors"]] == [name]


@ONLY_SQLITE
@pytest.mark.parametrize(("code", "told"), [("es", "as_of"), ("fr", "as_of")])
def test_faults_are_told_in_the_language_of_the_address(
    client: PageClient, code: str, told: str
) -> None:
    answer = client.get(f"/{code}{PATH}?as_of=x")
    assert told in body(answer)["detail"]
    rules = body(client.get(f"/{code}{PATH}?region=QC&profession=physician"))["rules"]
    assert [rule["page"] for rule in rules] == [f"/{code}/rules/ca/qc#physician"]


def test_a_finding_counts_from_its_day_and_says_how_long(
    client: PageClient, database: Database
) -> None:
    query = "region=PA&profession=physical_therapist"
    (before,) = ask(client, query)
    assert (before["status"], before["ruling"], before["finding"]) == (
        "silent",
        "not_established",
        None,
    )
    with database.transaction() as session:
        finding(session, needling_hours=27.5)
    (rule,) = ask(client, query)
    assert rule["version"] == "finding-1"
    assert rule["versions"] == ["2026-11-20", "finding-1"]
    assert rule["origin"] == "finding"
    assert (rule["ruling"], rule["certainty"]) == ("permits", "high")
    assert rule["finding"] == {"researched_on": "2026-11-23", "holds_until": "2027-11-23"}
    assert rule["needling_hours"] == 27.5
    assert ask(client, f"{query}&as_of=2026-11-23") == [
        before | {"versions": ["2026-11-20", "finding-1"]}
    ]
