from directory.domain.alerts import is_alarming


def test_administrators_are_told_once_a_day_at_the_hundred_and_fiftieth_decision() -> None:
    assert [count for count in range(400) if is_alarming(count)] == [150]
