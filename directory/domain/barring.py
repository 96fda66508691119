"""What keeps a person from every place: a regulator's act against them, or an exclusion."""

from collections.abc import Hashable, Sequence

from directory.domain.credentials import Authorization, Licence
from directory.domain.holding import registered, why_not
from directory.domain.notes import Note, NoteCode, note
from directory.domain.vocabulary import CredentialState


def standing_in_the_way(
    licences: Sequence[Licence], authorizations: Sequence[Authorization], *, held: bool
) -> list[Note]:
    """Say what bars a person, wherever they work; nothing where all is well."""
    found = [note(NoteCode.HELD)] if held else []
    states = {paper.state for paper in licences} | {paper.state for paper in authorizations}
    if CredentialState.SUSPENDED in states:
        found.append(note(NoteCode.SUSPENDED))
    if _unforgiven(licences) or _unforgiven(authorizations):
        found.append(note(NoteCode.REVOKED))
    return found


def _unforgiven(papers: Sequence[Licence] | Sequence[Authorization]) -> bool:
    """Say whether a revocation counts against the person.

    It no longer does once the regulator has given them another paper of the kind: it has lifted
    it then. Another period of what was revoked is nothing new.
    """
    earlier = {paper.id: paper.renews for paper in papers}
    given = {_of(paper): set[int]() for paper in papers}
    for paper in papers:
        if _counts(paper):
            given[_of(paper)].add(_first(paper.id, earlier))
    return any(
        paper.state is CredentialState.REVOKED
        and not given[_of(paper)] - {_first(paper.id, earlier)}
        for paper in papers
    )


def _of(paper: Licence | Authorization) -> Hashable:
    what = paper.profession if isinstance(paper, Licence) else paper.kind
    return paper.country, paper.region, what


def _counts(paper: Licence | Authorization) -> bool:
    return why_not(paper) is None if isinstance(paper, Licence) else registered(paper)


def _first(period: int, earlier: dict[int, int | None]) -> int:
    """Give the first of the periods that one goes on from."""
    before = earlier.get(period)
    return period if before is None else _first(before, earlier)
