"""Regulators' files in words: what lines came to, and why something was not done."""

from typing import Final

from flask_babel import lazy_gettext

from directory.domain.register_sampling import SigningRefusal
from directory.domain.registers import RowFault
from directory.domain.situations import Refusal
from directory.domain.vocabulary import Country, Profession, RegisterMatch
from directory.queries.registers import BatchView
from directory.web.presenters.words import day, language_here, profession
from directory.web.speech import gettext
from directory.web.wiring import region_name

MATCHES: Final = {
    RegisterMatch.MATCHED: lazy_gettext("Match: number, name and status"),
    RegisterMatch.NAME_DIFFERS: lazy_gettext("Have another name here"),
    RegisterMatch.NOT_ACTIVE: lazy_gettext("Do not say that they may practice"),
    RegisterMatch.ENDED: lazy_gettext("Have ended"),
    RegisterMatch.ENDS_SOONER: lazy_gettext("End sooner than here"),
    RegisterMatch.NOT_VERIFIED: lazy_gettext("Wait for a reviewer here already, or are suspended"),
    RegisterMatch.NOT_HERE: lazy_gettext("Are nobody’s here"),
    RegisterMatch.TWICE: lazy_gettext("Stand twice in the file"),
    RegisterMatch.UNREADABLE: lazy_gettext("Cannot be read"),
}
REFUSALS: Final = {
    SigningRefusal.NOT_YOUR_PART: lazy_gettext("Only reviewers sign a register."),
    SigningRefusal.SETTLED: lazy_gettext("This file is signed or put aside already."),
    SigningRefusal.NOTHING_MATCHES: lazy_gettext(
        "No line of this file matches a license here, so there is nothing to sign. "
        "Put the file aside."
    ),
    SigningRefusal.TOO_OLD: lazy_gettext(
        "This file is too old to say what the register says now. Put it aside, and have a new "
        "one read."
    ),
    SigningRefusal.SAMPLE_OPEN: lazy_gettext(
        "Some lines of the sample are not looked up yet. Look up each of them, and save what you "
        "found."
    ),
    SigningRefusal.SAMPLE_FAILED: lazy_gettext(
        "A line of the sample differs from the register, so the file cannot be relied on. "
        "Put it aside, and ask the regulator."
    ),
}
ROW_FAULTS: Final = {
    RowFault.NOT_CSV: lazy_gettext("A quotation mark is not closed, or closed too early"),
    RowFault.CELLS: lazy_gettext("It has more or fewer cells than the first line"),
    RowFault.NUMBER: lazy_gettext("The number is empty, or has characters that no number has"),
    RowFault.NAME: lazy_gettext("The name is empty, or has no letters"),
    RowFault.STATUS: lazy_gettext("The status is empty or too long"),
    RowFault.DAY: lazy_gettext("The end is not written as 2027-09-30"),
}
LEFT: Final = {
    Refusal.STALE.value: lazy_gettext("Somebody acted on this license after the file was read"),
    Refusal.NOT_ALLOWED_FROM_HERE.value: lazy_gettext("This license is not verified any more"),
    Refusal.OWN_FILE.value: lazy_gettext(
        "Whoever signed stands on this person’s side. Another reviewer extends it by hand"
    ),
    Refusal.FAILED_RULE.value: lazy_gettext("The rule of the place speaks against it now"),
    Refusal.CHECK_TOO_OLD.value: lazy_gettext("The file was too old by then"),
}
"""Why a line of a signed file was left; anything else did not work out."""


def refusal(why: SigningRefusal) -> str:
    """Say why something was not done, and what to do."""
    return str(REFUSALS[why])


def left(fault: str | None) -> str:
    """Say why a line was not carried out."""
    said = LEFT.get(fault or "")
    return (
        gettext("It did not work out. Look at this license by hand") if said is None else str(said)
    )


def row_fault(fault: str | None) -> str:
    """Say why a line cannot be read."""
    return "" if fault is None else str(ROW_FAULTS[RowFault(fault)])


def named(country: Country, region: str, *, of: Profession) -> str:
    """Name whose register it is: a profession of a region."""
    who = profession(of, country, language=language_here())
    return f"{who}, {region_name(country, region)}"


def stands(batch: BatchView) -> str:
    """Say where a file stands."""
    spoken = language_here()
    if batch.refused_at is not None:
        when = day(batch.refused_at.date(), spoken)
        return gettext("Put aside on %(day)s. Nothing of it counts.", day=when)
    if batch.carried_out_at is not None:
        when = day(batch.carried_out_at.date(), spoken)
        return gettext("Signed, and carried out on %(day)s.", day=when)
    if batch.stopped:
        return gettext(
            "Whoever signed it reviews no more, so it stopped. Another reviewer may sign it."
        )
    if batch.signed_at is not None:
        return gettext("Signed. It is being carried out now.")
    return gettext("Waits for a reviewer.")
