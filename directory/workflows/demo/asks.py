"""What rules of places ask of training, and which rules a story can happen under."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from directory.domain.case import rules_out
from directory.domain.rules import Rule
from directory.domain.vocabulary import Country, Profession
from directory.workflows.demo.stories import Demand


class Ask(NamedTuple):
    """What training has to show to be enough at every place that somebody works in."""

    hours: float
    in_person: float
    sessions: int
    written: bool
    practical: bool
    head_neck: bool


def ask_of(rules: Iterable[Rule]) -> Ask:
    """Take the most that any of the rules asks for."""
    asked = tuple(rules)
    return Ask(
        hours=max((rule.needling_hours or 0 for rule in asked), default=0),
        in_person=max((rule.in_person_hours or 0 for rule in asked), default=0),
        sessions=max((rule.supervised_sessions or 0 for rule in asked), default=0),
        written=any(rule.written_exam for rule in asked),
        practical=any(rule.practical_exam for rule in asked),
        head_neck=any(rule.head_neck_training for rule in asked),
    )


NOTHING: Final = ask_of(())


def can_pass(rule: Rule | None) -> bool:
    """Say whether somebody invented can pass a rule without a reviewer's finding beside it.

    Not where a rule accepts certain programs alone: nobody invented has a real body's paper.
    """
    return (
        rule is not None and rules_out(rule, rule.profession) is None and not rule.accepted_programs
    )


def meets(rule: Rule, demand: Demand) -> bool:
    """Say whether a story that demands this of its place can happen under a rule."""
    return _MEETS[demand](rule)


def _assessed(rule: Rule) -> bool:
    return rule.regulator_assesses_training and rule.authorization is not None


def _counts_hours(rule: Rule) -> bool:
    # Not where the regulator's entry, an early start or an old certificate does instead.
    return (
        rule.needling_hours is not None
        and rule.complete_within_years is None
        and rule.trained_after is None
        and not _assessed(rule)
    )


_MEETS: Final[Mapping[Demand, Callable[[Rule], bool]]] = {
    Demand.NOTHING: lambda _: True,
    Demand.UNASSESSED: lambda rule: not _assessed(rule),
    Demand.ASSESSED: _assessed,
    Demand.AUTHORIZATION: lambda rule: rule.authorization is not None,
    Demand.HOURS: _counts_hours,
    Demand.BEGINNERS: lambda rule: (
        rule.hours_before_first_use is not None and rule.complete_within_years is not None
    ),
    Demand.YEARS: lambda rule: rule.years_in_practice is not None,
    Demand.NO_MINIMUM: lambda rule: ask_of((rule,)) == NOTHING,
    Demand.COMPACT: lambda rule: (
        rule.country is Country.US and rule.profession is Profession.PHYSICAL_THERAPIST
    ),
}
