"""Invented people to look around with: plainly marked, the same for the same seed and day."""

from directory.workflows.demo.loading import (
    DemoReport,
    DemoState,
    RealPeoplePresent,
    clear_demo,
    demo_state,
    invented_accounts,
    load_demo,
)
from directory.workflows.demo.scene import NobodyMayNeedle

__all__ = [
    "DemoReport",
    "DemoState",
    "NobodyMayNeedle",
    "RealPeoplePresent",
    "clear_demo",
    "demo_state",
    "invented_accounts",
    "load_demo",
]
