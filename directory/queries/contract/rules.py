"""Rules of the place as the public JSON contract writes them."""

from collections.abc import Iterable
from typing import Any

from directory.domain.rules import Rule, RuleOrigin


def rule(counting: Rule, versions: Iterable[Rule], *, page: str) -> dict[str, Any]:
    """Write the rule that counts, beside the versions there are; `page`: where people read it.

    What was not found is null: an empty number is not zero, and a condition that nobody read is
    not "no".
    """
    return {
        "country": counting.country,
        "region": counting.region,
        "profession": counting.profession,
        "version": counting.version,
        "versions": [each.version for each in versions],
        "origin": counting.origin,
        "recorded_on": counting.recorded_on,
        "status": counting.status,
        "ruling": counting.ruling,
        "confidence": counting.confidence,
        "certainty": counting.certainty,
        "subject": counting.subject,
        "needling_hours": counting.needling_hours,
        "foundation_hours": counting.foundation_hours,
        "in_person_hours": counting.in_person_hours,
        "hours_before_first_use": counting.hours_before_first_use,
        "complete_within_years": counting.complete_within_years,
        "supervised_sessions": counting.supervised_sessions,
        "years_in_practice": counting.years_in_practice,
        "written_exam": counting.written_exam or None,
        "practical_exam": counting.practical_exam or None,
        "authorization": counting.authorization,
        "regulator_assesses_training": counting.regulator_assesses_training or None,
        "accepted_programs": sorted(counting.accepted_programs),
        "body_limit": counting.body_limit,
        "head_neck_training": counting.head_neck_training or None,
        "trained_after": counting.trained_after,
        "in_force_from": counting.in_force_from,
        "in_force_until": counting.in_force_until,
        "source": {"citation": counting.citation or None, "url": counting.source_url or None},
        "as_of": counting.as_of or None,
        "note": counting.note or None,
        "finding": _finding(counting),
        "page": page,
    }


def _finding(counting: Rule) -> dict[str, Any] | None:
    if counting.origin is not RuleOrigin.FINDING:
        return None
    return {"researched_on": counting.researched_on, "holds_until": counting.last_day}
