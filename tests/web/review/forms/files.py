"""Forms about files of evidence."""

from directory.models.credentials import Evidence
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id
from tests.web.review.filed import stored
from tests.web.review.forms.staging import Form, Stage, Staging, key


def _evidence_taken(on: Staging) -> Form:
    who, file, name = on.listed(), fresh_id(), stored(on.app, 1)

    def hand_in(act: Act) -> None:
        act.session.add(
            Evidence(
                id=file,
                practitioner_id=who,
                sha256="b" * 64,
                media_type="image/jpeg",
                size=1,
                name="Card.jpg",
                pages=1,
                stored_as=name,
                translation_of=None,
                received_at=act.at,
            )
        )

    on.written(hand_in)
    return Form(path=f"/review/person/{key(who)}/files/{key(file)}")


FORMS: dict[str, Stage] = {"review.evidence_taken": _evidence_taken}
