"""What a reviewer has a listing say to everybody, in words."""

from typing import Final

from flask_babel import lazy_gettext

from directory.domain.vocabulary import PublicNotice

_SAID: Final = {
    PublicNotice.CALL_FIRST: lazy_gettext("Call first. Some details here may be wrong."),
    PublicNotice.BEING_RECHECKED: lazy_gettext("We are checking this listing again."),
}
NAMES: Final = {
    PublicNotice.CALL_FIRST: lazy_gettext("Call first: details may be wrong"),
    PublicNotice.BEING_RECHECKED: lazy_gettext("We are checking it again"),
}
"""How reviewers call each."""


def notice_said(notice: PublicNotice | None) -> str:
    """Give the sentence; nothing where there is no notice."""
    return "" if notice is None else str(_SAID[notice])
