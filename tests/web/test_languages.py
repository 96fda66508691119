"""Every page in every language: all of it translated, and each link leads on in that language."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from babel.messages import Catalog, Message
from flask import Flask
from flask.testing import FlaskClient

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import Country, Headache
from directory.web.languages import spoken
from tests import catalogues
from tests.factories import person
from tests.pages import Page, PageClient, words
from tests.places import Placed

NARROW = "\u00a0"
PLACEHOLDER = re.compile(r"%\(\w+\)s")


@pytest.fixture
def database(placed_sqlite: Placed) -> Database:
    placed_sqlite.begin()
    with placed_sqlite.database.transaction() as session:
        person(session, given="Ada", family="Example", languages=("en", "ase"))
        person(session, given="Bea", family="Example", headaches=tuple(Headache))
        person(
            session,
            given="Cleo",
            family="Example",
            lat=45.5088,
            lon=-73.5878,
            city="Montréal",
            region="QC",
            postal_code="H2X 1Y4",
            country=Country.CA,
            time_zone="America/Toronto",
        )
    return placed_sqlite.database


@pytest.fixture
def app(placed_sqlite: Placed, database: Database) -> Flask:
    assert database is placed_sqlite.database
    return placed_sqlite.app


@pytest.fixture
def client(app: Flask) -> PageClient:
    made: Any = app.test_client()
    assert isinstance(made, PageClient)
    return made


SEARCH = "/search?near=Denver,+CO&headache=migraine"
PROFILE = f"/practitioners/{ids.encode(1)}/ada-example"
PATHS = {
    "home": "/",
    "results": SEARCH,
    "nobody": "/search?near=Lamar,+CO&within=5",
    "which place": "/search?near=Springfield",
    "abroad": "/search?near=Leeds",
    "too wide": "/search?near=Pennsylvania",
    "no place": "/search",
    "unknown place": "/search?near=xqzzy",
    "faulty": f"{SEARCH}&within=-1",
    "profile": PROFILE,
    "rules": "/rules",
    "rules of a region": "/rules/us/co",
    "rules of a day": "/rules/ca/qc?as_of=2026-11-20",
    "no rules of that day": "/rules/us/co?as_of=2036",
    "no such region": "/rules/us/zz",
    "not found": "/nowhere",
    "no such person": f"/practitioners/{ids.encode(99)}",
    "not for GET": "/display",
}
HEADINGS = {
    ("es", "home"): "Encuentre profesionales con credenciales verificadas",
    ("es", "results"): "2 profesionales con credenciales verificadas que atienden a personas con "
    "migraña en un radio de 25 millas de Denver, CO",
    ("es", "nobody"): "No encontramos profesionales",
    ("es", "which place"): "¿Qué Springfield busca?",
    ("es", "abroad"): "Leeds está en el Reino Unido",
    ("es", "too wide"): "Pensilvania es una zona demasiado grande",
    ("es", "profile"): "Ada Example",
    ("es", "not found"): "Página no encontrada",
    ("fr", "home"): "Trouvez un praticien ou une praticienne aux titres vérifiés",
    ("fr", "results"): "2 praticiennes et praticiens aux titres vérifiés qui voient des personnes "
    "souffrant de migraine dans un rayon de 25 milles (Denver, CO)",
    ("fr", "nobody"): "Aucun praticien, aucune praticienne dans un rayon de 5 milles (Lamar, CO)",
    ("fr", "which place"): "Quel lieu cherchez-vous : Springfield?",
    ("fr", "abroad"): "Leeds se trouve dans un autre pays : Royaume-Uni",
    ("fr", "too wide"): "Le territoire est trop grand pour chercher autour : Pennsylvanie",
    ("fr", "profile"): "Ada Example",
    ("fr", "not found"): "Page introuvable",
}


def texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def forms(of: Any) -> tuple[str, ...]:  # noqa: ANN401  (a text, or its singular and plural)
    return of if isinstance(of, tuple) else (of,)


def said(page: Page) -> Iterator[str]:
    """Everything a reader can meet: text, and attributes that are read aloud."""
    for element in page.root.iter():
        if element.get("lang") != "en":
            yield from (element.text or "", element.tail or "")
            yield from (element.get(name, "") for name in ("aria-label", "data-refused", "title"))


# --- The catalogues ---


def test_each_language_is_offered() -> None:
    assert spoken() == ("en", *catalogues.LANGUAGES)


def test_the_template_holds_the_texts_of_the_sources() -> None:
    assert catalogues.TEMPLATE.read_bytes() == catalogues.written(catalogues.collected()), (
        "run `make words`"
    )


@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_files_are_what_the_sources_and_translators_make_of_them(code: str) -> None:
    catalogue = catalogues.updated(code, catalogues.collected())
    assert catalogues.po_file(code).read_bytes() == catalogues.written(catalogue), "run make words"
    assert catalogues.mo_file(code).read_bytes() == catalogues.compiled(catalogue), "run make words"


@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_every_text_is_translated_and_certain(code: str) -> None:
    catalogue = catalogues.translated(code)
    assert catalogues.missing(catalogue) == []
    for message in texts(catalogue):
        assert not message.fuzzy, message.id
        if message.pluralizable:
            assert len(forms(message.string)) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_placeholders_are_kept(code: str) -> None:
    for message in texts(catalogues.translated(code)):
        wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            assert set(PLACEHOLDER.findall(form)) == wanted, form
            assert form.count("%") == len(PLACEHOLDER.findall(form)), form


@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_marks_are_those_of_the_language(code: str) -> None:
    for message in texts(catalogues.translated(code)):
        for form in forms(message.string):
            assert "'" not in form, form
            assert '"' not in form, form
            assert form == form.strip(), form
            if code == "es":
                assert form.count("¿") == form.count("?"), form
                continue
            assert not re.search(r"[“”]|« |[^\xa0]»| :|«[^\xa0]", form), form
            assert not re.search(r"[^\xa0\d)]:(?!\d)", form.replace("://", "")), form
            # In Canada these follow the word; only the colon stands apart.
            assert not re.search(r"\s[?!;]", form), form


@pytest.mark.parametrize("code", ["pot", *catalogues.LANGUAGES])
def test_files_tell_of_no_machine_and_no_day(code: str) -> None:
    file = catalogues.TEMPLATE if code == "pot" else catalogues.po_file(code)
    text = file.read_text(encoding="utf-8")
    header, _, entries = text.partition("\n\n")
    assert not re.search(r"Date:|://|@|Generated-By", header)
    assert not re.search(r"^#: /", entries, re.MULTILINE)


# --- The pages ---


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_a_page_speaks_its_language(client: PageClient, code: str, name: str) -> None:
    english = client.page(PATHS[name])
    page = client.page(f"/{code}{PATHS[name]}")
    assert page.status == english.status
    assert page.one("html").get("lang") == code
    wanted = HEADINGS.get((code, name))
    if wanted:
        assert page.heading.startswith(wanted)
    else:
        assert page.heading != english.heading


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_no_english_is_left_on_it(client: PageClient, code: str, name: str) -> None:
    page = client.page(f"/{code}{PATHS[name]}")
    shown = {" ".join(text.split()) for text in said(page)}
    left = {
        unescape(form)
        for message in texts(catalogues.translated(code))
        for form in forms(message.id)
        if form not in forms(message.string) and not PLACEHOLDER.search(form)
    }
    same_elsewhere = {
        form for message in texts(catalogues.translated(code)) for form in forms(message.string)
    }
    assert not shown & (left - same_elsewhere)


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_links_stay_in_the_language(client: PageClient, code: str, name: str) -> None:
    page = client.page(f"/{code}{PATHS[name]}")
    links = [link for link in page.all("a") if not link.get("hreflang")]
    addresses = [link.get("href", "") for link in links]
    addresses += [form.get("action", "") for form in page.all("form")]
    own = [address for address in addresses if address.startswith("/")]
    assert own
    assert all(address.startswith(f"/{code}/") for address in own), own


@pytest.mark.parametrize("name", PATHS)
def test_a_page_leads_to_itself_in_other_languages(client: PageClient, name: str) -> None:
    path = PATHS[name]
    for here in ("", "/es", "/fr"):
        page = client.page(f"{here}{path}")
        (nav,) = page.all("nav", class_="tongues")
        assert words(nav) == "English · Español · Français"
        led = {link.get("hreflang"): link.get("href", "") for link in nav.iter("a")}
        alternates = {
            link.get("hreflang"): link.get("href", "") for link in page.all("link", rel="alternate")
        }
        assert set(led) == {"en", "es", "fr"} - {here[1:] or "en"}
        # Search engines are told whole addresses, of the site as it is known outside.
        site = "http://localhost:8000"
        assert {code: f"{site}{address}" for code, address in led.items()}.items() <= (
            alternates.items()
        )
        assert alternates["x-default"] == alternates["en"]
        plain = path.partition("?")[0]
        for code, address in alternates.items():
            prefix = "" if code in {"en", "x-default"} else f"/{code}"
            assert urlsplit(address).path == prefix + plain
        if not here:
            reached = client.page(led["es"])
            assert reached.one("html").get("lang") == "es"
            assert reached.status == page.status


def test_a_search_keeps_its_question(client: PageClient) -> None:
    page = client.page(f"{SEARCH}&access=low_light&access=step_free")
    address = page.links()["Español"]
    assert address == f"/es{SEARCH}&access=low_light&access=step_free"


def test_what_was_posted_leads_home(app: Flask) -> None:
    answer = FlaskClient(app).post("/fr/display", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert 'href="/es/" lang="es"' in answer.get_data(as_text=True)


def test_no_language_leads_to_another_site(client: PageClient) -> None:
    for path in ("//evil.example/", "/es//evil.example/", "/\\evil.example"):
        answer = client.get(path)
        assert 'href="//' not in answer.get_data(as_text=True)
        assert 'href="/\\' not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/de/", "/de", "/esp/", "/ES/"])
def test_other_prefixes_are_no_language(client: PageClient, path: str) -> None:
    page = client.page(path)
    assert page.status == 404
    assert page.one("html").get("lang") == "en"


def test_the_language_alone_is_its_home(client: PageClient) -> None:
    assert client.page("/fr").heading == client.page("/fr/").heading


# --- Names, numbers and days ---


def test_numbers_days_and_regions_follow_the_language(client: PageClient) -> None:
    spanish = "\n".join(said(client.page(f"/es{PROFILE}")))
    assert "3 nov 2026" in spanish
    assert "Lengua de señas" in spanish or "lengua de señas" in spanish
    french = client.page("/fr/search?near=Montr%C3%A9al,+QC")
    text = "\n".join(said(french))
    assert "3 nov. 2026" in text
    assert "au registre officiel (Québec)" in text
    assert f"0,1{NARROW}km" in text
    assert "Physiothérapeute" in text
    assert "0.1 millas" in "\n".join(said(client.page(f"/es{SEARCH}")))


@pytest.mark.parametrize(
    ("code", "title", "detail"),
    [
        ("es", "No encontrado", "No hay nada en esta dirección."),
        ("fr", "Introuvable", "Il n’y a rien à cette adresse."),
    ],
)
def test_programs_are_told_in_the_language(
    client: PageClient, code: str, title: str, detail: str
) -> None:
    problem = client.get(f"/{code}/api/v1/nothing").get_json()
    assert problem["title"] == title
    assert problem["detail"].startswith(detail)
