"""Addresses compiled once a worker: each test has its own app, and all have the same routes."""

from collections.abc import Callable
from typing import Any, Final

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]

_BUILDERS: Final[dict[tuple[Any, ...], Builder]] = {}
_COMPILE: Final = Rule._compile_builder  # noqa: SLF001  (Werkzeug has no door for this)


def _compile_once(rule: Rule, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002  (as Werkzeug asks)
    if rule.defaults:
        return _COMPILE(rule, append_unknown)
    # What is made of these knows neither its rule nor its map: it is handed the rule to build for.
    made_of = (rule.rule, *rule._trace, append_unknown)  # noqa: SLF001
    if made_of not in _BUILDERS:
        _BUILDERS[made_of] = _COMPILE(rule, append_unknown)
    return _BUILDERS[made_of]


def compile_routes_once() -> None:
    """Keep what Werkzeug makes of a route: making it takes four fifths of the time of an app."""
    Rule._compile_builder = _compile_once  # type: ignore[method-assign, assignment]  # noqa: SLF001
