"""A directory of practitioners of IMS and dry needling for headache: `create_app` wires it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

    from directory.config import Settings
    from directory.web.wiring import Services

__all__ = ["create_app"]

NAME = "Needling for Headache Directory"
"""What authenticators call the site, in every language."""


def create_app(
    settings: Settings | None = None, *, clock: Callable[[], datetime] | None = None
) -> Flask:
    """Wire the rooms together; `clock` gives the current aware datetime.

    Everything is imported here, so that importing a room of `domain/` loads no library.
    """
    from datetime import UTC, datetime  # noqa: PLC0415

    from flask import Flask  # noqa: PLC0415
    from werkzeug.middleware.proxy_fix import ProxyFix  # noqa: PLC0415

    from directory import config, paths  # noqa: PLC0415
    from directory.cli import COMMANDS  # noqa: PLC0415
    from directory.web import accounts, api, log, practitioner, public, review  # noqa: PLC0415
    from directory.web.compression import pack_answers  # noqa: PLC0415
    from directory.web.faults import answer_faults  # noqa: PLC0415
    from directory.web.headers import guard_answers  # noqa: PLC0415
    from directory.web.languages import speak_languages  # noqa: PLC0415
    from directory.web.sessions import NoSession  # noqa: PLC0415
    from directory.web.static_files import serve_static  # noqa: PLC0415
    from directory.web.wiring import wire  # noqa: PLC0415

    settings = settings or config.load()
    app = Flask(
        __name__,
        template_folder=str(paths.TEMPLATES),
        static_folder=None,
        instance_path=str(paths.instance()),
    )
    app.config["SECRET_KEY"] = settings.secret_key
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts) or None
    app.config["MAX_CONTENT_LENGTH"] = 1 << 20
    app.json.sort_keys = False  # type: ignore[attr-defined]
    if settings.proxies:
        # What proxies of ours have added, and nothing that a client wrote before it reached them.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0, x_prefix=0
        )
    app.session_interface = NoSession()
    wire(app, _services(settings, clock or (lambda: datetime.now(UTC))))
    serve_static(app)
    speak_languages(app)
    guard_answers(app, hides=settings.demo)
    pack_answers(app)
    answer_faults(app)
    for wing in (public, api, log, accounts, practitioner, review):
        app.register_blueprint(wing.blueprint)
    if settings.demo:
        app.register_blueprint(accounts.demo.blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app


def _services(settings: Settings, clock: Callable[[], datetime]) -> Services:
    """Make what the doors are handed."""
    from pathlib import Path  # noqa: PLC0415

    from directory.adapters.evidence_reading import EvidenceReader  # noqa: PLC0415
    from directory.adapters.evidence_store import EvidenceStore  # noqa: PLC0415
    from directory.adapters.gazetteer import OfflineGeocoder  # noqa: PLC0415
    from directory.adapters.guide_files import read_guide  # noqa: PLC0415
    from directory.adapters.log_signing import FileKey  # noqa: PLC0415
    from directory.adapters.passkeys import RelyingParty  # noqa: PLC0415
    from directory.adapters.password_hashing import Hasher  # noqa: PLC0415
    from directory.adapters.password_meter import PasswordMeter  # noqa: PLC0415
    from directory.adapters.place_files import read_regions  # noqa: PLC0415
    from directory.adapters.rule_files import read_boards, read_program_book, read_rule_book  # noqa: PLC0415
    from directory.adapters.sealing import Seal  # noqa: PLC0415
    from directory.db import Database  # noqa: PLC0415
    from directory.queries.places import Places  # noqa: PLC0415
    from directory.queries.rules import RuleShelf  # noqa: PLC0415
    from directory.web.wiring import Services  # noqa: PLC0415
    from directory.workflows.accounts.gate import Gate  # noqa: PLC0415
    from directory.workflows.acts import Office  # noqa: PLC0415
    from directory.workflows.evidence import Cabinet  # noqa: PLC0415

    read_url = settings.database_read_urls[0] if settings.database_read_urls else None
    database = Database(settings.database_url, read_url=read_url)
    places, regions = Places(database), read_regions()
    shelf = RuleShelf(read_rule_book(), read_program_book(), boards=read_boards())
    office = Office(
        database,
        shelf=shelf,
        pen=FileKey(Path(settings.log_key)),
        clock=clock,
        second_reviewer=settings.second_reviewer,
    )
    seal = Seal(settings.secret_key)
    return Services(
        settings=settings,
        database=database,
        places=places,
        geocoder=OfflineGeocoder(places, regions),
        regions=regions,
        shelf=shelf,
        office=office,
        gate=Gate(
            office=office,
            seal=seal,
            hasher=Hasher(),
            meter=PasswordMeter(),
            site=RelyingParty.at(settings.base_url, name=NAME),
        ),
        evidence=Cabinet(
            office=office,
            seal=seal,
            reader=EvidenceReader(),
            store=EvidenceStore(Path(settings.evidence)),
        ),
        guide=read_guide(),
        clock=clock,
    )
