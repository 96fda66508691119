"""The periods of a licence before and after the present one."""

from datetime import date, timedelta
from random import Random

from directory.domain import credentials as facts
from directory.domain.vocabulary import CheckSource, CredentialState, RegisterStatus
from directory.workflows.demo.chance import between, id_beside, one_of
from directory.workflows.demo.looks import Holder, filing_of, look_at, register_of
from directory.workflows.demo.persons import Licence
from directory.workflows.demo.stories import Claim


def earlier_period(rnd: Random, holder: Holder, *, now: Licence) -> Licence:
    """Make the period before, which ended when this one began."""
    begins = now.issued or holder.as_of
    ended = begins - timedelta(days=1)
    looked_on = begins - timedelta(days=between(rnd, (30, 150)))
    look = look_at(
        rnd,
        holder,
        check=facts.Check(CheckSource.REGULATOR_REGISTER, looked_on),
        source_name=register_of((now.fact.country, now.fact.region)),
        status=RegisterStatus.ACTIVE,
        ends=ended,
    )
    identifier = id_beside(holder.id, rnd)
    return now._replace(
        id=identifier,
        issued=begins - timedelta(days=between(rnd, (366, 400))),
        filing=filing_of(rnd, holder, claim=Claim.CURRENT, looks=(look,)),
        fact=_period(now.fact, identifier, expires=ended, check=look.check),
        looks=(look,),
    )


def next_period(rnd: Random, holder: Holder, *, now: Licence) -> Licence:
    """Make the next period, which nobody has looked up yet."""
    identifier = id_beside(holder.id, rnd)
    ends = (now.fact.expires or holder.as_of) + timedelta(days=one_of(rnd, (365, 730)))
    return now._replace(
        id=identifier,
        renews_id=now.id,
        issued=None,
        filing=filing_of(rnd, holder, claim=Claim.SUBMITTED, looks=()),
        fact=_period(
            now.fact, identifier, expires=ends, check=None, state=CredentialState.SUBMITTED
        ),
        looks=(),
    )


def _period(
    fact: facts.Licence,
    identifier: int,
    *,
    expires: date,
    check: facts.Check | None,
    state: CredentialState = CredentialState.VERIFIED,
) -> facts.Licence:
    return facts.Licence(
        id=identifier,
        kind=fact.kind,
        profession=fact.profession,
        country=fact.country,
        region=fact.region,
        licence_class=fact.licence_class,
        state=state,
        practising_since=fact.practising_since,
        expires=expires,
        bars_needling=fact.bars_needling,
        home=fact.home,
        check=check,
    )
