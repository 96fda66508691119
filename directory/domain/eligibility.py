"""Who may list a practice at all: what is asked before anything is entered."""

from datetime import date

from directory.domain.entry.faults import Fault, Weight
from directory.domain.entry.rule_of_the_place import Asking, check_rule_of_the_place
from directory.domain.programs import ProgramBook
from directory.domain.rules import RuleBook
from directory.domain.vocabulary import Country, Profession


def stands_in_the_way(
    profession: Profession,
    *,
    country: Country,
    region: str,
    day: date,
    rules: RuleBook,
    programs: ProgramBook,
) -> tuple[Fault, ...]:
    """Say what the rule of a place has against a profession's needling for headache.

    Nothing where the rule allows it, or where nobody has established it: a reviewer finds out.
    """
    asking = Asking(profession=profession, country=country, region=region)
    found = check_rule_of_the_place(asking, day=day, rules=rules, programs=programs)
    return tuple(fault for fault in found if fault.weight is Weight.ERROR)
