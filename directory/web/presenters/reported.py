"""Reports in words: what is wrong, how somebody was tried to be reached, how it ended."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.vocabulary import ContactWay, ReportOutcome, ReportReason

REASONS: Final[Mapping[ReportReason, object]] = {
    ReportReason.CONTACT: lazy_gettext("The phone number or address is wrong"),
    ReportReason.NOT_TAKING_PATIENTS: lazy_gettext("They are not taking new patients"),
    ReportReason.NOT_THERE: lazy_gettext("They no longer work there"),
    ReportReason.NOT_NEEDLING: lazy_gettext("They do not see headaches, or do not do needling"),
    ReportReason.CREDENTIAL: lazy_gettext("A license or certificate looks wrong"),
    ReportReason.SAFETY: lazy_gettext("Something unsafe happened"),
}
OUTCOMES: Final[Mapping[ReportOutcome, object]] = {
    ReportOutcome.CORRECTED: lazy_gettext("It was right: the listing is corrected"),
    ReportOutcome.ASKED_OWNER: lazy_gettext("We asked the practitioner to put it right"),
    ReportOutcome.NOTICE_SHOWN: lazy_gettext("The listing tells everybody about it"),
    ReportOutcome.SUSPENDED: lazy_gettext("The listing or a credential is suspended"),
    ReportOutcome.NOT_CONFIRMED: lazy_gettext("Nothing of it could be confirmed"),
    ReportOutcome.DUPLICATE: lazy_gettext("Another report says the same"),
    ReportOutcome.NOT_OURS: lazy_gettext("It is nothing that we can decide"),
}
WAYS: Final[Mapping[ContactWay, object]] = {
    ContactWay.PHONE: lazy_gettext("By telephone"),
    ContactWay.MAIL: lazy_gettext("By e-mail"),
    ContactWay.REGISTER: lazy_gettext("On the board’s register"),
    ContactWay.WEBSITE: lazy_gettext("On their website"),
}
