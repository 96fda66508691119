"""A reviewer's reasons as the practitioner reads them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from directory.domain.reasons import Reason

N_: Final = str
"""Marks a text for those who translate it."""

REASONS: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        Reason.NOT_ON_REGISTER: N_("we did not find it on the register."),
        Reason.NUMBER_DIFFERS: N_("the number differs from the one at its source."),
        Reason.NAME_DIFFERS: N_("the name differs from the one at its source."),
        Reason.END_DIFFERS: N_("the end date differs from the one at its source."),
        Reason.ENDED: N_("it has ended."),
        Reason.DOCUMENT_MISSING: N_("a document is missing."),
        Reason.DOCUMENT_UNREADABLE: N_("we could not read the document."),
        Reason.DOCUMENT_DOUBTED: N_("we could not confirm that the document is genuine."),
        Reason.TRANSLATION_NEEDED: N_("the document needs a translation."),
        Reason.HOURS_NOT_STATED: N_("the document does not say how many hours the training took."),
        Reason.EXAM_NOT_STATED: N_("the document does not say whether there was an examination."),
        Reason.HEAD_NECK_NOT_STATED: N_(
            "the document does not say whether the head and neck were covered."
        ),
        Reason.ISSUER_DENIES: N_("the issuer told us that they did not issue it."),
        Reason.ISSUER_SILENT: N_("the issuer has not answered us."),
        Reason.NO_ANSWER: N_("we had no answer to our question."),
        Reason.NOT_ELIGIBLE: N_("it is not of a kind that this directory accepts."),
        Reason.NOT_NEEDLING: N_("it does not cover needling."),
        Reason.CLASS_NOT_ENOUGH: N_("its class does not allow independent practice."),
        Reason.CONDITIONS_UNCLEAR: N_("its conditions are not clear to us."),
        Reason.CONDITIONS_BAR_NEEDLING: N_("its conditions do not allow needling."),
        Reason.RULE_OF_PLACE: N_("the rule of the place where you practice does not allow it."),
        Reason.DUPLICATE: N_("it is on record already."),
        Reason.SOURCE_UNREACHABLE: N_("we could not reach its source."),
        Reason.RULE_BEING_RESEARCHED: N_("we are finding out the rule of the place."),
        Reason.REGISTER_SUSPENDED: N_("the register says that it is suspended."),
        Reason.REGISTER_REVOKED: N_("the register says that it was revoked."),
        Reason.REGISTER_ACTIVE_AGAIN: N_("the register says that it is active again."),
        Reason.EXCLUSION_PENDING: N_(
            "a name like yours is on a list of people excluded from public health programs, "
            "and we are finding out whose it is."
        ),
        Reason.EXCLUSION_CONFIRMED: N_(
            "you are on a list of people excluded from public health programs."
        ),
        Reason.EXCLUSION_NOT_THEIRS: N_(
            "the entry on the list of people excluded from public health programs is not yours."
        ),
        Reason.REPORT_UNDER_REVIEW: N_("we are looking into a report."),
        Reason.REPORT_CONFIRMED: N_("a report was confirmed."),
        Reason.REPORT_NOT_CONFIRMED: N_("a report was not confirmed."),
        Reason.FALSE_STATEMENT: N_("a statement was not true."),
        Reason.CORRECTED: N_("what was wrong has been corrected."),
        Reason.APPEAL_GRANTED: N_("your appeal was granted."),
        Reason.RULE_OUT_OF_DATE: N_("an automatic rule of ours was out of date."),
        Reason.RULE_DOES_NOT_APPLY: N_("an automatic rule of ours does not apply to you."),
        Reason.SOURCE_SAYS_OTHERWISE: N_("the source and an automatic rule of ours do not agree."),
    }
)
"""Each stands after “Why:”."""
