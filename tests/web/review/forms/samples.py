"""Forms about samples."""

from directory.domain.entry.editing import fingerprint
from directory.models.reports import Recheck
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id
from tests.web.review.forms.staging import Form, Stage, Staging, key


def _rechecked(on: Staging) -> Form:
    who, drawn = on.listed(published=False), fresh_id()

    def draw(act: Act) -> None:
        act.session.add(
            Recheck(
                id=drawn,
                practitioner_id=who,
                location_id=1,
                drawn_on=act.today,
                due_on=act.today,
                answers=None,
                exact=None,
                functional=None,
                note=None,
                done_by=None,
                done_at=None,
            )
        )

    on.written(draw)
    # Not public any more: no line of it is asked.
    fields: dict[str, str | list[str]] = {"seen": fingerprint({})}
    return Form(path=f"/review/person/{key(who)}/rechecks/{key(drawn)}", fields=fields)


FORMS: dict[str, Stage] = {"review.rechecked": _rechecked}
