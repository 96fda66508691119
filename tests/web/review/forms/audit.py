"""Forms about the log."""

from directory.domain.vocabulary import ActorKind
from tests.web.review.forms.staging import Form, Stage, Staging


def _audit_taken(_on: Staging) -> Form:
    return Form(path="/review/audit/copy", by=ActorKind.ADMINISTRATOR)


FORMS: dict[str, Stage] = {"review.audit_taken": _audit_taken}
