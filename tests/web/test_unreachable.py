"""When the database cannot be used, pages and programs hear so, and what to do."""

from pathlib import Path

import pytest

from directory import config, create_app
from tests.pages import PageClient


@pytest.fixture
def client(tmp_path: Path) -> PageClient:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"This was a database once." * 400)
    app = create_app(
        config.load(
            {
                "SECRET_KEY": "only for tests, and long enough for them",
                "DATABASE_URL": f"sqlite:///{damaged}",
            }
        )
    )
    app.test_client_class = PageClient
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made


@pytest.mark.parametrize("path", ["/", "/search?near=80211", "/practitioners/000000000001"])
def test_a_page_says_that_the_service_has_a_problem(client: PageClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize(
    "path", ["/search?near=80211", "/places?q=denv", "/export/practitioners.ndjson"]
)
def test_a_program_is_told_so_in_kind(client: PageClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 503
    assert answer.mimetype == "application/problem+json"
    assert "Try again later" in answer.get_data(as_text=True)
