"""Who is suspended, excluded or revoked: what the page says, and that no list has them."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from directory.db import Database
from directory.domain.reasons import Reason
from directory.domain.vocabulary import CredentialState, HoldKind
from directory.models.credentials import Licence
from directory.models.reviews import Hold
from directory.workflows.standings import restate
from tests.clock import START, Clock
from tests.factories import person
from tests.pages import PageClient
from tests.rule_books import ANYWHERE

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ID = "000000000007"
PATH = f"/practitioners/{ID}"
AGAIN = "We are checking this listing again. Until then no search finds it."
PERHAPS = "We are checking this listing again, or it is paused. It may come back."


def held(kind: HoldKind) -> Callable[[Session], None]:
    def hold(session: Session) -> None:
        session.add(
            Hold(
                id=1, practitioner_id=7, kind=kind, reason=Reason.EXCLUSION_PENDING.value,
                opened_at=START, opened_by=None, ended_at=None, ended_by=None,
            )
        )  # fmt: skip

    return hold


def in_state(state: CredentialState) -> Callable[[Session], None]:
    def change(session: Session) -> None:
        session.get_one(Licence, 700).state = state

    return change


def renewed_and_revoked(session: Session) -> None:
    earlier = session.get_one(Licence, 700)
    values = {
        name: getattr(earlier, name)
        for name in Licence.__mapper__.column_attrs.keys()  # noqa: SIM118  (no mapping)
        if name not in {"id", "version"}
    }
    session.add(
        Licence(**{**values, "id": 701, "renews_id": 700, "state": CredentialState.REVOKED})
    )


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        (held(HoldKind.SUSPENSION), 200, AGAIN),
        (held(HoldKind.EXCLUSION_REVIEW), 200, AGAIN),
        (held(HoldKind.EXCLUSION), 200, PERHAPS),
        (in_state(CredentialState.SUSPENDED), 200, AGAIN),
        (in_state(CredentialState.REVOKED), 410, "The page that was here has been taken down."),
        # An earlier period that was checked does not save one that is revoked.
        (renewed_and_revoked, 410, "The page that was here has been taken down."),
    ],
)
def test_no_list_has_them_and_the_page_gives_no_reason(
    client: PageClient,
    database: Database,
    clock: Clock,
    change: Callable[[Session], None],
    status: int,
    says: str,
) -> None:
    with database.transaction() as session:
        person(session, number=7, at=START - timedelta(days=30))
    assert client.get(PATH, follow_redirects=True).status_code == 200
    with database.transaction() as session:
        change(session)
        restate(session, 7, at=clock.at, book=ANYWHERE)
    page = client.get(PATH, follow_redirects=True)
    assert page.status_code == status
    assert says in page.text
    assert "Do not rely on older copies of this page." in page.text
    assert "noindex" in page.text
    for word in ("exclu", "suspen", "revok", "PTL."):
        assert word not in page.text.casefold()
    for rest in ("handout", "contact.vcf"):
        assert client.get(f"{PATH}/{rest}", follow_redirects=True).text == page.text
    shown = client.get(f"/api/v1/practitioners/{ID}")
    assert shown.status_code == status
    assert shown.get_json().get("listed") in {False, None}
    found = client.get("/api/v1/search?lat=39.7392&lon=-104.9847").get_json()
    assert (found["total"], found["nearest"]) == (0, [])
    exported = client.get("/api/v1/export/practitioners.ndjson").data
    assert [json.loads(line) for line in exported.splitlines()] == []
