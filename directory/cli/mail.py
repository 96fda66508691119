"""Commands that send letters, and look after those that did not leave."""

from datetime import UTC, datetime
from typing import Final

import click

from directory import config
from directory.cli.office import office
from directory.cli.opened import opened
from directory.cli.postman import hire, letter_writer
from directory.cli.sentences import plainly
from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, MailState
from directory.letters.known import LETTERS, PARTS
from directory.letters.trying import check as try_texts
from directory.queries.mail import OpenLetter, open_letters
from directory.workflows.post import CannotGoAgain, NoSuchLetter, send_again

_SHOWN: Final = 1_000


@click.group()
def mail() -> None:
    """Send letters, and look after those that did not leave."""


@mail.command("send")
@plainly
def send() -> None:
    """Send what waits and is due, once; `serve` does so by itself."""
    settings = config.load()
    postman = hire(settings, letter_writer(settings))
    with opened(settings) as database:
        done = postman.round(database)
    said = ", ".join(f"{done[state]} {state.value}" for state in MailState if done[state])
    click.echo(f"Letters: {said}." if said else "No letter is due.")


@mail.command("list")
@click.option("--addresses", is_flag=True, help="Show to whom each letter goes.")
@plainly
def list_letters(*, addresses: bool) -> None:
    """List the letters that are not sent, the oldest first."""
    with opened() as database:
        letters = open_letters(database, limit=_SHOWN)
    for letter in letters:
        click.echo(_line(letter, addresses=addresses))
    if not letters:
        click.echo("Every letter is sent.")


@mail.command("retry")
@click.argument("letter_id", metavar="ID")
@plainly
def retry(letter_id: str) -> None:
    """Send a letter again that failed, or that may have arrived (unsure): you decide."""
    try:
        with office() as desk, desk.act(Actor(ActorKind.SYSTEM, None)) as act:
            send_again(act, ids.decode(letter_id))
    except (ValueError, NoSuchLetter) as fault:
        message = f"There is no letter {letter_id}; `mail list` names those that are not sent."
        raise click.ClickException(message) from fault
    except CannotGoAgain as fault:
        message = (
            f"Letter {letter_id} is sent, is on its way, or holds a link that no longer works."
        )
        raise click.ClickException(message) from fault
    click.echo(f"Letter {letter_id} waits; the postman of `serve` or `mail send` takes it.")


@mail.command("check")
@click.option("--names", is_flag=True, help="List the letters and pieces, and what each is told.")
@plainly
def check(*, names: bool) -> None:
    """Try the text of every letter in every language, those in instance/mail included."""
    if names:
        for name, params in LETTERS.items():
            click.echo(f"{name}.txt: {', '.join(params) or '-'}")
        for name in sorted(PARTS):
            click.echo(f"{name}.txt: a piece that letters include")
        return
    click.echo(f"{try_texts(letter_writer(config.load()))} texts of letters tried; all of them do.")


def _line(letter: OpenLetter, *, addresses: bool) -> str:
    told = [
        ids.encode(letter.id),
        letter.template,
        letter.language,
        letter.state.value,
        f"attempts={letter.attempts}",
        f"fault={letter.fault or '-'}",
        f"queued={_moment(letter.queued_at)}",
    ]
    if letter.state is MailState.WAITING:
        told.append(f"next={_moment(letter.next_at)}")
    return " ".join([*told, letter.to_address] if addresses else told)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
