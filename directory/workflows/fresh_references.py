"""References for what people quote on the telephone: drawn until one is free."""

import secrets
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from directory.domain.references import REFERENCES, reference
from directory.workflows.acts import Act

_DRAWS: Final = 20


class NoReferenceLeft(Exception):
    """There are more of them than can be told apart."""


def fresh_reference(act: Act, column: InstrumentedAttribute[str]) -> str:
    """Draw a reference that no row of a table has."""
    for _ in range(_DRAWS):
        drawn = reference(secrets.randbelow(REFERENCES))
        if act.session.scalar(select(column).where(column == drawn).limit(1)) is None:
            return drawn
    raise NoReferenceLeft
