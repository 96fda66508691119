"""Invented people are marked on every page that shows them, also when they are not listed now."""

import pytest

from directory.db import Database
from directory.domain import ids
from tests.factories import person
from tests.pages import PageClient

MARK = "these people are invented"


@pytest.mark.parametrize("synthetic", [True, False])
def test_somebody_who_is_not_listed_now_is_marked_if_invented(
    client: PageClient, database: Database, *, synthetic: bool
) -> None:
    with database.transaction() as session:
        made = person(session, headaches=(), synthetic=synthetic)
    page = client.get(f"/practitioners/{ids.encode(made.id)}/ada-example")
    assert "is not listed now" in page.get_data(as_text=True)
    assert (MARK in page.get_data(as_text=True)) == synthetic


def test_each_fault_of_a_search_leads_to_its_field(client: PageClient) -> None:
    page = client.get("/search?near=Denver&headache=toothache&within=x&page=0")
    said = page.get_data(as_text=True)
    assert page.status_code == 400
    for target in ("#headache", "#within", "#near"):
        assert f'href="{target}"' in said
