"""Each message of entry is seen on a page, or it is said here why no page can show it."""

from itertools import combinations
from typing import Final

from directory.domain.entry.faults import FaultCode
from tests.web.practitioner import (
    test_credential_messages,
    test_evidence_messages,
    test_person_messages,
)

FOR_REVIEWERS: Final = frozenset({
    FaultCode.ANSWER_PROMISES, FaultCode.BIO_PROMISES, FaultCode.NAME_DIFFERS,
    FaultCode.NAME_ELSEWHERE, FaultCode.NAME_LOOK_ALIKE, FaultCode.NAME_MIXED_SCRIPTS,
    FaultCode.WEBSITE_MIXED_SCRIPTS, FaultCode.LICENCE_CLASS_NOT_FULL,
    FaultCode.LICENCE_CONDITIONS, FaultCode.PROFESSION_NOT_ELIGIBLE,
    FaultCode.PROGRAM_COUNTS_NONE, FaultCode.PROGRAM_COUNTS_UNKNOWN,
    FaultCode.PROGRAM_NOT_ACCREDITING, FaultCode.PROGRAM_NOT_LISTED,
    FaultCode.AUTHORIZATION_NUMBER_ELSEWHERE, FaultCode.CERTIFICATION_NUMBER_ELSEWHERE,
    FaultCode.RULE_NOT_ESTABLISHED, FaultCode.RULE_SECOND_HAND,
})  # fmt: skip
"""Flags: whoever enters something is not told of them."""
OF_ACCOUNTS: Final = frozenset({
    FaultCode.PASSWORD_SHORT, FaultCode.PASSWORD_REPEATS, FaultCode.PASSWORD_RUN,
    FaultCode.PASSWORD_KNOWN, FaultCode.PASSWORD_PERSONAL, FaultCode.PASSWORD_GUESSABLE,
    FaultCode.CODE_FORM, FaultCode.RECOVERY_CODE_FORM,
})  # fmt: skip
"""Seen in tests/web/accounts."""
FROM_FILES: Final = frozenset({
    FaultCode.CURRENCY_MISSING, FaultCode.CURRENCY_UNKNOWN, FaultCode.HEADACHE_MISSING,
    FaultCode.HEADACHE_UNKNOWN, FaultCode.DATE_FORM, FaultCode.TRAINING_YEAR_DIFFERS,
})  # fmt: skip
"""What a page offers to choose, or asks for in boxes, only an importer can get wrong so."""
CUT_OFF: Final = frozenset({FaultCode.EVIDENCE_NOT_RECEIVED})
"""A body that is cut off never becomes a form."""


def test_each_message_is_seen_on_a_page_or_has_its_reason() -> None:
    seen = test_credential_messages.SEEN | test_person_messages.SEEN | test_evidence_messages.SEEN
    reasons = (FOR_REVIEWERS, OF_ACCOUNTS, FROM_FILES, CUT_OFF)
    assert seen | frozenset().union(*reasons) == set(FaultCode)
    for one, other in combinations((seen, *reasons), 2):
        assert not one & other
