"""Faults in short: what a test compares."""

from collections.abc import Iterable
from typing import Any

from directory.domain.entry.faults import Checked, Fault, FaultCode, Weight
from tests.domain.entry.field_names import FIELDS

Short = list[tuple[FaultCode, Weight]]


def said(found: Checked[Any] | Iterable[Fault]) -> Short:
    """Give code and weight of each fault, in order; none stands at a field that is not its own."""
    faults = tuple(found.faults if isinstance(found, Checked) else found)
    for fault in faults:
        assert fault.field in FIELDS[fault.code].split(), fault
    return [(fault.code, fault.weight) for fault in faults]


def stops(code: FaultCode) -> Short:
    return [(code, Weight.ERROR)]


def warns(code: FaultCode) -> Short:
    return [(code, Weight.WARNING)]


def flags(code: FaultCode) -> Short:
    return [(code, Weight.FLAG)]


def params(found: Checked[Any] | Iterable[Fault]) -> dict[str, str]:
    """Give the parameters of the only fault."""
    faults = found.faults if isinstance(found, Checked) else tuple(found)
    (fault,) = faults
    return dict(fault.params)


def fields(found: Checked[Any] | Iterable[Fault]) -> list[str]:
    faults = found.faults if isinstance(found, Checked) else found
    return [fault.field for fault in faults]


def entered(change: dict[str, Any]) -> dict[str, Any]:
    """Fields of an entry by name, whatever their types are."""
    return change
