"""Holds, matches and proposals about a person as a whole, in words for staff."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.exclusions import MatchRefusal
from directory.domain.holds import HoldRefusal
from directory.domain.merging import MergeRefusal
from directory.domain.reasons import Reason
from directory.domain.vocabulary import ExclusionOutcome, HoldKind
from directory.letters.reasons import REASONS
from directory.web.speech import gettext

_Words = Mapping[str, object]
HOLDS: Final[_Words] = {
    HoldKind.SUSPENSION: lazy_gettext("Held back by a reviewer"),
    HoldKind.EXCLUSION_REVIEW: lazy_gettext("Held back: the list of excluded people names the NPI"),
    HoldKind.EXCLUSION: lazy_gettext("Excluded: a reviewer found that the list means this person"),
}
OUTCOMES: Final[_Words] = {
    ExclusionOutcome.THEIRS: lazy_gettext("It is this person"),
    ExclusionOutcome.NOT_THEIRS: lazy_gettext("It is somebody else"),
}
HOLD_REFUSALS: Final[_Words] = {
    HoldRefusal.NOT_YOUR_PART: lazy_gettext("Only reviewers hold a listing back."),
    HoldRefusal.OWN_FILE: lazy_gettext("Nobody decides on their own file. Leave it to another."),
    HoldRefusal.HELD_ALREADY: lazy_gettext("This listing is held back already."),
    HoldRefusal.NOT_OPEN: lazy_gettext("This hold has ended already. There is nothing to end."),
    HoldRefusal.REASON_NOT_FOR_THIS: lazy_gettext("Choose one of the reasons."),
    HoldRefusal.WORDS_MISSING: lazy_gettext("Write what the practitioner reads."),
}
MATCH_REFUSALS: Final[_Words] = {
    MatchRefusal.NOT_YOUR_PART: lazy_gettext("Only reviewers settle a match."),
    MatchRefusal.OWN_FILE: lazy_gettext("Nobody decides on their own file. Leave it to another."),
    MatchRefusal.SETTLED: lazy_gettext("Another reviewer has settled this already."),
    MatchRefusal.HELD: lazy_gettext(
        "This match holds the listing back. To let it back takes two reviewers: "
        "propose that the hold ends."
    ),
    MatchRefusal.WORDS_MISSING: lazy_gettext("Write what the practitioner reads."),
}
MERGE_REFUSALS: Final[_Words] = {
    MergeRefusal.NOT_YOUR_PART: lazy_gettext("Only reviewers merge listings."),
    MergeRefusal.OWN_FILE: lazy_gettext(
        "One of the two is your own file, or you help to keep it. Leave it to another reviewer."
    ),
    MergeRefusal.SAME_LISTING: lazy_gettext("This is the same listing. Choose another one."),
    MergeRefusal.MERGED_ALREADY: lazy_gettext(
        "One of the two was merged already. Open the listing that was kept."
    ),
    MergeRefusal.LEFT: lazy_gettext(
        "One of the two has left the directory. It is erased after a month by itself."
    ),
    MergeRefusal.OPEN_CLAIM: lazy_gettext(
        "Somebody claims one of the two. Settle the claim first."
    ),
    MergeRefusal.TWO_NPIS: lazy_gettext(
        "They have two different NPIs. An NPI is given once to a person, so these are two people. "
        "If one of them is wrong, have it corrected first."
    ),
    MergeRefusal.OWNED_DOUBLE: lazy_gettext(
        "The other listing has an account and this one has none. Keep the one with the account: "
        "turn the two around."
    ),
}


def reason_said(reason: Reason) -> str:
    """Say a reason as the practitioner reads it."""
    return gettext(REASONS[reason])


def hold_named(kind: HoldKind) -> str:
    """Say what a hold is."""
    return str(HOLDS[kind])
