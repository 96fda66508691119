from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from itertools import product
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain import merkle
from directory.domain.merkle import Node, Span

# --- The RFC's own definitions, read aloud: slow, recursive, and nothing like the real thing ---

LEAVES: Final = tuple(f"line {number}".encode() for number in range(201))


@cache
def mth(start: int, end: int) -> bytes:
    """RFC 9162, 2.1.1: the Merkle tree hash of the leaves from `start` to before `end`."""
    count = end - start
    if count == 0:
        return sha256().digest()
    if count == 1:
        return sha256(b"\x00" + LEAVES[start]).digest()
    k = largest_power_below(count)
    return sha256(b"\x01" + mth(start, start + k) + mth(start + k, end)).digest()


def largest_power_below(count: int) -> int:
    k = 1
    while k * 2 < count:
        k *= 2
    return k


def path(m: int, start: int, end: int) -> list[bytes]:
    """RFC 9162, 2.1.3.1: PATH(m, D_n)."""
    if end - start == 1:
        return []
    k = largest_power_below(end - start)
    if m < k:
        return [*path(m, start, start + k), mth(start + k, end)]
    return [*path(m - k, start + k, end), mth(start, start + k)]


def subproof(m: int, start: int, end: int, *, known: bool) -> list[bytes]:
    """RFC 9162, 2.1.4.1: SUBPROOF(m, D_n, b)."""
    if m == end - start:
        return [] if known else [mth(start, end)]
    k = largest_power_below(end - start)
    if m <= k:
        return [*subproof(m, start, start + k, known=known), mth(start + k, end)]
    return [*subproof(m - k, start + k, end, known=False), mth(start, start + k)]


