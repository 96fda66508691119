"""Why somebody is qualified at a place or not, and the rule of the place that was used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from directory.domain.notes import NoteCode
from directory.web.rule_sentences import who_may
from directory.web.speech import gettext
from directory.web.verdict_sentences import Judged, for_patient

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.domain.notes import Note
    from directory.domain.rules import RuleBook
    from directory.queries.history import EarlierLocation
    from directory.queries.listing_views import LocationView
    from directory.queries.profiles import ReasonsView

_SAID_BY_CHECKS: Final = frozenset(
    {
        NoteCode.TRAINING_NONE,
        NoteCode.TRAINING_HEAD_NECK_NOT_STATED,
        NoteCode.TRAINING_HEAD_NECK_NO,
        NoteCode.ACCREDITATION_NONE,
    }
)
"""What the lines of the checks beside it say already."""
_ABOUT_THE_RULE: Final = frozenset(
    {
        NoteCode.RULE_BY_FINDING,
        NoteCode.RULE_SECOND_HAND,
        NoteCode.TRAINING_COMPLETE_BY,
        NoteCode.TRAINING_NO_MINIMUM_FOUND,
        NoteCode.TRAINING_BEFORE_RULE,
        NoteCode.TRAINING_BY_AUTHORIZATION,
        NoteCode.ACCREDITATION_BY_AUTHORIZATION,
    }
)
"""What explains a verdict and stands in nobody's way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What stands in the way, what the rule means here, and where the rule can be read."""

    in_the_way: tuple[str, ...]
    about_the_rule: tuple[str, ...]
    version: str
    country: str
    region: str
    asks: str


def reasons(view: ReasonsView, place: LocationView, *, region: str, rules: RuleBook) -> Reasons:
    """Put the notes of a verdict into words; `region`: its name."""
    judged = judged_at(place, view.rule_version, region=region, rules=rules)
    explains = [note for note in view.notes if note.code in _ABOUT_THE_RULE]
    return Reasons(
        in_the_way=in_the_way(view.notes, judged),
        about_the_rule=tuple(for_patient(note, judged) for note in explains),
        version=gettext("We judged by version %(version)s of the rule.", version=view.rule_version)
        if view.rule_version
        else "",
        country=place.country.lower(),
        region=place.region.lower(),
        asks=who_may(region),
    )


def judged_at(
    place: LocationView | EarlierLocation, version: str | None, *, region: str, rules: RuleBook
) -> Judged:
    """Say where a verdict was given, and by which version of the rule; `region`: its name."""
    rule = None
    if place.profession is not None and version is not None:
        rule = rules.version((place.country, place.region, place.profession), version)
    return Judged(country=place.country, region=region, profession=place.profession, rule=rule)


def in_the_way(notes: Iterable[Note], judged: Judged) -> tuple[str, ...]:
    """Say what keeps somebody from being qualified, but for what the checks beside it say."""
    stands = [note for note in notes if note.code not in _SAID_BY_CHECKS | _ABOUT_THE_RULE]
    return tuple(dict.fromkeys(for_patient(note, judged) for note in stands))
