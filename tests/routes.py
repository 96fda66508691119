"""Addresses compiled once a worker: each test has its own app, and all have the same routes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from werkzeug.routing import Rule
from werkzeug.routing.converters import BaseConverter
from werkzeug.routing.rules import RulePart


@dataclass(frozen=True, slots=True)
class _Compiled:
    """What Werkzeug makes of an address; none of it knows the app."""

    parts: list[RulePart]
    trace: list[tuple[bool, str]]
    converters: dict[str, BaseConverter]
    arguments: set[str]
    build: Callable[..., tuple[str, str]]
    build_unknown: Callable[..., tuple[str, str]]


_COMPILED: Final[dict[tuple[Any, ...], _Compiled]] = {}
_COMPILE: Final = Rule.compile


def _compile_once(rule: Rule) -> None:
    if rule.defaults or rule.map.host_matching:
        _COMPILE(rule)
        return
    made_of = (rule.rule, rule.subdomain, rule.merge_slashes, *rule.map.converters.items())
    if made_of not in _COMPILED:
        _COMPILE(rule)
        _COMPILED[made_of] = _Compiled(
            rule._parts,  # noqa: SLF001  (Werkzeug has no door for this)
            rule._trace,  # noqa: SLF001
            rule._converters,  # noqa: SLF001
            rule.arguments,
            rule._build.__func__,  # type: ignore[attr-defined]  # noqa: SLF001
            rule._build_unknown.__func__,  # type: ignore[attr-defined]  # noqa: SLF001
        )
    known = _COMPILED[made_of]
    rule._parts = list(known.parts)  # noqa: SLF001
    rule._trace = list(known.trace)  # noqa: SLF001
    rule._converters = dict(known.converters)  # noqa: SLF001
    rule.arguments = set(known.arguments)
    rule._build = known.build.__get__(rule)  # noqa: SLF001
    rule._build_unknown = known.build_unknown.__get__(rule)  # noqa: SLF001


def compile_routes_once() -> None:
    """Keep what Werkzeug makes of a route: making it takes nine tenths of the time of an app."""
    Rule.compile = _compile_once  # type: ignore[method-assign, assignment]
