"""Files as evidence: taken apart, kept, lent to credentials, and removed when nothing needs them.

A file is written before its row, and removed after it: what a fall in between leaves behind is a
file without a row, which `sweep` removes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from sqlalchemy import ColumnElement, func, select

from directory.adapters.evidence_reading import Clean, EvidenceReader
from directory.adapters.evidence_store import EvidenceStore
from directory.adapters.sealing import Seal
from directory.domain.accounts.limits import Limit
from directory.domain.entry.duplicates import Holder, check_file_known
from directory.domain.entry.evidence import (
    FIRST_BYTES,
    FileFacts,
    FileKind,
    Trouble,
    check_file,
    kind_of,
)
from directory.domain.entry.faults import Fault, FaultCode, error
from directory.domain.evidence_rules import MOST_FILES, USES, Keeps, at_once, room_for, shown_name
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.situations import Actor
from directory.domain.vocabulary import CredentialKind
from directory.models.credentials import CredentialEvidence, Evidence
from directory.queries.evidence import file_of_listing, stored_among
from directory.workflows.accounts.limits import Try, take
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.credential_rows import NoSuchCredential, Row, find
from directory.workflows.entering import owner
from directory.workflows.identifiers import fresh_id

_MINUTE: Final = 60
_LINKS: Final = {
    CredentialKind.LICENCE: "licence_id",
    CredentialKind.AUTHORIZATION: "authorization_id",
    CredentialKind.TRAINING: "training_id",
    CredentialKind.CERTIFICATION: "certification_id",
}


class NoSuchFile(Exception):
    """The listing has no such file."""


class NoMoreFiles(Exception):
    """The credential takes no further files: what was decided rests on those that were there."""


class FileStays(Exception):
    """A file cannot be removed, because something relies on it."""

    def __init__(self, keeps: Keeps) -> None:
        super().__init__(keeps)
        self.keeps = keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Cabinet:
    """The office, and what takes files apart and keeps them."""

    office: Office
    seal: Seal
    reader: EvidenceReader
    store: EvidenceStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was sent."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The credential of a listing that files are for."""

    practitioner_id: int
    kind: CredentialKind
    id: int


