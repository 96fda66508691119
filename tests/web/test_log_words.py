"""Every code of the log has words."""

import pytest
from flask import Flask

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.vocabulary import ActorKind
from directory.web.presenters import log_words

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_every_code_has_words_of_its_own(app: Flask) -> None:
    with app.test_request_context("/"):
        acts = [log_words.act_named(act) for act in DecisionAct]
        subjects = [log_words.subject_named(kind) for kind in SubjectKind]
        parts = [log_words.actor_named(part) for part in ActorKind]
    for words in (acts, subjects, parts):
        assert all(words)
        assert len(set(words)) == len(words)


def test_what_is_not_there_is_not_said(app: Flask) -> None:
    with app.test_request_context("/"):
        assert not log_words.subject_named(None)
        assert not log_words.reason_named(None)
        assert log_words.reason_named("ended") == "it has ended."
        assert log_words.reason_named("evidence_elsewhere") == "evidence elsewhere"
        assert log_words.actor_named(ActorKind.REVIEWER, "Ana") == "Ana (a reviewer)"
