"""Findings of reviewers about the rule of a place, as tests put them into a database."""

from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from directory.domain.rules import BodyLimit, RuleStatus
from directory.domain.vocabulary import Country, Profession
from directory.models.rules import RuleFinding

CONFIRMED_AT: Final = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def finding(
    session: Session,
    *,
    number: int = 1,
    confirmed_at: datetime | None = CONFIRMED_AT,
    **changes: Any,  # noqa: ANN401  (any column)
) -> RuleFinding:
    """Write what two reviewers found: physical therapists may needle in Pennsylvania."""
    given = {
        "country": Country.US,
        "region": "PA",
        "profession": Profession.PHYSICAL_THERAPIST,
        "version": f"finding-{number}",
        "status": RuleStatus.PERMITTED_WITH_REQUIREMENTS,
        "needling_hours": None,
        "in_person_hours": None,
        "supervised_sessions": None,
        "years_in_practice": None,
        "written_exam": False,
        "practical_exam": False,
        "authorization": None,
        "regulator_assesses_training": False,
        "body_limit": BodyLimit.NONE,
        "trained_after": None,
        "citation": "Letter of the board",
        "source_url": "https://board.example/letter",
        "note": "The board wrote that it leaves this to training.",
        "researched_on": date(2026, 11, 23),
        "proposed_by": 1,
        "proposed_at": CONFIRMED_AT,
        "settled_by": 2,
        **changes,
    }
    made = RuleFinding(id=number, confirmed_at=confirmed_at, **given)
    session.add(made)
    return made
