from directory.adapters.reply_files import read_replies
from directory.config import LANGUAGES
from directory.domain.entry.text import read_lines
from directory.domain.reasons import REASONS

MOST = 2_000
FORBIDDEN = ("please", "sorry", "invalid", "oops", "should")


def test_every_reason_of_every_action_has_a_reply_in_each_language() -> None:
    replies = read_replies()
    assert set(replies) == {(action, why) for action, whys in REASONS.items() for why in whys}
    for said in replies.values():
        assert tuple(said) == LANGUAGES
        for text in said.values():
            assert read_lines(text, "words", longest=MOST).value == text
        assert not [word for word in FORBIDDEN if word in said["en"].lower().split()]
        # As a French Canadian writes: no space before these marks.
        assert not [mark for mark in "?!;" if f" {mark}" in said["fr"]]
