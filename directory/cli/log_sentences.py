"""What each kind of damage to the log of decisions means, as a sentence for the operator."""

from collections.abc import Mapping
from typing import Final

from directory.domain.log_damage import Damage, Found

_SENTENCES: Final[Mapping[Damage, str]] = {
    Damage.GUARD_MISSING: "The trigger {where} is gone: nothing keeps its table from change.",
    Damage.GUARD_CHANGED: "The trigger {where} was changed or switched off.",
    Damage.GUARD_STRANGE: "The trigger {where} is none of the directory's.",
    Damage.ENTRY_MISSING: "Entry {where} is missing.",
    Damage.ENTRY_CHANGED: "The text of entry {where} is not what was hashed.",
    Damage.ENTRY_ELSEWHERE: "Entry {where} is not the line that was written at this number.",
    Damage.NODE_MISSING: "The subtree {where} (level/number) is missing.",
    Damage.NODE_CHANGED: "The subtree {where} (level/number) is not the hash of what is below it.",
    Damage.NODE_STRANGE: "The tree has more subtrees ({where}) than its entries make.",
    Damage.HEAD_MISSING: "The entries up to size {where} were written without a signed head.",
    Damage.HEAD_STRANGE: "There are signed heads up to size {where}, beyond the last entry.",
    Damage.HEAD_ROOT: "The head of size {where} names a root that is not its entries'.",
    Damage.HEAD_TIME: "The head of size {where} names a time that is not its entry's.",
    Damage.HEAD_CHAIN: "The head of size {where} does not name the head that is before it.",
    Damage.HEAD_KEY: "The head of size {where} is signed with a key that is not the directory's.",
    Damage.HEAD_SIGNATURE: "The signature of the head of size {where} is not genuine.",
    Damage.SALT_MISSING: "The readable side of entry {where} is there without its salt.",
    Damage.READABLE_CHANGED: "The readable side of entry {where} is not what was hashed.",
    Damage.SAVED_KEY: "The saved head of size {where} is signed with a key that is not known here.",
    Damage.SAVED_SIGNATURE: "The signature of the saved head of size {where} is not genuine.",
    Damage.SAVED_BEYOND: "The log was once {where} entries long: its end was cut off.",
    Damage.SAVED_DIFFERS: "The first {where} entries are not those that the saved head is of.",
}


def sentence(found: Found) -> str:
    """Say what is damaged, where first, and how often in all."""
    said = _SENTENCES[found.damage].format(where=found.where)
    return (
        said if found.times == 1 else f"{said} ({found.times:,} times in all; this is the first.)"
    )
