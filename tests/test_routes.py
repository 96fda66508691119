"""That the tests compile addresses once; otherwise each app of a test costs as much again."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from directory import config, create_app
from tests import routes


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_second_app_compiles_no_address_anew(
    app: Flask, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = routes._COMPILE  # noqa: SLF001  (what it counts)
    anew: list[str] = []

    def counted(rule: Rule) -> None:
        anew.append(rule.rule)
        whole(rule)

    monkeypatch.setattr(routes, "_COMPILE", counted)
    second = create_app(config.load(environment))
    plain = {rule.rule for rule in second.url_map.iter_rules() if not rule.defaults}
    assert plain == {rule.rule for rule in app.url_map.iter_rules() if not rule.defaults}
    assert plain.isdisjoint(anew)
