"""What differs between a credential and the one that it goes on from: old beside new."""

from dataclasses import dataclass

from directory.queries.entries import CredentialEntry
from directory.web.presenters.credential_facts import Facts, facts
from directory.web.review.wing import blueprint


@dataclass(frozen=True, slots=True)
class Changed:
    """A term with what it was and what it is; empty where one of the two does not have it."""

    term: str
    old: str
    new: str


def old_new(earlier: Facts, now: Facts) -> tuple[Changed, ...]:
    """Give what changed from one to the other, in the order of the page; what stays falls away."""
    before, after = dict(earlier), dict(now)
    terms = (*after, *(term for term in before if term not in after))
    every = (Changed(term, before.get(term, ""), after.get(term, "")) for term in terms)
    return tuple(each for each in every if each.old != each.new)


def changes(earlier: CredentialEntry, now: CredentialEntry) -> tuple[Changed, ...]:
    """Give what a renewal or a correction changes."""
    return old_new(facts(earlier), facts(now))


@blueprint.context_processor
def _for_templates() -> dict[str, object]:
    """Let the part of a person's page that shows it ask for it."""
    return {"changes_of": changes}
