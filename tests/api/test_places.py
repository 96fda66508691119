import pytest

from tests.pages import PageClient

PATH = "/api/v1/places"
pytestmark = pytest.mark.parametrize("placed", ["sqlite"], indirect=True)


def test_the_beginning_of_a_name_is_completed(client: PageClient) -> None:
    answer = client.get(PATH, query_string={"q": "denv"})
    choices = answer.get_json(force=True)["choices"]
    assert answer.status_code == 200
    assert choices[0]["near"] == "Denver, CO"
    assert 1 < len(choices) <= 10
    for choice in choices:
        assert {"name", "kind", "country", "region", "lat", "lon", "near"} <= set(choice)
        place = client.get("/api/v1/search", query_string={"near": choice["near"]})
        found = place.get_json(force=True)["place"]
        assert (found["lat"], found["lon"]) == (choice["lat"], choice["lon"])


@pytest.mark.parametrize("limit", [1, 5, 50])
def test_as_many_are_offered_as_asked(client: PageClient, limit: int) -> None:
    choices = client.get(f"{PATH}?q=san&limit={limit}").get_json(force=True)["choices"]
    assert len(choices) == limit


@pytest.mark.parametrize("q", ["zzzzzz", "%25", "_", "%F0%9F%A6%92", "%E2%80%AE", "%5C", "'", "-"])
def test_nothing_begins_so(client: PageClient, q: str) -> None:
    answer = client.get(f"{PATH}?q={q}")
    assert answer.status_code == 200
    assert answer.get_json(force=True) == {"choices": []}


@pytest.mark.parametrize(
    "query",
    [
        "", "q=", "q=%20", f"q={'x' * 201}", f"q={'x' * 100_000}", "limit=5",
        *(f"q=denver&limit={limit}" for limit in (
            "0", "51", "-1", "x", "1.5", "%D9%A1", "%00", "9" * 5_000, "+1",
        )),
    ],
)  # fmt: skip
def test_what_cannot_be_completed_is_named(client: PageClient, query: str) -> None:
    answer = client.get(f"{PATH}?{query}")
    found = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert ("limit" if "q=denver" in query else "q") in found["detail"]


@pytest.mark.parametrize("bytes_", ["%00", "%FF", "%ED%A0%80", "a%00b", "%1B%5B31m", "%0A"])
def test_bytes_that_are_no_text_break_nothing(client: PageClient, bytes_: str) -> None:
    assert client.get(f"{PATH}?q={bytes_}").status_code in {200, 400}


@pytest.mark.parametrize("query", ["_external=1", "endpoint=x", "_anchor=x", "q=boston", "x=%00"])
def test_other_parameters_break_nothing(client: PageClient, query: str) -> None:
    plain = client.get(f"{PATH}?q=denver")
    assert client.get(f"{PATH}?q=denver&{query}").data == plain.data
