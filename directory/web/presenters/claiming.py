"""Claims in words: by which way, and where each stands."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.vocabulary import ClaimState, ClaimWay

WAYS: Final[Mapping[ClaimWay, object]] = {
    ClaimWay.CODE_BY_MAIL: lazy_gettext("By a code that went to the e-mail address on record"),
    ClaimWay.CODE_BY_PHONE: lazy_gettext("By a code, read out on the telephone number on record"),
    ClaimWay.PAPERS: lazy_gettext("By papers"),
}
STATES: Final[Mapping[ClaimState, object]] = {
    ClaimState.BEGUN: lazy_gettext("Not proven yet"),
    ClaimState.WAITING: lazy_gettext("Proven, and held for a week"),
    ClaimState.CONTESTED: lazy_gettext("Contested: another one came first, or somebody has it"),
    ClaimState.GRANTED: lazy_gettext("Granted"),
    ClaimState.REFUSED: lazy_gettext("Refused"),
    ClaimState.WITHDRAWN: lazy_gettext("Withdrawn"),
}
