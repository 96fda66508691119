"""Commands about who runs the directory."""

from typing import Final

import click

from directory import config, paths
from directory.adapters.contact_reading import OfflineContactReading
from directory.cli.office import office_at
from directory.cli.opened import opened
from directory.cli.postman import hire, letter_writer
from directory.cli.sentences import plainly
from directory.domain.accounts.addresses import read_address
from directory.domain.accounts.staffing import StaffRefusal
from directory.domain.mail_servers import read_mail_server
from directory.domain.vocabulary import MailState
from directory.workflows.accounts.staff import Refused, add_admin

_REFUSED: Final = {
    StaffRefusal.HAS_ROLE: "{email} is an administrator already.",
    StaffRefusal.LOCKED: (
        "The account of {email} is locked; two administrators can open it on the page of people."
    ),
}


@click.group()
def people() -> None:
    """Who runs the directory."""


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
