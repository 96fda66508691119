"""Looks that were noted, as the form of a look begins with them."""

from collections.abc import Mapping

from flask import g

from directory.domain.checks import CheckRecord
from directory.queries.noted_checks import NotedLook, hashes_of_files, noted_looks
from directory.queries.review_credentials import Look, Ref
from directory.queries.review_file import ReviewFile
from directory.web.wiring import services


def looks_noted(file: ReviewFile) -> Mapping[Ref, NotedLook]:
    """Read the looks of a file once for a page."""
    kept = g.setdefault("noted_looks", {})
    if file.id not in kept:
        with services().database.reading() as connection:
            kept[file.id] = noted_looks(connection, file.id)
    found: Mapping[Ref, NotedLook] = kept[file.id]
    return found


def written(record: CheckRecord, file: str) -> dict[str, object]:
    """Write a look as the fields of its form; `file`: the key of the one that shows it."""
    return {
        "source": record.source.value,
        "source_name": record.source_name,
        "url": record.url or "",
        "looked_on": record.looked_on.isoformat(),
        "status": record.status_found.value if record.status_found else "",
        "status_words": record.status_words,
        "end_found": record.end_found.isoformat() if record.end_found else "",
        "reference": record.reference,
        "note": record.note,
        "evidence": file,
    }


def file_of(file: ReviewFile, record: CheckRecord) -> str:
    """Give the key of the file that a look was written down with; empty where there is none."""
    if record.evidence_sha256 is None:
        return ""
    kept = g.setdefault("hashes_of_files", {})
    if file.id not in kept:
        with services().database.reading() as connection:
            kept[file.id] = hashes_of_files(connection, file.id)
    hashes = kept[file.id]
    return next(
        (each.key for each in file.evidence if hashes.get(each.id) == record.evidence_sha256), ""
    )


def look_of(record: CheckRecord) -> Look:
    """See a look that was noted as one that is on record."""
    return Look(
        id=0,
        source=record.source,
        source_name=record.source_name,
        url=record.url,
        looked_on=record.looked_on,
        status_found=record.status_found,
        status_words=record.status_words,
        end_found=record.end_found,
        reference=record.reference,
        note=record.note,
        reviewer=record.reviewer,
        evidence_sha256=record.evidence_sha256,
    )
