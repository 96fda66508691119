"""What can be wrong with the log of decisions, and where it was found."""

from dataclasses import dataclass, field
from enum import StrEnum


class Damage(StrEnum):
    """Kinds of damage; each has a first place where it was found."""

    GUARD_MISSING = "guard_missing"
    GUARD_CHANGED = "guard_changed"
    GUARD_STRANGE = "guard_strange"
    ENTRY_MISSING = "entry_missing"
    ENTRY_CHANGED = "entry_changed"
    ENTRY_ELSEWHERE = "entry_elsewhere"
    NODE_MISSING = "node_missing"
    NODE_CHANGED = "node_changed"
    NODE_STRANGE = "node_strange"
    HEAD_MISSING = "head_missing"
    HEAD_STRANGE = "head_strange"
    HEAD_ROOT = "head_root"
    HEAD_TIME = "head_time"
    HEAD_CHAIN = "head_chain"
    HEAD_KEY = "head_key"
    HEAD_SIGNATURE = "head_signature"
    SALT_MISSING = "salt_missing"
    READABLE_CHANGED = "readable_changed"
    SAVED_KEY = "saved_key"
    SAVED_SIGNATURE = "saved_signature"
    SAVED_BEYOND = "saved_beyond"
    SAVED_DIFFERS = "saved_differs"


@dataclass(frozen=True, slots=True)
class Found:
    """One kind of damage: where it was found first, and how often."""

    damage: Damage
    where: str
    times: int


@dataclass(slots=True, kw_only=True)
class Report:
    """What was looked at, and the damage found."""

    entries: int = 0
    nodes: int = 0
    heads: int = 0
    readable: int = 0
    keys: list[str] = field(default_factory=list)
    _damage: dict[Damage, tuple[str, int]] = field(default_factory=dict)

    def note(self, damage: Damage, where: object, *, times: int = 1) -> None:
        """Keep the first place of each kind of damage, and count."""
        first, before = self._damage.get(damage, (str(where), 0))
        self._damage[damage] = first, before + times

    @property
    def found(self) -> tuple[Found, ...]:
        """All damage, in the order of its kinds."""
        return tuple(Found(each, *self._damage[each]) for each in Damage if each in self._damage)
