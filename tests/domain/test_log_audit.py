from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pytest

from directory.domain import log_entries, log_heads, merkle
from directory.domain.log_audit import Audit, Recorded
from directory.domain.log_damage import Damage, Found
from directory.domain.log_entries import DecisionAct, Entry, SubjectKind, hidden, readable
from directory.domain.log_heads import Head
from directory.domain.merkle import Node, Span
from directory.domain.vocabulary import ActorKind
from tests.domain.stamps import Stamp

SIZE: Final = 7
SALT: Final = bytes(range(32))
STAMP: Final = Stamp()
OTHER: Final = Stamp("other")


@dataclass(slots=True)
class Kept:
    """A log as tables would hold it."""

    rows: list[Recorded] = field(default_factory=list)
    nodes: dict[Node, Any] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)

    def change(self, seq: int, **values: Any) -> None:  # noqa: ANN401
        self.rows[seq] = self.rows[seq]._replace(**values)

    def found(
        self,
        saved: Sequence[Head] = (),
        *,
        chunk: int = 8,
        seal: Stamp = STAMP,
        **figures: int,
    ) -> list[Found]:
        looking = Audit(seal, saved)
        for start in range(0, len(self.rows), chunk):
            rows = self.rows[start : start + chunk]
            looking.entries(rows)
            end = rows[-1].seq + 1
            looking.nodes(
                (node.level, node.nth, kept)
                for node, kept in sorted(self.nodes.items())
                if start < (node.nth + 1) << node.level <= end
            )
        last = self.rows[-1].seq if self.rows else -1
        known = {
            "last_seq": last,
            "heads": last + 1,
            "last_size": last + 1,
            "nodes": len(self.nodes),
        }
        looking.end(**{**known, **figures})
        return list(looking.report.found)


def entry(seq: int) -> Entry:
    return Entry(
        act=DecisionAct.VERIFIED,
        actor_kind=ActorKind.REVIEWER,
        actor_id=9,
        practitioner_id=seq if seq % 2 else None,
        subject_kind=SubjectKind.LICENCE,
        subject_id=seq,
        words=f"Words {seq}.",
    )


def minute(seq: int) -> str:
    return f"2026-11-24T18:{seq:02}:00Z"


def kept(
    size: int = SIZE,
    *,
    at: Callable[[int], str] = minute,
    pen: Callable[[int], Stamp] = lambda _: STAMP,
) -> Kept:
    made, stored, before, latest = Kept(), dict[Node, bytes](), log_heads.FIRST, ""
    for seq in range(size):
        side = readable(entry(seq))
        concealed = hidden(side, seq=seq, salt=SALT)
        leaf = log_entries.leaf(entry(seq), concealed, seq=seq, at=at(seq))
        leaf_hash = merkle.leaf_hash(leaf.encode())
        stored |= merkle.completed_by(seq, leaf_hash, stored=stored)
        latest = max(latest, at(seq))
        head = log_heads.signed(
            pen(seq),
            size=seq + 1,
            root=merkle.hash_of(Span(0, seq + 1), stored),
            at=latest,
            previous=before,
        )
        before = log_heads.chained(log_heads.note_of(head), head.signature)
        made.heads.append(head)
        made.rows.append(
            Recorded(
                seq=seq,
                leaf=leaf,
                hash=leaf_hash,
                **{name: getattr(head, name) for name in Head.__dataclass_fields__},
                private_seq=seq,
                **side._asdict(),
                own_salt=None if seq % 2 else SALT,
                salt=SALT if seq % 2 else None,
            )
        )
    made.nodes = {node: stored[node] for node in stored if node.level}
    return made


@pytest.fixture
def log() -> Kept:
    return kept()


def once(damage: Damage, where: object) -> Found:
    return Found(damage, str(where), 1)


