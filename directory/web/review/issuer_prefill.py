"""What an issuer has answered, as the form of a look begins with it."""

from collections.abc import Mapping
from datetime import UTC

from directory.domain.issuers import Answered, record_of
from directory.domain.vocabulary import IssuerAnswer
from directory.web.guards import here
from directory.web.review.sections import Section


def from_issuer(section: Section) -> Mapping[str, str]:
    """Give the fields of a look that the newest answer fills; nothing where it was used already."""
    answered = _newest(section)
    used = {look.reference for look in section.credential.looks}
    if answered is None or answered.reference in used:
        return {}
    record = record_of(answered, reviewer=here().account.id)
    return {
        "source": record.source.value,
        "source_name": record.source_name,
        "url": "",
        "looked_on": record.looked_on.isoformat(),
        "status": record.status_found.value if record.status_found else "",
        "reference": record.reference,
        "note": record.note,
    }


def _newest(section: Section) -> Answered | None:
    for each in sorted(section.asked, key=lambda asked: asked.at, reverse=True):
        if each.answer is not None and each.answered_at is not None:
            return Answered(
                kind=section.credential.kind,
                issuer=each.issuer,
                reference=each.reference,
                answer=IssuerAnswer(each.answer),
                by=each.answered_by or "",
                words=each.words or "",
                on=each.answered_at.astimezone(UTC).date(),
            )
    return None
