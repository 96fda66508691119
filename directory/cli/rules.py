"""Commands that apply the rules of the places."""

import click

from directory.cli.office import office
from directory.cli.sentences import plainly
from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.workflows.rules import apply_rules


@click.group()
def rules() -> None:
    """Apply the published rules of the places."""


@rules.command("apply")
@plainly
def apply() -> None:
    """Judge everyone anew whom a new version of a rule touches, and say who fell out."""
    with office() as desk, desk.act(Actor(ActorKind.SYSTEM, None)) as act:
        report = apply_rules(act)
    click.echo(f"{report.new_versions} new versions; {len(report.changed)} rules looked at anew.")
    for each in report.fallout:
        country, region, profession = each.key
        click.echo(
            f"No longer qualified: practitioner {ids.encode(each.practitioner_id)} at location "
            f"{ids.encode(each.location_id)} ({profession}, {region}, {country})."
        )
