"""Opening a file, assigning files and putting them off: from the queue many, from a file one."""

from collections.abc import Callable
from datetime import timedelta

from flask import Response, abort, redirect, request

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.desk_files import PUT_OFF_DAYS, FileRefusal
from directory.web.guards import actor, here, needs, stay
from directory.web.review.files import number_in, own_file
from directory.web.review.queue import place_in, queue_page, to_person
from directory.web.review.queue_words import refusal
from directory.web.review.wing import blueprint
from directory.web.wiring import services
from directory.workflows.acts import Act
from directory.workflows.desk_files import FileRefused, assign, open_file, put_off

_ME, _NOBODY = "me", "nobody"


@blueprint.post("/person/<person>/open")
@needs(Right.WORK_QUEUE)
def file_opened(person: str) -> Response:
    """Tell others that one reads a file from now on, and lead to it."""
    number = number_in(person)
    try:
        with services().office.act(actor()) as act:
            open_file(act, number, anyway=bool(request.form.get("anyway")))
    except FileRefused as fault:
        abort(own_file() if fault.why is FileRefusal.OWN_FILE else 404)
    # Where somebody else reads it, the page says so.
    return to_person(number, place_in(request.form))


@blueprint.post("/queue/assign")
@needs(Right.WORK_QUEUE)
def files_assigned() -> Response:
    """Assign the files that were chosen."""
    return _moved(lambda act, people: assign(act, people, to=_to()))


@blueprint.post("/queue/put-off")
@needs(Right.WORK_QUEUE)
def files_put_off() -> Response:
    """Put the files that were chosen off, or back on the desk."""
    return _moved(_put_off)


def _put_off(act: Act, people: list[int]) -> None:
    days = _days()
    put_off(act, people, until=act.today + timedelta(days=days) if days else None)


def _moved(move: Callable[[Act, list[int]], None]) -> Response:
    """Do something with the files that were chosen, and go back to where they were."""
    place = place_in(request.form)
    chosen = request.form.getlist("person")[:1_000]
    try:
        with services().office.act(actor()) as act:
            move(act, _people(chosen))
    except FileRefused as fault:
        written = queue_page(place, problem=refusal(fault.why), chosen=frozenset(chosen))
        return written if isinstance(written, Response) else stay(written)
    back = request.form.get("back", "")
    if back and back in chosen:
        return to_person(ids.decode(back), place)
    return redirect(place.address, 303)  # type: ignore[return-value]


def _people(keys: list[str]) -> list[int]:
    try:
        return [ids.decode(key) for key in keys]
    except ValueError as fault:
        raise FileRefused(FileRefusal.NOT_THERE) from fault


def _to() -> int | None:
    given = request.form.get("to", "")
    if given == _NOBODY:
        return None
    if given == _ME:
        return here().account.id
    try:
        return ids.decode(given)
    except ValueError as fault:
        raise FileRefused(FileRefusal.NO_REVIEWER) from fault


def _days() -> int:
    """Give by how many days; none puts files back on the desk."""
    given = request.form.get("days", "")
    known = {str(days): days for days in (0, *PUT_OFF_DAYS)}
    if given not in known:
        raise FileRefused(FileRefusal.DAY_NOT_TO_COME)
    return known[given]