@pytest.mark.parametrize("size", range(18))
@pytest.mark.parametrize("chunk", [1, 4, 16])
def test_an_untouched_log_is_whole(size: int, chunk: int) -> None:
    log = kept(size)
    assert log.found(log.heads, chunk=chunk) == []


def test_the_report_counts_what_was_looked_at(log: Kept) -> None:
    looking = Audit(STAMP)
    looking.entries(log.rows)
    looking.nodes((node.level, node.nth, each) for node, each in log.nodes.items())
    looking.end(last_seq=6, heads=7, last_size=7, nodes=4)
    report = looking.report
    assert (report.entries, report.nodes, report.heads, report.readable) == (7, 4, 7, 7)
    assert report.keys == ["stamp"]


def test_a_changed_line_is_found_where_it_stands(log: Kept) -> None:
    log.change(3, leaf=log.rows[3].leaf.replace("verified", "refused"))
    assert log.found() == [once(Damage.ENTRY_CHANGED, 3)]


def test_a_changed_line_with_its_hash_mended_no_longer_fits_the_tree(log: Kept) -> None:
    leaf = log.rows[3].leaf.replace("verified", "refused")
    log.change(3, leaf=leaf, hash=merkle.leaf_hash(leaf.encode()))
    assert log.found() == [
        Found(Damage.NODE_CHANGED, "1/1", 2),
        Found(Damage.HEAD_ROOT, "4", 4),
    ]


@pytest.mark.parametrize("leaf", [None, b"{}", "", "no json", "[]", "{}", '{"seq":4}', "3"])
def test_what_is_no_line_at_all_is_found(log: Kept, leaf: Any) -> None:  # noqa: ANN401
    log.change(3, leaf=leaf)
    damage = [found.damage for found in log.found()]
    assert Damage.ENTRY_CHANGED in damage
    assert Damage.ENTRY_ELSEWHERE in damage


def test_a_line_followed_by_something_is_found(log: Kept) -> None:
    leaf = f"{log.rows[6].leaf} and more"
    log.change(6, leaf=leaf, hash=merkle.leaf_hash(leaf.encode()))
    assert once(Damage.ENTRY_ELSEWHERE, 6) in log.found()


def test_two_lines_that_changed_places_are_found(log: Kept) -> None:
    first, second = log.rows[2], log.rows[4]
    log.change(2, leaf=second.leaf, hash=second.hash)
    log.change(4, leaf=first.leaf, hash=first.hash)
    assert Found(Damage.ENTRY_ELSEWHERE, "2", 2) in log.found()


def test_a_hash_of_another_kind_is_found(log: Kept) -> None:
    log.change(3, hash="a text")
    damage = [found.damage for found in log.found()]
    assert damage == [Damage.ENTRY_CHANGED, Damage.NODE_CHANGED, Damage.HEAD_ROOT]


@pytest.mark.parametrize("at", range(SIZE))
def test_a_missing_line_is_found(log: Kept, at: int) -> None:
    del log.rows[at]
    last = SIZE - 1
    found = log.found(last_seq=last, heads=SIZE, last_size=SIZE)
    assert once(Damage.ENTRY_MISSING, at) in found


def test_after_a_gap_the_tree_is_not_blamed(log: Kept) -> None:
    del log.rows[0]
    assert {found.damage for found in log.found()} == {
        Damage.ENTRY_MISSING,
        Damage.HEAD_CHAIN,
    }


def test_a_missing_subtree_is_found(log: Kept) -> None:
    del log.nodes[Node(1, 1)]
    assert log.found() == [once(Damage.NODE_MISSING, "1/1")]


@pytest.mark.parametrize("value", [bytes(32), None, "text"])
def test_a_changed_subtree_is_found(log: Kept, value: Any) -> None:  # noqa: ANN401
    log.nodes[Node(2, 0)] = value
    assert log.found() == [once(Damage.NODE_CHANGED, "2/0")]


