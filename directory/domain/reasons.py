"""Reasons that a reviewer gives with a decision, as codes, and which ones fit which action."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from directory.domain.verification import Action


class Reason(StrEnum):
    """Why a decision was taken; the sentence to the practitioner stands beside it."""

    NOT_ON_REGISTER = "not_on_register"
    NUMBER_DIFFERS = "number_differs"
    NAME_DIFFERS = "name_differs"
    END_DIFFERS = "end_differs"
    ENDED = "ended"
    DOCUMENT_MISSING = "document_missing"
    DOCUMENT_UNREADABLE = "document_unreadable"
    DOCUMENT_DOUBTED = "document_doubted"
    TRANSLATION_NEEDED = "translation_needed"
    HOURS_NOT_STATED = "hours_not_stated"
    EXAM_NOT_STATED = "exam_not_stated"
    HEAD_NECK_NOT_STATED = "head_neck_not_stated"
    ISSUER_DENIES = "issuer_denies"
    ISSUER_SILENT = "issuer_silent"
    NO_ANSWER = "no_answer"
    NOT_ELIGIBLE = "not_eligible"
    NOT_NEEDLING = "not_needling"
    CLASS_NOT_ENOUGH = "class_not_enough"
    CONDITIONS_UNCLEAR = "conditions_unclear"
    CONDITIONS_BAR_NEEDLING = "conditions_bar_needling"
    RULE_OF_PLACE = "rule_of_place"
    DUPLICATE = "duplicate"
    SOURCE_UNREACHABLE = "source_unreachable"
    RULE_BEING_RESEARCHED = "rule_being_researched"
    REGISTER_SUSPENDED = "register_suspended"
    REGISTER_REVOKED = "register_revoked"
    REGISTER_ACTIVE_AGAIN = "register_active_again"
    EXCLUSION_PENDING = "exclusion_pending"
    EXCLUSION_CONFIRMED = "exclusion_confirmed"
    EXCLUSION_NOT_THEIRS = "exclusion_not_theirs"
    REPORT_UNDER_REVIEW = "report_under_review"
    REPORT_CONFIRMED = "report_confirmed"
    REPORT_NOT_CONFIRMED = "report_not_confirmed"
    FALSE_STATEMENT = "false_statement"
    CORRECTED = "corrected"
    APPEAL_GRANTED = "appeal_granted"
    RULE_OUT_OF_DATE = "rule_out_of_date"
    RULE_DOES_NOT_APPLY = "rule_does_not_apply"
    SOURCE_SAYS_OTHERWISE = "source_says_otherwise"


OVERRIDES = frozenset(
    {Reason.RULE_OUT_OF_DATE, Reason.RULE_DOES_NOT_APPLY, Reason.SOURCE_SAYS_OTHERWISE}
)
"""Why a rule that failed by itself is set aside."""

_SUSPENDS = frozenset(
    {
        Reason.REGISTER_SUSPENDED,
        Reason.EXCLUSION_PENDING,
        Reason.REPORT_UNDER_REVIEW,
        Reason.DOCUMENT_DOUBTED,
        Reason.ISSUER_DENIES,
        Reason.CONDITIONS_BAR_NEEDLING,
        Reason.RULE_OF_PLACE,
    }
)

REASONS: Mapping[Action, frozenset[Reason]] = MappingProxyType(
    {
        Action.REFUSE: frozenset(
            {
                Reason.NOT_ON_REGISTER,
                Reason.NUMBER_DIFFERS,
                Reason.NAME_DIFFERS,
                Reason.ENDED,
                Reason.DOCUMENT_MISSING,
                Reason.DOCUMENT_UNREADABLE,
                Reason.DOCUMENT_DOUBTED,
                Reason.ISSUER_DENIES,
                Reason.ISSUER_SILENT,
                Reason.NO_ANSWER,
                Reason.NOT_ELIGIBLE,
                Reason.NOT_NEEDLING,
                Reason.CLASS_NOT_ENOUGH,
                Reason.CONDITIONS_BAR_NEEDLING,
                Reason.RULE_OF_PLACE,
                Reason.DUPLICATE,
            }
        ),
        Action.QUERY: frozenset(
            {
                Reason.NOT_ON_REGISTER,
                Reason.NUMBER_DIFFERS,
                Reason.NAME_DIFFERS,
                Reason.END_DIFFERS,
                Reason.DOCUMENT_MISSING,
                Reason.DOCUMENT_UNREADABLE,
                Reason.TRANSLATION_NEEDED,
                Reason.HOURS_NOT_STATED,
                Reason.EXAM_NOT_STATED,
                Reason.HEAD_NECK_NOT_STATED,
                Reason.ISSUER_SILENT,
                Reason.CONDITIONS_UNCLEAR,
                Reason.RULE_OF_PLACE,
            }
        ),
        Action.DEFER: frozenset(
            {Reason.SOURCE_UNREACHABLE, Reason.ISSUER_SILENT, Reason.RULE_BEING_RESEARCHED}
        ),
        Action.SUSPEND: _SUSPENDS,
        Action.UPHOLD: _SUSPENDS,
        Action.LIFT: frozenset(
            {
                Reason.REGISTER_ACTIVE_AGAIN,
                Reason.EXCLUSION_NOT_THEIRS,
                Reason.REPORT_NOT_CONFIRMED,
                Reason.CORRECTED,
                Reason.APPEAL_GRANTED,
            }
        ),
        Action.REVOKE: frozenset(
            {
                Reason.REGISTER_REVOKED,
                Reason.EXCLUSION_CONFIRMED,
                Reason.REPORT_CONFIRMED,
                Reason.ISSUER_DENIES,
                Reason.FALSE_STATEMENT,
            }
        ),
    }
)
"""Actions that are not here are taken without a reason."""


def reasons_for(action: Action, *, overriding: bool) -> frozenset[Reason]:
    """Give the reasons that fit an action; who overrides a failed rule says why they do."""
    return OVERRIDES if overriding else REASONS.get(action, frozenset())
