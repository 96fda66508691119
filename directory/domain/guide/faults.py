"""What is wrong with a text of the guide, where, and what to do about it."""


class GuideFault(Exception):
    """A line that the form does not know; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message
