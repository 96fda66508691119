"""Why nothing was done about a report, in a sentence that says what to do."""

from typing import Final

from flask_babel import lazy_gettext

from directory.domain.reports import ReportRefusal

REFUSALS: Final = {
    ReportRefusal.NOT_YOUR_PART: lazy_gettext("Only reviewers work on reports."),
    ReportRefusal.OWN_FILE: lazy_gettext("This listing is yours, or you help to keep it."),
    ReportRefusal.CLOSED: lazy_gettext("This report is closed already. Read how it ended below."),
    ReportRefusal.NOTICE_MISSING: lazy_gettext(
        "The listing says nothing to everybody yet. Change what it says, then close the report."
    ),
    ReportRefusal.NOT_SUSPENDED: lazy_gettext(
        "Nothing of this listing is suspended. Suspend it on its file, then close the report."
    ),
    ReportRefusal.OWNER_NOT_ASKED: lazy_gettext(
        "Nobody has written to the practitioner since the report came. Write to them on their"
        " file, then close the report."
    ),
}
