"""A rule book that answers a question that was asked before without looking again."""

from datetime import date

from directory.domain.rules import Rule, RuleBook, RuleKey


class Remembered(RuleBook):
    """Ten thousand people ask the same few hundred questions."""

    def __init__(self, book: RuleBook) -> None:
        super().__init__(book)
        self._rules: dict[tuple[RuleKey, date], Rule | None] = {}
        self._turns: dict[tuple[RuleKey, date], tuple[date, ...]] = {}

    def on(self, key: RuleKey, day: date) -> Rule | None:
        """Give the rule that counts on a day."""
        asked = key, day
        if asked not in self._rules:
            self._rules[asked] = super().on(key, day)
        return self._rules[asked]

    def turns(self, key: RuleKey, after: date) -> tuple[date, ...]:
        """Give the days after `after` on which another rule may begin to count."""
        asked = key, after
        if asked not in self._turns:
            self._turns[asked] = super().turns(key, after)
        return self._turns[asked]
