"""What a page showed of a credential, and what of it is not so any more."""

import json
from typing import Final

from directory.web.review.sections import Section
from directory.web.speech import gettext

Rows = tuple[tuple[str, str, str], ...]
"""A term, what stood there, and what stands there now."""
_LONGEST_SEEN: Final = 20_000


def seen_of(section: Section) -> str:
    """Write down what a page shows of a credential, to say later what changed meanwhile."""
    return json.dumps(_shown(section), ensure_ascii=False)


def changed_since(seen: str, section: Section) -> Rows:
    """Say what is not as a page showed it; nothing where it says nonsense."""
    try:
        before = dict(json.loads(seen[:_LONGEST_SEEN]))
    except (ValueError, TypeError, RecursionError):
        return ()
    now = dict(_shown(section))
    return tuple(
        (term, str(before.get(term, "")), now.get(term, ""))
        for term in dict.fromkeys([*now, *map(str, before)])
        if before.get(term, "") != now.get(term, "")
    )


def _shown(section: Section) -> list[tuple[str, str]]:
    stands = f"{section.stands.word} {section.stands.since}. {section.stands.more}".strip()
    return [(gettext("Where it stands"), stands), *section.facts]
