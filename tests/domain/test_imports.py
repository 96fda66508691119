"""How long reports of imports are kept, and what their cells may be."""

from datetime import timedelta

from directory.domain.cells import cell
from directory.domain.imports import REPORT_KEPT, last_kept
from tests.clock import START


def test_a_report_is_kept_for_ninety_days() -> None:
    assert timedelta(days=90) == REPORT_KEPT
    assert last_kept(START) == START - REPORT_KEPT


def test_what_looks_like_a_formula_stays_text() -> None:
    assert [cell(each) for each in ("=1+1", " @x", "＝1", "a=1", "")] == [
        "'=1+1",
        "' @x",
        "'＝1",
        "a=1",
        "",
    ]