def climbed(leaf: bytes, m: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to; None where it has too few or too many parts."""
    if size == 1:
        return None if proof else leaf
    if not proof:
        return None
    *below, beside = proof
    k = largest_power_below(size)
    under = climbed(leaf, m, k, below) if m < k else climbed(leaf, m - k, size - k, below)
    if under is None:
        return None
    return node(under, beside) if m < k else node(beside, under)


def both(
    first_root: bytes, m: int, size: int, *, proof: Sequence[bytes], known: bool = True
) -> tuple[bytes, bytes] | None:
    """The earlier and the later root that a consistency proof leads to."""
    if m == size:
        if known:
            return None if proof else (first_root, first_root)
        return (proof[0], proof[0]) if len(proof) == 1 else None
    if not proof:
        return None
    *below, beside = proof
    k = largest_power_below(size)
    if m <= k:
        under = both(first_root, m, k, proof=below, known=known)
        return under and (under[0], node(under[1], beside))
    under = both(first_root, m - k, size - k, proof=below, known=False)
    return under and (node(beside, under[0]), node(beside, under[1]))


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


# --- The real thing ---


def grown(size: int) -> dict[Node, bytes]:
    stored: dict[Node, bytes] = {}
    for seq in range(size):
        stored |= merkle.completed_by(seq, merkle.leaf_hash(LEAVES[seq]), stored=stored)
    return stored


STORED: Final = grown(len(LEAVES))


def inclusion(seq: int, size: int) -> list[bytes]:
    return [merkle.hash_of(span, STORED) for span in merkle.inclusion_path(seq, size)]


def consistency(first: int, second: int) -> list[bytes]:
    return [merkle.hash_of(span, STORED) for span in merkle.consistency_path(first, second)]


def root(size: int) -> bytes:
    return merkle.hash_of(Span(0, size), STORED)


VECTORS: Final = (
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
)
"""Leaves and the roots after each, as the reference implementations of RFC 6962 test theirs."""


def test_the_known_vectors_of_rfc_6962() -> None:
    stored: dict[Node, bytes] = {}
    for seq, (leaf, expected) in enumerate(VECTORS):
        leaf_hash = merkle.leaf_hash(bytes.fromhex(leaf))
        stored |= merkle.completed_by(seq, leaf_hash, stored=stored)
        assert merkle.hash_of(Span(0, seq + 1), stored).hex() == expected


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert merkle.EMPTY == root(0) == mth(0, 0) == sha256(b"").digest()


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_roots_are_those_of_the_definition(size: int) -> None:
    assert root(size) == mth(0, size)


def test_only_complete_subtrees_are_stored() -> None:
    for size in range(len(LEAVES) + 1):
        expected = {Node(level, nth) for level in range(9) for nth in range(size >> level)}
        assert set(grown(size)) == expected


def test_a_leaf_needs_nothing_but_the_peaks_before_it() -> None:
    for seq in range(len(LEAVES)):
        peaks = {each: STORED[each] for each in merkle.complete_in(Span(0, seq))}
        assert len(peaks) == seq.bit_count()
        made = merkle.completed_by(seq, mth(seq, seq + 1), stored=peaks)
        assert made.items() <= STORED.items()
        assert Node(0, seq) in made


@pytest.mark.parametrize("size", range(1, 201))
def test_every_inclusion_proof_is_the_definition_s_and_is_believed(size: int) -> None:
    for seq in range(size):
        proof = inclusion(seq, size)
        assert proof == path(seq, 0, size)
        leaf = mth(seq, seq + 1)
        assert merkle.shows_inclusion(leaf, proof, seq=seq, size=size, root=mth(0, size))


@pytest.mark.parametrize("second", range(201))
def test_every_consistency_proof_is_the_definition_s_and_is_believed(second: int) -> None:
    for first in range(second + 1):
        proof = consistency(first, second)
        assert proof == (subproof(first, 0, second, known=True) if first else [])
        assert merkle.shows_consistency(
            mth(0, first), mth(0, second), first=first, second=second, proof=proof
        )


@pytest.mark.parametrize(("seq", "size"), [(-1, 1), (0, 0), (1, 1), (5, 4)])
def test_what_is_not_in_the_tree_has_no_proof(seq: int, size: int) -> None:
    with pytest.raises(ValueError, match=str(seq)):
        merkle.inclusion_path(seq, size)
    assert not merkle.shows_inclusion(mth(0, 1), [], seq=seq, size=size, root=mth(0, 1))


@pytest.mark.parametrize(("first", "second"), [(-1, 0), (1, 0), (5, 4)])
def test_a_tree_does_not_begin_with_a_larger_one(first: int, second: int) -> None:
    with pytest.raises(ValueError, match=str(first)):
        merkle.consistency_path(first, second)
    assert not merkle.shows_consistency(mth(0, 4), mth(0, 4), first=first, second=second, proof=[])


def test_every_tree_begins_with_the_empty_one() -> None:
    def shown(first_root: bytes, proof: list[bytes]) -> bool:
        return merkle.shows_consistency(first_root, mth(0, 7), first=0, second=7, proof=proof)

    assert shown(merkle.EMPTY, [])
    assert not shown(merkle.EMPTY, [mth(0, 1)])
    assert not shown(mth(0, 1), [])


def test_a_tree_is_consistent_with_itself_alone() -> None:
    def shown(second_root: bytes, proof: list[bytes]) -> bool:
        return merkle.shows_consistency(mth(0, 6), second_root, first=6, second=6, proof=proof)

    assert shown(mth(0, 6), [])
    assert not shown(mth(0, 5), [])
    assert not shown(mth(0, 6), [mth(0, 6)])


# --- Proofs of something else, and proofs that were tampered with ---


def changed(proof: list[bytes]) -> list[list[bytes]]:
    """The proof itself, and every way to lose, add, swap or spoil a part."""
    size = len(proof)
    lost = [proof[:at] + proof[at + 1 :] for at in range(size)]
    added = [[*proof[:at], mth(0, 1), *proof[at:]] for at in range(size + 1)]
    spoiled = [[*proof[:at], bytes(32), *proof[at + 1 :]] for at in range(size)]
    return [proof, *lost, *added, *spoiled, proof[::-1], [], [mth(0, 1)]]


def test_inclusion_is_believed_exactly_where_the_definition_leads_to_the_root() -> None:
    for size, claimed in product(range(1, 10), repeat=2):
        for seq, claimed_seq in product(range(size), range(claimed)):
            for proof in changed(inclusion(seq, size)):
                for leaf in (mth(seq, seq + 1), mth(100, 101)):
                    believed = merkle.shows_inclusion(
                        leaf, proof, seq=claimed_seq, size=claimed, root=mth(0, size)
                    )
                    expected = climbed(leaf, claimed_seq, claimed, proof) == mth(0, size)
                    assert believed is expected, (size, seq, claimed, claimed_seq, proof)


def test_consistency_is_believed_exactly_where_the_definition_leads_to_both_roots() -> None:
    for second, claimed in product(range(1, 10), repeat=2):
        for first, claimed_first in product(range(1, second + 1), range(1, claimed + 1)):
            roots = mth(0, first), mth(0, second)
            for proof in changed(consistency(first, second)):
                believed = merkle.shows_consistency(
                    *roots, first=claimed_first, second=claimed, proof=proof
                )
                expected = both(roots[0], claimed_first, claimed, proof=proof) == roots
                assert believed is expected, (first, second, claimed_first, claimed, proof)


@settings(deadline=None)
@given(
    size=st.integers(2, 200),
    at=st.integers(0, 10**6),
    part=st.integers(0, 10**6),
    byte=st.integers(0, 31),
    bit=st.integers(0, 7),
)
def test_one_flipped_bit_anywhere_is_not_believed(
    size: int, at: int, part: int, byte: int, bit: int
) -> None:
    def flip(value: bytes) -> bytes:
        spoiled = bytearray(value)
        spoiled[byte] ^= 1 << bit
        return bytes(spoiled)

    def flipped(proof: list[bytes]) -> list[bytes]:
        where = part % len(proof)
        return [*proof[:where], flip(proof[where]), *proof[where + 1 :]]

    seq, leaf, whole = at % size, mth(at % size, at % size + 1), mth(0, size)
    proof = inclusion(seq, size)
    for each_leaf, each_proof, each_root in (
        (flip(leaf), proof, whole),
        (leaf, flipped(proof), whole),
        (leaf, proof, flip(whole)),
    ):
        assert not merkle.shows_inclusion(each_leaf, each_proof, seq=seq, size=size, root=each_root)
    first = at % (size - 1) + 1
    proof, earlier = consistency(first, size), mth(0, first)
    for first_root, second_root, each_proof in (
        (flip(earlier), whole, proof),
        (earlier, flip(whole), proof),
        (earlier, whole, flipped(proof)),
    ):
        assert not merkle.shows_consistency(
            first_root, second_root, first=first, second=size, proof=each_proof
        )
