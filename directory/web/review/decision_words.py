"""Steps on credentials in words for reviewers: their names, what they lack, why they failed."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.checks import Lack
from directory.domain.situations import Refusal
from directory.domain.verification import Action
from directory.domain.vocabulary import CountsAs, Finding

BUTTONS: Final[Mapping[Action, object]] = {
    Action.VERIFY: lazy_gettext("Approve"),
    Action.QUERY: lazy_gettext("Ask"),
    Action.REFUSE: lazy_gettext("Not accepted"),
    Action.DEFER: lazy_gettext("Put off"),
    Action.RESUME: lazy_gettext("Take up again"),
    Action.EXTEND: lazy_gettext("Extend"),
    Action.SUSPEND: lazy_gettext("Suspend"),
    Action.LIFT: lazy_gettext("Lift the suspension"),
    Action.UPHOLD: lazy_gettext("Uphold the decision"),
    Action.REVOKE: lazy_gettext("Revoke"),
}
"""In the order in which they stand on the page."""
ABOUT: Final[Mapping[Action, object]] = {
    Action.VERIFY: lazy_gettext("Patients see it as checked from now on."),
    Action.QUERY: lazy_gettext("It waits until the practitioner has answered."),
    Action.REFUSE: lazy_gettext(
        "The practitioner can correct it and send it again, or ask for another reviewer."
    ),
    Action.DEFER: lazy_gettext("It comes back to the desk on a day of your choice."),
    Action.RESUME: lazy_gettext("It goes back to what is to be checked."),
    Action.EXTEND: lazy_gettext(
        "The check holds for longer. A later end at the register becomes a new period."
    ),
    Action.SUSPEND: lazy_gettext("Patients do not see it from now on."),
    Action.LIFT: lazy_gettext("Patients see it again, once a second reviewer has confirmed it."),
    Action.UPHOLD: lazy_gettext("The suspension stands, and the appeal is settled."),
    Action.REVOKE: lazy_gettext("It is taken down for good. Nobody can bring it back."),
}
DONE: Final[Mapping[Action, object]] = {
    Action.VERIFY: lazy_gettext("Approved"),
    Action.QUERY: lazy_gettext("Asked"),
    Action.REFUSE: lazy_gettext("Not accepted"),
    Action.DEFER: lazy_gettext("Put off"),
}
"""What can be taken back, once it is done."""
KEYS: Final[Mapping[Action, str]] = {
    Action.VERIFY: "a",
    Action.QUERY: "r",
    Action.REFUSE: "d",
    Action.DEFER: "e",
}
"""The keys of those who have switched shortcuts on."""
LACKS: Final[Mapping[Lack, object]] = {
    Lack.NO_RECORD: lazy_gettext("Look it up at its source, and write down what you see."),
    Lack.OTHER_KIND: lazy_gettext("The look is about another kind of credential. Look anew."),
    Lack.SOURCE_NOT_ENOUGH: lazy_gettext(
        "This source does not do for this kind of credential. Choose another one."
    ),
    Lack.SOURCE_NAME: lazy_gettext("Name the source that you asked."),
    Lack.ADDRESS: lazy_gettext("Give the address of the page that you looked at."),
    Lack.REFERENCE: lazy_gettext("Say where the answer is found again: its reference."),
    Lack.EVIDENCE: lazy_gettext("Choose the file that shows it."),
    Lack.REVIEWER: lazy_gettext("Save the look as yours: nobody stands for it yet."),
    Lack.STATUS: lazy_gettext("Say which status the source shows."),
    Lack.STATUS_WORDS: lazy_gettext("Write the status as the source words it."),
    Lack.STATUS_NOT_ACTIVE: lazy_gettext("The source does not show it as active."),
    Lack.CONDITIONS_NOT_JUDGED: lazy_gettext("Say whether the conditions bar needling."),
    Lack.LOOKED_IN_FUTURE: lazy_gettext("The day of the look is still to come."),
    Lack.TOO_OLD: lazy_gettext("The look is too old. Look again."),
    Lack.ENDED: lazy_gettext("It has ended."),
    Lack.END_DIFFERS: lazy_gettext(
        "The source gives another end date than the practitioner. Ask them to correct it."
    ),
}
REFUSALS: Final[Mapping[Refusal, object]] = {
    Refusal.NOT_YOUR_PART: lazy_gettext("Only a reviewer can do this."),
    Refusal.NOT_YOURS: lazy_gettext("Only the owner of the listing can do this."),
    Refusal.OWN_FILE: lazy_gettext(
        "This is your own file, or that of somebody you act for. Another reviewer decides on it."
    ),
    Refusal.STALE: lazy_gettext(
        "This changed while you were reading. Nothing was done. What you typed is still below."
    ),
    Refusal.NOT_ALLOWED_FROM_HERE: lazy_gettext(
        "This cannot be done as it stands now. Read below what stands now."
    ),
    Refusal.ALREADY_APPEALED: lazy_gettext("The appeal against this is decided."),
    Refusal.SAME_REVIEWER: lazy_gettext(
        "You took the first decision on this, or proposed it. Another reviewer has to do it."
    ),
    Refusal.UNDO_OVER: lazy_gettext(
        "It is too late to take this back: a minute is over, its letter has left, or something "
        "else has happened since."
    ),
    Refusal.NUMBER_ELSEWHERE: lazy_gettext(
        "Another listing has this number as checked. Compare the two: one of them is wrong, or "
        "they are one person."
    ),
    Refusal.REASON_MISSING: lazy_gettext("Choose a reason"),
    Refusal.REASON_NOT_FOR_THIS: lazy_gettext("Choose a reason that fits this step"),
    Refusal.WORDS_MISSING: lazy_gettext("Write what the practitioner reads"),
    Refusal.DAY_NOT_IN_FUTURE: lazy_gettext("Enter a day that is still to come"),
    Refusal.DAY_NOT_COME: lazy_gettext("Its day has not come yet."),
    Refusal.CHECK_INCOMPLETE: lazy_gettext("The look that this rests on is not complete."),
    Refusal.CHECK_TOO_OLD: lazy_gettext("The look that this rests on is too old. Look again."),
    Refusal.FAILED_RULE: lazy_gettext(
        "The rule of the place speaks against it. Tick that you set the rule aside, or do not "
        "approve it"
    ),
    Refusal.SECOND_NEEDED: lazy_gettext("A second reviewer has to confirm this."),
}
FINDINGS: Final[Mapping[Finding, object]] = {
    Finding.NOT_JUDGED: lazy_gettext("No conditions, or not judged yet"),
    Finding.NO: lazy_gettext("There are conditions, and they allow needling"),
    Finding.YES: lazy_gettext("There are conditions, and they bar needling"),
}
COUNTS: Final[Mapping[CountsAs, object]] = {
    CountsAs.TRAINING: lazy_gettext("As training"),
    CountsAs.ACCREDITATION: lazy_gettext("As accreditation"),
    CountsAs.BOTH: lazy_gettext("As both"),
    CountsAs.NONE: lazy_gettext("As neither"),
}


def lack_said(lack: Lack) -> str:
    """Say what a look lacks."""
    return str(LACKS[lack])


def refusal_said(why: Refusal) -> str:
    """Say why a step was not taken, and what to do."""
    return str(REFUSALS[why])
