"""Who reviews and administers, what waits for a second of them, and any account by address."""

from flask import Response, render_template, request

from directory.domain.accounts.rights import Right
from directory.queries.staff import PersonView, open_proposals, person_at, staff
from directory.web.guards import here, needs, stay
from directory.web.review.forms import FindForm
from directory.web.review.wing import blueprint
from directory.web.review.words import proposed, role_named
from directory.web.wiring import services


@blueprint.get("/people")
@needs(Right.SEE_PEOPLE)
def people() -> str | Response:
    """Show staff, proposals, and the account of an address that is asked for."""
    form = FindForm(request.args) if "email" in request.args else FindForm()
    if "email" in request.args and not form.validate():
        return stay(_page(form, found=None))
    return _page(form, found=_found(form))


def _found(form: FindForm) -> PersonView | None:
    email = getattr(form.email, "read", None)
    if email is None:
        return None
    with services().database.reading() as connection:
        return person_at(connection, email)


def _page(form: FindForm, *, found: PersonView | None) -> str:
    kept = services()
    with kept.database.reading() as connection:
        everybody = staff(connection)
        waiting = open_proposals(connection, at=kept.clock())
    return render_template(
        "review/people.html",
        form=form,
        found=found,
        is_asked=getattr(form.email, "read", None) is not None,
        staff=everybody,
        proposals=[(each, proposed(each)) for each in waiting],
        me=here().account,
        role_named=role_named,
    )
