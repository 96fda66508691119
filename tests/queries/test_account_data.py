"""What is kept about somebody is in what they take along, table by table."""

from typing import Final

import pytest

from directory.db import Database
from directory.models.base import Base
from directory.queries import account_data as taken
from directory.queries.account_data import data_of
from tests.clock import START
from tests.factories import person
from tests.offices import OWNER, open_accounts

NOT_THEIRS: Final = {
    "one_time_link": "a way in, and what it is for stands in the letter",
    "log_private": "in the decisions",
    "log_salt": "what the log is salted with",
    "posting": "how search knows them: nothing of it was said by them",
    "practitioner_hold": "told in the letters and decisions",
    "proposed_step": "what reviewers propose to each other",
    "published": "what the public could read, at its own address",
    "report": "what somebody else said; they may be found by it",
    "report_contact": "what reviewers note while they look into a report",
    "issuer_request": "what others were asked; its outcome stands in the checks",
    "rule_fallout": "told in a letter",
    "standing": "what the rules conclude, on their status page",
    "recheck": "what a reviewer found when the listing was drawn as a sample",
    "decision_fact": "counted for the figures; the decisions themselves are in the log",
    "desk_file": "who of the reviewers has the file; nothing of it is about the person",
    "desk_item": "work that follows from what is told elsewhere",
    "exclusion_match": "a line of a public list, which may be about somebody else",
    "file_note": "what reviewers note for each other",
    "last_decision": "a decision as it can be taken back, for a minute",
    "noted_check": "a look that no decision rests on yet",
    "proposed_act": "what reviewers propose to each other",
}
"""Tables about people that are left out, each with its reason."""


def test_every_table_about_people_is_taken_along_or_has_a_reason() -> None:
    about = {
        table.name
        for table in Base.metadata.tables.values()
        if {"account_id", "practitioner_id", "location_id"} & set(table.columns.keys())
    }
    known = {
        table.__tablename__
        for group in (taken._OF_ACCOUNT, taken._OF_PRACTITIONER, taken._OF_LOCATION)  # noqa: SLF001
        for table in group
    } | {"practitioner", "clinic", "account"}
    assert about - known == set(NOT_THEIRS)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_somebody_without_a_listing_takes_their_account_alone(database: Database) -> None:
    assert OWNER.account is not None
    with database.transaction() as session:
        open_accounts(session, OWNER, at=START)
        person(session, number=7)
    with database.reading() as connection:
        found = data_of(connection, OWNER.account)
    assert set(found) == {"account", "account_role"}