def test_a_subtree_that_no_entries_make_is_found(log: Kept) -> None:
    assert log.found(nodes=5) == [once(Damage.NODE_STRANGE, 5)]
    log.nodes[Node(1, 7)] = bytes(32)
    assert log.found() == [once(Damage.NODE_STRANGE, 5)]


def test_an_unknown_subtree_in_the_middle_is_found(log: Kept) -> None:
    log.nodes[Node(3, 0)] = bytes(32)
    looking = Audit(STAMP)
    looking.entries(log.rows)
    looking.nodes((node.level, node.nth, each) for node, each in log.nodes.items())
    assert looking.report.found == (once(Damage.NODE_CHANGED, "3/0"),)


def test_an_entry_without_a_head_is_found(log: Kept) -> None:
    nothing = dict.fromkeys(("size", "at", "root", "previous", "signature", "key_id"))
    log.change(6, **nothing)
    assert log.found(heads=6, last_size=6) == [once(Damage.HEAD_MISSING, 7)]


def test_a_lost_head_in_the_middle_breaks_the_chain(log: Kept) -> None:
    nothing = dict.fromkeys(("size", "at", "root", "previous", "signature", "key_id"))
    log.change(3, **nothing)
    assert log.found(heads=6) == [once(Damage.HEAD_MISSING, 4), once(Damage.HEAD_CHAIN, 5)]


@pytest.mark.parametrize(("last_size", "heads"), [(8, 7), (7, 8)])
def test_a_head_beyond_the_entries_is_found(log: Kept, last_size: int, heads: int) -> None:
    found = log.found(last_size=last_size, heads=heads)
    assert [each.damage for each in found] == [Damage.HEAD_STRANGE]


@pytest.mark.parametrize("root", [bytes(32), None, "text"])
def test_a_false_root_is_found(log: Kept, root: Any) -> None:  # noqa: ANN401
    log.change(3, root=root)
    assert log.found() == [once(Damage.HEAD_ROOT, 4), once(Damage.HEAD_CHAIN, 5)]


@pytest.mark.parametrize("at", ["2026-11-24T18:02:59Z", "2026-11-24T18:03:01Z", None, 5])
def test_a_false_time_is_found(log: Kept, at: Any) -> None:  # noqa: ANN401
    log.change(3, at=at)
    assert once(Damage.HEAD_TIME, 4) in log.found()
    assert Damage.HEAD_CHAIN in {found.damage for found in log.found()}


def test_a_clock_that_went_back_is_no_damage_and_heads_never_go_back() -> None:
    log = kept(at=lambda seq: minute(10 - seq))
    assert log.found() == []
    assert [head.at for head in log.heads] == [minute(10)] * SIZE


@pytest.mark.parametrize("seq", range(SIZE - 1))
def test_a_forged_signature_breaks_the_chain_at_once(log: Kept, seq: int) -> None:
    log.change(seq, signature=bytes(64))
    assert log.found() == [once(Damage.HEAD_CHAIN, seq + 2)]


@pytest.mark.parametrize("signature", [bytes(64), None, "text"])
def test_a_forged_newest_signature_is_found(log: Kept, signature: Any) -> None:  # noqa: ANN401
    log.change(6, signature=signature)
    assert log.found() == [once(Damage.HEAD_SIGNATURE, 7)]


def test_a_forged_last_signature_of_an_earlier_key_is_found() -> None:
    @dataclass(frozen=True, slots=True)
    class Both(Stamp):
        def knows(self, key_id: str) -> bool:
            return key_id in {"stamp", "other"}

        def is_genuine(self, note: bytes, signature: bytes, *, key_id: str) -> bool:
            return signature == Stamp(key_id).sign(note)

    log = kept(pen=lambda seq: OTHER if seq < 3 else STAMP)
    assert log.found(seal=Both()) == []
    assert log.found() == [once(Damage.HEAD_KEY, 3)]
    log.change(2, signature=bytes(32))
    assert log.found(seal=Both()) == [
        once(Damage.HEAD_CHAIN, 4),
        once(Damage.HEAD_SIGNATURE, 3),
    ]


