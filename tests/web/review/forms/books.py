"""Forms about boards and programs."""

from directory.domain.vocabulary import ActorKind
from tests.web.review.forms.staging import Form, Stage, Staging

SOURCED = {
    "source_url": "https://board.example/",
    "as_of": "2026-11-20",
    "review_on": "2027-11-20",
}


def _board(_on: Staging) -> Form:
    fields: dict[str, str | list[str]] = {
        **SOURCED,
        "country": "US",
        "region": "US-CO",
        "profession": "physical_therapist",
        "name": "Example Board",
        "lookup_url": "https://register.example/",
    }
    return Form(path="/review/boards/change", fields=fields, by=ActorKind.ADMINISTRATOR)


def _program(_on: Staging) -> Form:
    fields: dict[str, str | list[str]] = {**SOURCED, "name": "Example IMS", "body": "Example"}
    return Form(path="/review/programs/change", fields=fields, by=ActorKind.ADMINISTRATOR)


FORMS: dict[str, Stage] = {"review.board_changed": _board, "review.program_changed": _program}
