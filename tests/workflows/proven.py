"""Reviewers of a test's office with a session, proven just now: what acts of two people ask for."""

from directory.domain.accounts import tokens
from directory.domain.situations import Actor
from directory.domain.vocabulary import SignInMethod
from directory.queries.accounts import Visitor, visitor_with
from directory.workflows.accounts.sessions import open_session
from directory.workflows.acts import Office
from tests.offices import SYSTEM


def proven(office: Office, who: Actor) -> Visitor:
    """Open a session of somebody, and give who it is."""
    assert who.account is not None
    with office.act(SYSTEM) as act:
        made = open_session(
            act, who.account, by=SignInMethod.PASSKEY, lacking=None, device="Firefox, Linux"
        )
    with office.database.reading() as connection:
        found = visitor_with(connection, tokens.hash_of(made.token))
    assert found is not None
    return found
