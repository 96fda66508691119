"""Forms about changed rules."""

from directory.domain.vocabulary import Country, Profession
from directory.models.rules import RuleFallout
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id
from tests.web.review.forms.staging import Form, Stage, Staging, key


def _fallout_seen(on: Staging) -> Form:
    who, fallout = on.listed(), fresh_id()

    def fell_out(act: Act) -> None:
        act.session.add(
            RuleFallout(
                id=fallout,
                practitioner_id=who,
                location_id=1,
                country=Country.US,
                region="CO",
                profession=Profession.PHYSICAL_THERAPIST,
                version=None,
                found_at=act.at,
                seen_at=None,
            )
        )

    on.written(fell_out)
    return Form(path=f"/review/person/{key(who)}/fallouts/{key(fallout)}")


FORMS: dict[str, Stage] = {"review.fallout_seen": _fallout_seen}
