"""Commands about people: who runs the directory, and who is asked to take their listing."""

from pathlib import Path
from typing import Final

import click

from directory import config, paths
from directory.adapters.contact_reading import OfflineContactReading
from directory.adapters.sealing import Seal
from directory.cli.invitees import read_invitees
from directory.cli.office import office, office_at
from directory.cli.opened import opened
from directory.cli.postman import hire, letter_writer
from directory.cli.sentences import plainly
from directory.domain import ids
from directory.domain.accounts.addresses import read_address
from directory.domain.accounts.staffing import StaffRefusal
from directory.domain.mail_servers import read_mail_server
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, MailState
from directory.workflows.accounts.staff import Refused, add_admin
from directory.workflows.acts import Office
from directory.workflows.claims import ClaimRefused, NoSuchClaim
from directory.workflows.granting import phone_code
from directory.workflows.inviting import Asked, Invited, invite_to_take

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
_FINE: Final = frozenset({Invited.INVITED.value, Invited.LATELY.value, Invited.HELD.value})
_SAID: Final[dict[str, str]] = {
    Invited.INVITED.value: "asked; the letter waits to be sent",
    Invited.LATELY.value: "asked within the last 90 days already",
    Invited.HELD.value: "keeps a listing already, or has left",
    Invited.NOBODY.value: "nobody on record is known by this; check the number",
    Invited.SEVERAL.value: "the numbers belong to different people; find out whose they are",
    Invited.NO_ADDRESS.value: "no e-mail address is on record; add one in the column email",
}
_REFUSED: Final = {
    StaffRefusal.HAS_ROLE: "{email} is an administrator already.",
    StaffRefusal.LOCKED: (
        "The account of {email} is locked; two administrators can open it on the page of people."
    ),
}


@click.group()
def people() -> None:
    """Who runs the directory, and who is asked to take a listing."""


@people.command("add-admin")
@click.argument("email")
@plainly
def add_administrator(email: str) -> None:
    """Send EMAIL a link that makes an administrator of whoever opens it, with a passkey."""
    address = read_address(email, reading=OfflineContactReading()).value
    if address is None:
        message = f"{email!r} is no e-mail address; write it as name@example.org."
        raise click.ClickException(message)
    settings = config.load()
    postman = hire(settings, letter_writer(settings))
    with opened(settings) as database:
        try:
            add_admin(office_at(database, settings), address)
        except Refused as refused:
            message = _REFUSED[refused.why].format(email=address)
            raise click.ClickException(message) from refused
        done = postman.round(database)
    if done[MailState.WAITING] or done[MailState.FAILED] or done[MailState.UNSURE]:
        message = (
            f"The invitation to {address} is written, and not every letter left; "
            "`mail list` says why, and `mail send` tries again."
        )
        raise click.ClickException(message)
    click.echo(f"An invitation is on its way to {address}. Its link works once, within 7 days.")
    if read_mail_server(settings.smtp_url) is None:
        click.echo(f"Letters are files here: look for the newest one in {paths.letters()}.")


@people.command("invite")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plainly
def invite(file: Path) -> None:
    """Ask the people that FILE names to take their listing, or never to be listed.

    FILE is CSV with a header: id, or npi, or licence_region, profession and licence_number; and
    email where it differs from the one on record. Letters leave with `serve` or `mail send`.
    """
    rows = read_invitees(file)
    failed = 0
    with office() as desk:
        for line, row in rows:
            outcome = row if isinstance(row, str) else _invited(desk, row)
            failed += outcome not in _FINE
            click.echo(f"line {line}: {_SAID.get(outcome, outcome)}")
    if failed:
        message = f"{failed:,} of {len(rows):,} lines were not asked; what to do is said above."
        raise click.ClickException(message)


@people.command("phone-code")
@click.argument("claim")
@plainly
def phone_code_of(claim: str) -> None:
    """Make the code of CLAIM, to be read out by telephone to the number on record."""
    settings = config.load()
    try:
        number = ids.decode(claim)
        with office(settings) as desk, desk.act(_SYSTEM) as act:
            phone, code = phone_code(act, number, seal=Seal(settings.secret_key))
    except (ValueError, NoSuchClaim):
        message = f"There is no claim {claim!r}; its number stands at the end of its address."
        raise click.ClickException(message) from None
    except ClaimRefused:
        message = "This claim is settled, has ended, or is not to be proven by telephone."
        raise click.ClickException(message) from None
    click.echo(f"Call {phone}, ask for the practitioner, and read out: {code}")


def _invited(desk: Office, asked: Asked) -> str:
    with desk.act(_SYSTEM) as act:
        return invite_to_take(act, asked).value
