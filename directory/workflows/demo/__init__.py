"""Invented people to look around with: plainly marked, the same for the same seed and day."""

from directory.workflows.demo.loading import (
    DemoReport,
    DemoState,
    RealPeoplePresent,
    clear_demo,
    demo_state,
    load_demo,
)

__all__ = [
    "DemoReport",
    "DemoState",
    "RealPeoplePresent",
    "clear_demo",
    "demo_state",
    "load_demo",
]