@dataclass(frozen=True, slots=True)
class Said:
    """What is the matter with one file; `name`: what its owner calls it."""

    name: str | None
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What became of the files of a form: those received, those that were there, and faults."""

    received: tuple[int, ...] = ()
    known: tuple[int, ...] = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Put:
    """A file that was taken apart, and where it stands."""

    name: str | None
    sha256: str
    clean: Clean
    stored_as: str


def hand_in(
    cabinet: Cabinet,
    actor: Actor,
    *,
    papers: Papers,
    uploads: Sequence[Upload],
    also: Collection[int] = (),
    translation_of: int | None = None,
) -> HandedIn:
    """Take files in for a credential, and let it have others that are there already.

    Every file counts by itself: the good ones are kept, and what is wrong with others is said.
    Raises `NoSuchCredential`, `NoSuchFile` and `NoMoreFiles`; then nothing was kept.
    """
    if many := at_once(len(uploads)):
        return HandedIn(said=(Said(None, many[0]),))
    said: list[Said] = []
    good = [
        (upload, clean)
        for upload in uploads
        if (clean := _taken_apart(cabinet, actor, upload=upload, said=said)) is not None
    ]
    with cabinet.store.putting():
        put = [_put(cabinet, upload, clean=clean) for upload, clean in good]
        kept: frozenset[str | None] = frozenset()
        try:
            with cabinet.office.act(actor) as act:
                credential = _open(act, papers)
                if translation_of is not None:
                    _own(act, papers.practitioner_id, evidence_id=translation_of)
                received, known = _entered(act, papers, put=put, said=said)
                for row in received:
                    row.translation_of = translation_of
                _lend(act, credential, papers=papers, files=[*(row.id for row in received), *also])
                kept = frozenset(row.stored_as for row in received)
        except (NoSuchCredential, NoSuchFile, NoMoreFiles):
            # Of our own making, before anything was written. After any other failure nobody knows
            # whether the rows are there: then `sweep` finds out.
            _drop(cabinet, put, kept=frozenset())
            raise
        _drop(cabinet, put, kept=kept)
    return HandedIn(received=tuple(row.id for row in received), known=known, said=tuple(said))


def take_off(act: Act, papers: Papers, *, evidence_id: int) -> None:
    """Let a file serve a credential no longer; it stays with the listing.

    Raises `NoSuchCredential`, `NoSuchFile` and `FileStays`.
    """
    credential = _credential(act, papers)
    row = _own(act, papers.practitioner_id, evidence_id=evidence_id)
    stays = USES[credential.state].keeps
    if stays is not None:
        raise FileStays(stays)
    links = act.session.scalars(
        select(CredentialEvidence)
        .where(_link(papers), CredentialEvidence.evidence_id == row.id)
        .order_by(CredentialEvidence.id)
        .limit(MOST_FILES)
    ).all()
    if not links:
        raise NoSuchFile
    for link in links:
        act.session.delete(link)
    _log(act, row, done=DecisionAct.EVIDENCE_REMOVED, papers=papers)


def remove(cabinet: Cabinet, actor: Actor, *, practitioner_id: int, evidence_id: int) -> None:
    """Remove a file for good. Raises `NoSuchFile`, and `FileStays` where something relies on it."""
    with cabinet.office.act(actor) as act:
        owner(act, practitioner_id)
        row = _own(act, practitioner_id, evidence_id=evidence_id)
        file = file_of_listing(act.session.connection(), practitioner_id, evidence_id=evidence_id)
        if file is not None and file.keeps is not None:
            raise FileStays(file.keeps)
        stored_as = row.stored_as
        act.session.delete(row)
        _log(act, row, done=DecisionAct.EVIDENCE_REMOVED)
    if stored_as is not None:
        cabinet.store.remove(stored_as)


def sweep(office: Office, store: EvidenceStore) -> int:
    """Remove the files that no row names; gives how many."""

    def known(names: Sequence[str]) -> Collection[str]:
        with office.database.transaction() as session:
            return stored_among(session.connection(), names)

    return store.sweep(known)


def _taken_apart(
    cabinet: Cabinet, actor: Actor, *, upload: Upload, said: list[Said]
) -> Clean | None:
    """Take one file apart; what is wrong with it is said."""
    facts = FileFacts(
        name=upload.name,
        media_type=upload.media_type,
        size=len(upload.content),
        first_bytes=upload.content[:FIRST_BYTES],
    )
    faults, clean = check_file(facts) or _too_often(cabinet, actor), None
    kind = kind_of(facts.first_bytes)
    if not faults and kind is not None:
        found = cabinet.reader.read(upload.content, kind)
        if isinstance(found, Trouble):
            faults = check_file(replace(facts, trouble=found))
        else:
            clean = found
    said += [Said(shown_name(upload.name), fault) for fault in faults]
    return clean


def _too_often(cabinet: Cabinet, actor: Actor) -> tuple[Fault, ...]:
    """Count a file that is about to be taken apart."""
    office, tried = cabinet.office, Try(Limit.FILE_ACCOUNT, str(actor.account))
    wait = take(office.database, [tried], at=office.now(), seal=cabinet.seal)
    if wait is None:
        return ()
    minutes = -(-wait.seconds // _MINUTE)
    return (error(FaultCode.EVIDENCE_TOO_OFTEN, "file", minutes=minutes),)


def _put(cabinet: Cabinet, upload: Upload, *, clean: Clean) -> _Put:
    return _Put(
        name=shown_name(upload.name),
        sha256=sha256(upload.content).hexdigest(),
        clean=clean,
        stored_as=cabinet.store.put(clean.pages, clean.document),
    )


def _drop(cabinet: Cabinet, put: Sequence[_Put], *, kept: Collection[str | None]) -> None:
    for each in put:
        if each.stored_as not in kept:
            cabinet.store.remove(each.stored_as)


def _credential(act: Act, papers: Papers) -> Row:
    row = find(act, papers.kind, credential_id=papers.id)
    if row.practitioner_id != papers.practitioner_id:
        # Whose it is, is nobody else's business.
        raise NoSuchCredential
    return row


def _open(act: Act, papers: Papers) -> Row:
    row = _credential(act, papers)
    if not USES[row.state].may_add:
        raise NoMoreFiles
    return row


def _own(act: Act, practitioner_id: int, *, evidence_id: int) -> Evidence:
    row = act.session.scalar(
        select(Evidence).where(
            Evidence.id == evidence_id, Evidence.practitioner_id == practitioner_id
        )
    )
    if row is None:
        raise NoSuchFile
    return row


def _entered(
    act: Act, papers: Papers, *, put: Sequence[_Put], said: list[Said]
) -> tuple[list[Evidence], tuple[int, ...]]:
    """Write the rows of files that are new here and have room; give them, and those known."""
    received: list[Evidence] = []
    known: list[int] = []
    for each in put:
        same = _same(act, each.sha256)
        own = [row for row in same if row.practitioner_id == papers.practitioner_id]
        elsewhere = len(own) < len(same)
        full = () if own else _no_room(act, papers.practitioner_id, adds=each.clean.size)
        if own or full:
            known += [row.id for row in own]
            faults = check_file_known([Holder.SELF]) if own else full
            said += [Said(each.name, fault) for fault in faults]
            continue
        row = _row(act, papers.practitioner_id, put=each)
        act.session.add(row)
        act.session.flush()
        received.append(row)
        _log(act, row, done=DecisionAct.EVIDENCE_RECEIVED)
        for fault in check_file_known([Holder.ANOTHER] if elsewhere else []):
            _log(act, row, done=DecisionAct.FLAG_RAISED, reason=fault.code.value)
    return received, tuple(known)


def _same(act: Act, digest: str) -> Sequence[Evidence]:
    """Give the files that had the same bytes, here and with others."""
    return act.session.scalars(
        select(Evidence)
        .where(Evidence.sha256 == digest)
        .order_by(Evidence.received_at, Evidence.id)
        .limit(MOST_FILES)
    ).all()


def _no_room(act: Act, practitioner_id: int, *, adds: int) -> tuple[Fault, ...]:
    files, kept = act.session.execute(
        select(func.count(), func.coalesce(func.sum(Evidence.size), 0)).where(
            Evidence.practitioner_id == practitioner_id
        )
    ).one()
    return room_for(files=files, kept=kept, adds=adds)


def _row(act: Act, practitioner_id: int, *, put: _Put) -> Evidence:
    is_pdf = put.clean.kind is FileKind.PDF
    return Evidence(
        id=fresh_id(),
        practitioner_id=practitioner_id,
        sha256=put.sha256,
        media_type=(FileKind.PDF if is_pdf else FileKind.JPEG).value,
        size=put.clean.size,
        name=put.name,
        pages=len(put.clean.pages),
        stored_as=put.stored_as,
        received_at=act.at,
    )


def _lend(act: Act, credential: Row, *, papers: Papers, files: Sequence[int]) -> None:
    """Let files of the listing serve a credential; those that do already stay as they are."""
    there = set(
        act.session.scalars(
            select(CredentialEvidence.evidence_id)
            .where(_link(papers))
            .order_by(CredentialEvidence.evidence_id)
            .limit(MOST_FILES)
        )
    )
    for number in dict.fromkeys(files):
        row = _own(act, papers.practitioner_id, evidence_id=number)
        if row.id in there:
            continue
        act.session.add(
            CredentialEvidence(
                id=fresh_id(), evidence_id=row.id, **{_LINKS[papers.kind]: credential.id}
            )
        )
        _log(act, row, done=DecisionAct.EVIDENCE_ATTACHED, papers=papers)


def _link(papers: Papers) -> ColumnElement[bool]:
    return getattr(CredentialEvidence, _LINKS[papers.kind]) == papers.id  # type: ignore[no-any-return]


def _log(
    act: Act,
    row: Evidence,
    *,
    done: DecisionAct,
    reason: str | None = None,
    papers: Papers | None = None,
) -> None:
    """Note what became of a file, and of which credential's."""
    act.log(
        done,
        Subject(practitioner_id=row.practitioner_id, kind=SubjectKind.EVIDENCE, id=row.id),
        reason=reason,
        pages=row.pages,
        credential=None if papers is None else papers.kind.value,
        credential_id=None if papers is None else papers.id,
    )
