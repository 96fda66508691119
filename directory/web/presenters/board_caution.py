"""What is said beside a register that only an inference says is the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.domain.rules import Confidence
from directory.web.speech import gettext

if TYPE_CHECKING:
    from directory.domain.boards import Board


def board_caution(board: Board) -> str:
    """Say that a shared register may not be this profession's; empty where its source is good."""
    if board.confidence != Confidence.LOW:
        return ""
    return gettext("Several professions share it. That this one is among them is our inference.")
