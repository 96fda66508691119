"""Credentials entered a page at a time: saved as typed, reviewed, entered, and safe from tabs."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory.db import Database
from directory.domain.vocabulary import CredentialState
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.listings import Draft
from tests.clock import Clock
from tests.web.practitioner.drafting import (
    AUTHORIZATION,
    CERTIFICATION,
    LICENCE,
    TRAINING,
    keeper,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOBODY = {"licensed": False, "trained": False, "accreditation": False}
ALL = {
    "licence": (LICENCE, Licence),
    "training": (TRAINING, Training),
    "certification": (CERTIFICATION, Certification),
    "authorization": (AUTHORIZATION, Authorization),
}


@pytest.mark.parametrize("kind", ALL)
def test_a_credential_is_entered_page_by_page(
    app: Flask, database: Database, clock: Clock, kind: str
) -> None:
    pages, table = ALL[kind]
    who = keeper(app, database, at=clock(), **NOBODY)
    draft = who.begin(kind)
    who.fill_all(draft, pages)
    entered = who.enter(draft)
    assert entered.status_code == 303
    assert entered.location.endswith("/files")
    with database.session() as session:
        (row,) = session.scalars(select(table)).all()
        assert row.state is CredentialState.DRAFT
        assert session.scalars(select(Draft)).all() == []