def test_a_key_that_comes_back_is_named_once() -> None:
    log = kept(pen=lambda seq: OTHER if seq == 3 else STAMP)
    looking = Audit(STAMP)
    looking.entries(log.rows)
    looking.end(last_seq=6, heads=7, last_size=7, nodes=4)
    assert looking.report.keys == ["stamp", "other"]


def test_another_s_signature_is_found() -> None:
    assert kept(pen=lambda _: OTHER).found() == [once(Damage.HEAD_KEY, 7)]


def test_a_key_without_a_name_is_found(log: Kept) -> None:
    log.change(6, key_id=None)
    assert once(Damage.HEAD_KEY, 7) in log.found()


@pytest.mark.parametrize(
    "values",
    [
        {"practitioner_id": 2},
        {"subject_kind": "training"},
        {"subject_id": None},
        {"actor_kind": "owner"},
        {"actor_id": 8},
        {"words": "Other words."},
        {"words": None},
        {"details": "{}"},
        {"words": b"Words 3."},
        {"subject_kind": 5},
        {"salt": bytes(32)},
    ],
    ids=str,
)
def test_a_changed_readable_side_is_found(log: Kept, values: dict[str, Any]) -> None:
    log.change(3, **values)
    assert log.found() == [once(Damage.READABLE_CHANGED, 3)]


def test_a_person_s_own_salt_is_what_counts(log: Kept) -> None:
    log.change(3, own_salt=bytes(32))
    log.change(4, salt=bytes(32))
    assert log.found() == []
    log.change(4, own_salt=bytes(32))
    assert log.found() == [once(Damage.READABLE_CHANGED, 4)]


@pytest.mark.parametrize("salt", [None, "text"])
def test_a_readable_side_without_its_salt_is_found(log: Kept, salt: Any) -> None:  # noqa: ANN401
    log.change(3, salt=salt)
    log.change(4, own_salt=salt)
    assert log.found() == [Found(Damage.SALT_MISSING, "3", 2)]


def test_an_erased_readable_side_is_no_damage(log: Kept) -> None:
    log.change(3, private_seq=None, salt=None, words=None)
    assert log.found() == []


# --- Heads that somebody saved ---


def test_a_cut_end_is_found_by_a_saved_head(log: Kept) -> None:
    shorter = kept(5)
    assert shorter.found() == []
    assert shorter.found(log.heads[:5]) == []
    assert shorter.found(log.heads[3:]) == [Found(Damage.SAVED_BEYOND, "6", 2)]


def test_a_log_written_anew_is_found_by_a_saved_head(log: Kept) -> None:
    anew = kept(at=lambda seq: minute(seq + 1))
    assert anew.found() == []
    assert anew.found(log.heads) == [Found(Damage.SAVED_DIFFERS, "1", SIZE)]


def test_a_saved_head_of_nothing_is_beyond_an_empty_log(log: Kept) -> None:
    assert kept(0).found(log.heads[:1]) == [once(Damage.SAVED_BEYOND, 1)]


@pytest.mark.parametrize("size", [4, 9])
def test_a_saved_head_must_be_genuine(log: Kept, size: int) -> None:
    long = kept(10)
    beyond = [once(Damage.SAVED_BEYOND, size)] if size > SIZE else []
    saved = long.heads[size - 1]
    assert log.found([replace(saved, key_id="other")]) == [once(Damage.SAVED_KEY, size), *beyond]
    assert log.found([replace(saved, at="later")]) == [
        once(Damage.SAVED_SIGNATURE, size),
        *beyond,
    ]


def test_saved_heads_may_come_in_any_order_and_twice(log: Kept) -> None:
    assert log.found([log.heads[4], log.heads[1], log.heads[4]]) == []
