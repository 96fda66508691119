from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from directory.adapters.evidence_store import EvidenceStore
from directory.db import Database
from directory.models.credentials import Evidence
from directory.workflows.demo import clear_demo, load_demo
from directory.workflows.demo.evidence import hand_in_papers
from tests.clock import Clock
from tests.rule_books import REAL


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_invented_people_hand_in_papers_once_and_take_them_along(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    load_demo(database, practitioners=150, seed=1, as_of=clock().date(), book=REAL)
    drawn = hand_in_papers(database, store, at=clock())
    assert drawn > 0
    with database.reading() as connection:
        files = connection.execute(select(Evidence.stored_as, Evidence.size)).all()
    assert sorted(str(name) for name, _ in files) == list(store.names())
    for name, size in files:
        picture = store.page(str(name), 1)
        assert len(picture) == size
        assert Image.open(BytesIO(picture)).size == (1_100, 780)
    assert hand_in_papers(database, store, at=clock()) == 0
    clear_demo(database)
    assert store.sweep(lambda _: ()) == drawn
