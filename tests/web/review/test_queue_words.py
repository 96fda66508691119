from directory.domain.desk import Flag
from directory.domain.desk_files import FileRefusal
from directory.domain.desk_search import Operator, SearchFault, Wrong
from directory.domain.vocabulary import DeskKind, DeskTab
from directory.web.review.queue_words import FLAGS, KINDS, NOTHING, TABS, refusal, wrong
from tests.web.stage import stage


def test_everything_on_the_desk_has_words() -> None:
    with stage():
        words = [refusal(why) for why in FileRefusal]
        words += [wrong(Wrong(fault, "x", Operator.DUE)) for fault in SearchFault]
    assert all(words)
    assert set(TABS) == set(NOTHING) == set(DeskTab)
    assert set(KINDS) == set(DeskKind)
    assert set(FLAGS) == set(Flag)
