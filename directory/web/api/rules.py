"""The rules of the place as JSON: what counts today, or counted on an earlier day."""

from datetime import UTC, date
from typing import Any

import orjson
from flask import Response, request, url_for

from directory.domain.clock import local_day
from directory.domain.question import ParameterError
from directory.domain.rule_question import RuleQuestion, read_rule_question
from directory.domain.rules import RuleBook, RuleKey
from directory.domain.vocabulary import Country, Profession
from directory.queries import contract
from directory.web.api.views import blueprint
from directory.web.faults import problem
from directory.web.parameter_sentences import sentence
from directory.web.speech import gettext
from directory.web.wiring import services


@blueprint.get("/rules")
def rules() -> Response:
    """Answer every rule that counts on a day; a region and profession without one are absent."""
    kept = services()
    zones = {
        (Country(region.country), region.code): region.time_zone
        for region in kept.regions.regions
        if not region.is_country
    }
    now = kept.clock()
    given = {name: request.args.getlist(name) for name in request.args}
    question = read_rule_question(given, regions=zones, latest=now.astimezone(UTC).date())
    if not isinstance(question, RuleQuestion):
        return _faulty(question)
    book = kept.shelf.read(kept.database).rules
    found = []
    for key in _keys(book):
        country, region, profession = key
        if question.wants(country, region, profession=profession):
            day = question.as_of or local_day(now, zones[country, region])
            found += _counting(book, key, day=day)
    body = {"as_of": question.as_of, "total": len(found), "rules": found}
    return Response(orjson.dumps(body), mimetype="application/json")


def _faulty(errors: tuple[ParameterError, ...]) -> Response:
    listed = [
        {"name": error.name, "code": error.fault, "detail": sentence(error)} for error in errors
    ]
    detail = " ".join(each["detail"] for each in listed)
    return problem(400, gettext("The parameters cannot be used"), detail=detail, errors=listed)


def _counting(book: RuleBook, key: RuleKey, *, day: date) -> list[dict[str, Any]]:
    rule = book.on(key, day)
    if rule is None:
        return []
    country, region, profession = key
    page = url_for(
        "public.rules_of_region",
        country=country.lower(),
        region=region.lower(),
        _anchor=profession.value,
    )
    return [contract.rule(rule, book.versions(key), page=page)]


def _keys(book: RuleBook) -> list[RuleKey]:
    """List what the book is about, by country, region and then as the contract has professions."""
    countries, professions = list(Country), list(Profession)
    return sorted(
        {rule.key for rule in book},
        key=lambda key: (countries.index(key[0]), key[1], professions.index(key[2])),
    )
