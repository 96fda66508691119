"""The two listings of a merge, as a reviewer compares them."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.vocabulary import CredentialKind
from directory.queries.duplicates import SideView
from directory.web.review.credential_words import STATES

KINDS: Final = {
    CredentialKind.LICENCE: lazy_gettext("License"),
    CredentialKind.AUTHORIZATION: lazy_gettext("Authorization"),
    CredentialKind.TRAINING: lazy_gettext("Training"),
    CredentialKind.CERTIFICATION: lazy_gettext("Certification"),
}


@dataclass(frozen=True, slots=True)
class SideSaid:
    """A listing, with its credentials in words."""

    side: SideView
    papers: tuple[str, ...]


def side_said(side: SideView) -> SideSaid:
    """Put a listing into words."""
    return SideSaid(
        side,
        tuple(
            f"{KINDS[paper.kind]}: {paper.said or '–'} ({STATES[paper.state]})"
            for paper in side.papers
        ),
    )
