"""The script of passkeys in a real browser with an authenticator of its own, under our headers."""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Final

import pytest
from flask import Flask, get_template_attribute, render_template_string, request
from flask_babel import Babel
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from directory.adapters.passkeys import NewPasskey, RelyingParty, read_answer
from directory.web.headers import guard_answers
from tests.browsers import Open, Visit
from tests.virtual_keys import VirtualKey, virtual_key

ROOT: Final = Path(__file__).parents[2]
ACCOUNT: Final = 0x0123_4567_89AB_CDE
PAGE: Final = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Keys</title>
<link rel="icon" href="/static/mark.svg"><link rel="stylesheet" href="/static/look.css">
<script type="module" src="/static/js/passkey.js"></script></head>
<body><main><h1>{{ said or 'Keys' }}</h1>{{ form }}</main></body></html>"""
# A password manager that answers in the browser's place, with what is nearly the real object.
MANAGER: Final = """
const real = navigator.credentials.create.bind(navigator.credentials);
navigator.credentials.create = async (options) => {
  const { id, rawId, type, response: { clientDataJSON, attestationObject } } = await real(options);
  return Object.setPrototypeOf(
    { id, rawId, type, response: { clientDataJSON, attestationObject } },
    PublicKeyCredential.prototype,
  );
};
"""

pytestmark = pytest.mark.xdist_group("browser")


@dataclass
class Site:
    """As much of a site as a passkey needs."""

    party: RelyingParty = field(
        default_factory=lambda: RelyingParty(rp_id="", origin="", name="Directory")
    )
    made: NewPasskey | None = None
    challenge: bytes = b""
    answers: list[str] = field(default_factory=list)

    def page(self, kind: str, said: str = "") -> str:
        self.challenge = secrets.token_bytes(56)
        known = [self.made.credential_id] if self.made else []
        options = (
            self.party.registration(
                challenge=self.challenge,
                account_id=ACCOUNT,
                email="jo@clinic.example",
                name="Jo",
                known=known,
            )
            if kind == "create"
            else self.party.request(challenge=self.challenge)
        )
        macro = get_template_attribute("components/passkey_form.html", "passkey_form")
        form = macro(f"/{kind}", kind, options, "Go on", token="t0ken")  # noqa: S106  (no secret)
        return render_template_string(PAGE, form=form, said=said)

    def answered(self, kind: str) -> str:
        answer = request.form["answer"]
        self.answers.append(answer)
        if kind == "create":
            self.made = self.party.registered(answer, challenge=self.challenge)
            return self.page(kind, "Made" if self.made else "Not made")
        assert self.made is not None
        count = self.party.proven(
            answer,
            challenge=self.challenge,
            public_key=self.made.public_key,
            sign_count=self.made.sign_count,
        )
        return self.page(kind, "Not proven" if count is None else "Proven")


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Run the site, with the headers that every answer of ours carries."""
    app = Flask(
        "keys",
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "directory" / "static"),
    )
    Babel(app)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    guard_answers(app)
    app.add_url_rule("/<kind>", "page", site.page)
    app.add_url_rule("/<kind>", "answered", site.answered, methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def home(site: Site) -> Iterator[str]:
    with served(site) as url:
        site.party = RelyingParty.at(url, name="Directory")
        yield url


@pytest.fixture
def there(visit: Open, home: str) -> Visit:
    return visit(home)


@pytest.fixture
def key(there: Visit) -> VirtualKey:
    return virtual_key(there.page)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Go on").click()


def says(page: Page, text: str) -> None:
    expect(page.get_by_role("heading")).to_have_text(text)


def test_a_passkey_is_made_and_used(there: Visit, site: Site, key: VirtualKey) -> None:
    page = there.go("/create")
    assert not page.get_by_text("Passkeys need JavaScript").is_visible()
    go_on(page)
    says(page, "Made")
    assert key.count() == 1
    there.go("/get")
    go_on(page)
    says(page, "Proven")
    for answer in map(json.loads, site.answers):
        for part in (answer["id"], answer["rawId"], *answer["response"].values()):
            assert re.fullmatch(r"[\w-]+", part, re.ASCII), f"{part} is not base64url"
    read = read_answer(site.answers[-1])
    assert read is not None
    assert site.made is not None
    assert (read.credential_id, read.account_id) == (site.made.credential_id, ACCOUNT)
    assert there.complaints == []
    assert there.strangers() == []
    assert there.barriers() == []


def test_whoever_is_not_verified_is_told_so_and_tries_again(
    there: Visit, site: Site, key: VirtualKey
) -> None:
    page = there.go("/create")
    key.refuse()
    page.get_by_role("button").focus()
    page.keyboard.press("Enter")
    said = page.get_by_role("status")
    expect(said).to_have_text("No passkey was made. Try again, or use another way.")
    expect(page.get_by_role("button")).to_be_focused()
    assert site.answers == []
    key.refuse(refuses=False)
    page.keyboard.press("Enter")
    says(page, "Made")


def test_a_device_that_has_the_passkey_is_told_apart(there: Visit, key: VirtualKey) -> None:
    page = there.go("/create")
    go_on(page)
    says(page, "Made")
    go_on(page)
    expect(page.get_by_role("status")).to_contain_text("This device already has a passkey")
    assert key.count() == 1


def test_a_device_without_a_passkey_cannot_prove(there: Visit, site: Site, key: VirtualKey) -> None:
    page = there.go("/create")
    go_on(page)
    says(page, "Made")
    key.forget()
    there.go("/get")
    go_on(page)
    expect(page.get_by_role("status")).to_have_text(
        "No passkey was used. Try again, or use another way."
    )
    assert len(site.answers) == 1


def test_what_the_browser_refuses_is_said(there: Visit, site: Site, key: VirtualKey) -> None:
    site.party = RelyingParty.at("https://elsewhere.example", name="Directory")
    page = there.go("/create")
    go_on(page)
    expect(page.get_by_role("status")).to_have_text(
        "The passkey did not work. Try again, or use another way."
    )
    assert key.count() == 0


def test_a_password_manager_may_answer_without_json(there: Visit, key: VirtualKey) -> None:
    there.page.add_init_script(MANAGER)
    page = there.go("/create")
    with pytest.raises(Exception, match="Illegal invocation"):
        page.evaluate("PublicKeyCredential.prototype.toJSON.call({})")
    go_on(page)
    says(page, "Made")
    assert key.count() == 1


def test_a_browser_without_passkeys_says_so(there: Visit) -> None:
    there.page.add_init_script("delete window.PublicKeyCredential")
    page = there.go("/get")
    expect(page.get_by_role("status")).to_contain_text("This browser does not have passkeys.")
    assert not page.get_by_role("button").is_visible()
    assert not page.get_by_text("Passkeys need JavaScript").is_visible()


def test_without_scripts_the_way_out_is_shown(visit: Open, home: str) -> None:
    page = visit(home, javascript=False).go("/get")
    assert page.get_by_text("Passkeys need JavaScript").is_visible()
    assert not page.get_by_role("button").is_visible()
