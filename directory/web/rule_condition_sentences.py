"""What a rule of the place asks for, a line each; what was not found is not said."""

from collections.abc import Iterator

from directory.domain.programs import ProgramBook
from directory.domain.rules import BodyLimit, Rule
from directory.web.rule_sentences import day, kind
from directory.web.speech import format_decimal, gettext, ngettext


def hours(number: float) -> str:
    return ngettext(
        "%(number)s hour", "%(number)s hours", round(number), number=format_decimal(number)
    )


def years(number: int) -> str:
    return ngettext("%(number)s year", "%(number)s years", number, number=format_decimal(number))


def sessions(number: int) -> str:
    return ngettext(
        "%(number)s supervised session",
        "%(number)s supervised sessions",
        number,
        number=format_decimal(number),
    )


def asked_for(rule: Rule, programs: ProgramBook) -> list[str]:
    """List what a rule asks for; nothing that was not found."""
    return [*_training(rule), *_examinations(rule), *_entries(rule, programs)]


def _training(rule: Rule) -> Iterator[str]:
    if rule.needling_hours is not None:
        yield gettext("%(hours)s of needling training", hours=hours(rule.needling_hours))
    if rule.in_person_hours is not None and rule.needling_hours is None:
        yield gettext("%(hours)s of needling training in person", hours=hours(rule.in_person_hours))
    elif rule.in_person_hours is not None:
        yield gettext("%(hours)s of it in person", hours=hours(rule.in_person_hours))
    if rule.hours_before_first_use is not None and rule.complete_within_years is not None:
        yield gettext(
            "%(hours)s before the first use, the rest within %(years)s of the first course",
            hours=hours(rule.hours_before_first_use),
            years=years(rule.complete_within_years),
        )
    if rule.foundation_hours is not None:
        yield gettext(
            "%(hours)s of foundation subjects, which the professional degree covers",
            hours=hours(rule.foundation_hours),
        )
    if rule.head_neck_training:
        yield gettext("training that covers the head and neck")
    if rule.body_limit is BodyLimit.UPPER_LIMB:
        yield gettext("needles from the hand to the shoulder only, so not for headache")
    if rule.supervised_sessions is not None:
        yield sessions(rule.supervised_sessions)
    if rule.years_in_practice is not None:
        yield gettext("%(years)s in practice", years=years(rule.years_in_practice))


def _examinations(rule: Rule) -> Iterator[str]:
    if rule.written_exam:
        yield gettext("a written examination")
    if rule.practical_exam:
        yield gettext("a practical examination")


def _entries(rule: Rule, programs: ProgramBook) -> Iterator[str]:
    if rule.authorization is not None:
        yield gettext("%(kind)s, from the regulator", kind=kind(rule.authorization))
        if rule.regulator_assesses_training:
            yield gettext(
                "the regulator assesses the training itself, so its entry stands for training"
                " and certification here"
            )
    if rule.accepted_programs:
        known = (programs.find(slug) for slug in sorted(rule.accepted_programs))
        names = "; ".join(program.name for program in known if program is not None)
        yield gettext("one of these programs: %(names)s", names=names)


def binds(rule: Rule) -> str:
    """Say whom a rule binds, where that is not everyone."""
    if rule.trained_after is None:
        return ""
    return gettext("Only people trained after %(day)s.", day=day(rule.trained_after))


def in_force(rule: Rule) -> str:
    """Say from when and until when a rule is in force, where its text says so."""
    begins, ends = rule.in_force_from, rule.in_force_until
    if begins and ends:
        return gettext("From %(first)s until %(last)s.", first=day(begins), last=day(ends))
    if begins:
        return gettext("From %(day)s.", day=day(begins))
    return gettext("Until %(day)s.", day=day(ends)) if ends else ""
