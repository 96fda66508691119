"""Finds what was done to the log of decisions behind its back, by deriving all of it anew."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from directory.domain import log_entries, log_heads, merkle
from directory.domain.log_damage import Damage, Report
from directory.domain.log_entries import Line, Readable, hidden
from directory.domain.log_heads import HASH_BYTES, Head, Seal


class Recorded(NamedTuple):
    """An entry with its head and its readable side, as stored: what was tampered with may be any.

    Where there is no head, `size` is None; where there is no readable side, `private_seq` is.
    """

    seq: int
    leaf: Any
    hash: Any
    size: Any
    at: Any
    root: Any
    previous: Any
    signature: Any
    key_id: Any
    private_seq: Any
    practitioner_id: Any
    subject_kind: Any
    subject_id: Any
    actor_kind: Any
    actor_id: Any
    words: Any
    details: Any
    own_salt: Any
    salt: Any


_SIDE = slice(
    Recorded._fields.index(Readable._fields[0]), Recorded._fields.index(Readable._fields[-1]) + 1
)


class Audit:
    """Reads the log from its first entry to its last, and remembers what does not fit."""

    def __init__(self, seal: Seal, saved: Sequence[Head] = ()) -> None:
        """Look the log over; `saved`: heads that somebody kept from earlier."""
        self.report = Report()
        self._seal = seal
        self._saved = sorted(saved, key=lambda head: head.size)
        self._peaks: list[bytes] = []
        self._made: dict[tuple[int, int], bytes] = {}
        self._before: Recorded | None = None
        self._whole = True

    def entries(self, recorded: Iterable[Recorded]) -> None:
        """Look at the next entries."""
        for row in recorded:
            report, seq = self.report, row.seq
            if self._whole and seq != report.entries:
                # Nothing that comes after a gap can be derived.
                report.note(Damage.ENTRY_MISSING, report.entries)
                self._whole = False
            report.entries += 1
            line = self._line(row)
            if self._whole:
                self._grow(seq, _octets(row.hash))
            self._head(row, line)
            if row.private_seq is not None:
                self._readable(row, line)

    def nodes(self, stored: Iterable[tuple[int, int, Any]]) -> None:
        """Look at the subtrees that the entries since the last call completed."""
        made, self._made = self._made, {}
        if not self._whole:
            return
        for level, nth, kept in stored:
            self.report.nodes += 1
            expected = made.pop((level, nth), None)
            if kept != expected:
                self.report.note(Damage.NODE_CHANGED, f"{level}/{nth}")
        for level, nth in made:
            self.report.note(Damage.NODE_MISSING, f"{level}/{nth}")

    def end(self, *, last_seq: int, heads: int, last_size: int, nodes: int) -> None:
        """Compare what was read with what the tables hold in all; `last_*` -1 and 0 for none."""
        size = last_seq + 1
        if self._whole and self.report.entries < size:
            self.report.note(Damage.ENTRY_MISSING, self.report.entries)
            self._whole = False
        if last_size > size or heads > size:
            self.report.note(Damage.HEAD_STRANGE, last_size)
        if nodes > sum(size >> level for level in range(1, size.bit_length())):
            self.report.note(Damage.NODE_STRANGE, nodes)
        if self._before is not None:
            self._signature(self._before)
        for head in self._saved:
            # Those that the log reaches were taken out when it was at their size.
            self._genuine(head)
            self.report.note(Damage.SAVED_BEYOND, head.size)

    def _line(self, row: Recorded) -> Line:
        leaf = _text(row.leaf)
        if merkle.leaf_hash(leaf.encode()) != row.hash:
            self.report.note(Damage.ENTRY_CHANGED, row.seq)
        line = log_entries.read(leaf)
        if line.seq != str(row.seq):
            self.report.note(Damage.ENTRY_ELSEWHERE, row.seq)
        return line

    def _grow(self, seq: int, above: bytes) -> None:
        # The same as `merkle.completed_by`, keeping only the peaks.
        level, nth, peaks = 0, seq, self._peaks
        while nth & 1:
            above = merkle.node_hash(peaks.pop(), above)
            level, nth = level + 1, nth >> 1
            self._made[level, nth] = above
        peaks.append(above)

    def _head(self, row: Recorded, line: Line) -> None:
        report, size, before = self.report, row.seq + 1, self._before
        if row.size is None:
            report.note(Damage.HEAD_MISSING, size)
            return
        report.heads += 1
        root = merkle.joined(self._peaks) if self._whole else row.root
        if row.root != root:
            report.note(Damage.HEAD_ROOT, size)
        at, previous = line.at, log_heads.FIRST
        if before is not None:
            at = max(at, _text(before.at))
            previous = log_heads.chained(_note(before), _octets(before.signature))
        if row.at != at:
            report.note(Damage.HEAD_TIME, size)
        if row.previous != previous:
            report.note(Damage.HEAD_CHAIN, size)
        if before is not None and before.key_id != row.key_id:
            # From here on another key signs; the last word of the earlier one is looked at.
            self._signature(before)
        while self._saved and self._saved[0].size <= size:
            self._compare(self._saved.pop(0), root)
        self._before = row

    def _signature(self, row: Recorded) -> None:
        """Look at a signature: through the chain, it vouches for every head before."""
        key_id = _text(row.key_id)
        if key_id not in self.report.keys:
            self.report.keys.append(key_id)
        if not self._seal.knows(key_id):
            self.report.note(Damage.HEAD_KEY, row.size)
        elif not self._seal.is_genuine(_note(row), _octets(row.signature), key_id=key_id):
            self.report.note(Damage.HEAD_SIGNATURE, row.size)

    def _compare(self, saved: Head, root: Any) -> None:  # noqa: ANN401  (as stored)
        self._genuine(saved)
        if saved.root != root:
            self.report.note(Damage.SAVED_DIFFERS, saved.size)

    def _genuine(self, saved: Head) -> None:
        if not self._seal.knows(saved.key_id):
            self.report.note(Damage.SAVED_KEY, saved.size)
        elif not self._seal.is_genuine(
            log_heads.note_of(saved), saved.signature, key_id=saved.key_id
        ):
            self.report.note(Damage.SAVED_SIGNATURE, saved.size)

    def _readable(self, row: Recorded, line: Line) -> None:
        self.report.readable += 1
        salt = row.own_salt if row.practitioner_id is None else row.salt
        if not isinstance(salt, bytes):
            self.report.note(Damage.SALT_MISSING, row.seq)
            return
        stored: tuple[Any, ...] = row
        try:
            told = hidden(Readable._make(stored[_SIDE]), seq=row.seq, salt=salt)
        except TypeError:
            # No text that anybody ever wrote.
            told = None
        if told != (line.subject, line.actor, line.words):
            self.report.note(Damage.READABLE_CHANGED, row.seq)


def _note(row: Recorded) -> bytes:
    return log_heads.note(
        size=row.size, root=_octets(row.root), at=_text(row.at), previous=_octets(row.previous)
    )


def _octets(value: Any) -> bytes:  # noqa: ANN401  (as stored)
    return value if isinstance(value, bytes) else bytes(HASH_BYTES)


def _text(value: Any) -> str:  # noqa: ANN401  (as stored)
    return value if isinstance(value, str) else ""
