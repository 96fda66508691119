"""RFC 6962 Merkle trees: hashes of leaves and nodes, roots, proofs, and how they are checked."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

EMPTY: Final = sha256(b"").digest()
"""The root of a tree without leaves."""


class Node(NamedTuple):
    """A complete subtree of 2**level leaves, counted from the left."""

    level: int
    nth: int


class Span(NamedTuple):
    """The leaves from `start` to before `end`: a subtree as the RFC splits trees."""

    start: int
    end: int


def leaf_hash(leaf: bytes) -> bytes:
    """Hash what a leaf holds."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return sha256(b"\x01" + left + right).digest()


def complete_in(span: Span) -> list[Node]:
    """Name the complete subtrees that a subtree consists of, from the left."""
    start, leaves = span.start, span.end - span.start
    found = []
    for level in range(leaves.bit_length() - 1, -1, -1):
        if leaves >> level & 1:
            found.append(Node(level, start >> level))
            start += 1 << level
    return found


def joined(peaks: Sequence[bytes]) -> bytes:
    """Hash the complete subtrees of a tree, from the left, into its root."""
    if not peaks:
        return EMPTY
    root = peaks[-1]
    for left in peaks[-2::-1]:
        # `node_hash`, without the call: an audit does nothing more often.
        root = sha256(b"\x01" + left + root).digest()
    return root


def hash_of(span: Span, stored: Mapping[Node, bytes]) -> bytes:
    """Give the hash of a subtree, from the hashes of the complete ones in it."""
    return joined([stored[node] for node in complete_in(span)])


def completed_by(seq: int, leaf: bytes, *, stored: Mapping[Node, bytes]) -> dict[Node, bytes]:
    """Hash every subtree that the leaf at `seq` (given as its hash) completes, itself included.

    `stored` holds at least the complete subtrees of the tree before it.
    """
    node, above = Node(0, seq), leaf
    made = {node: above}
    while node.nth & 1:
        above = node_hash(stored[Node(node.level, node.nth - 1)], above)
        node = Node(node.level + 1, node.nth >> 1)
        made[node] = above
    return made


def inclusion_path(seq: int, size: int) -> list[Span]:
    """Name the subtrees that show a leaf to be in the tree, in the order of the RFC's PATH."""
    if not 0 <= seq < size:
        raise ValueError(seq, size)
    start, end = 0, size
    found = []
    while end - start > 1:
        middle = start + _left_leaves(end - start)
        if seq < middle:
            found.append(Span(middle, end))
            end = middle
        else:
            found.append(Span(start, middle))
            start = middle
    return found[::-1]


def consistency_path(first: int, second: int) -> list[Span]:
    """Name the subtrees that show a tree to begin with an earlier one, as the RFC's PROOF does."""
    if not 0 <= first <= second:
        raise ValueError(first, second)
    if first == 0:
        return []
    start, end = 0, second
    found = []
    while first != end:
        middle = start + _left_leaves(end - start)
        if first <= middle:
            found.append(Span(middle, end))
            end = middle
        else:
            found.append(Span(start, middle))
            start = middle
    if start:
        # Only where the earlier tree is itself a subtree does the reader know its hash already.
        found.append(Span(start, end))
    return found[::-1]


def shows_inclusion(
    leaf: bytes, proof: Sequence[bytes], *, seq: int, size: int, root: bytes
) -> bool:
    """Whether a proof shows that a leaf (given as its hash) stands at `seq` (RFC 9162, 2.1.3.2)."""
    if not 0 <= seq < size:
        return False
    at, last, above = seq, size - 1, leaf
    for part in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            above = node_hash(part, above)
            at, last = _to_right_child(at, last)
        else:
            above = node_hash(above, part)
        at, last = at >> 1, last >> 1
    return last == 0 and above == root


def shows_consistency(
    first_root: bytes, second_root: bytes, *, first: int, second: int, proof: Sequence[bytes]
) -> bool:
    """Whether a proof shows that a tree begins with an earlier one (RFC 9162, 2.1.4.2)."""
    if not 0 <= first <= second:
        return False
    if first == 0:
        return first_root == EMPTY and not proof
    if first == second:
        return first_root == second_root and not proof
    # Where the earlier tree is complete, its root is the part that the proof leaves out.
    path = [first_root, *proof] if first & (first - 1) == 0 else proof
    if not path:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    earlier = later = path[0]
    for part in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            earlier, later = node_hash(part, earlier), node_hash(part, later)
            at, last = _to_right_child(at, last)
        else:
            later = node_hash(later, part)
        at, last = at >> 1, last >> 1
    return last == 0 and earlier == first_root and later == second_root


def _to_right_child(at: int, last: int) -> tuple[int, int]:
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _left_leaves(leaves: int) -> int:
    # The largest power of two below the number of leaves.
    return 1 << (leaves - 1).bit_length() - 1
