"""What programs read of a listing: JSON-LD, a vCard, maps of the site; and where not to go."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from directory.db import Database
from directory.domain import ids
from directory.models.practitioners import Practitioner
from tests.factories import person
from tests.pages import PageClient, words

ADA = ids.encode(1)
AT = f"/practitioners/{ADA}"
UGLY = "</script><b>&\u2028,;\\ Straße"


@pytest.fixture(autouse=True)
def people(app: Flask, database: Database) -> None:
    del app  # its database, empty
    with database.transaction() as session:
        ada = person(session, number=1, family="Example, Jr")
        ada.locations[0].name = UGLY
        ada.locations[0].phone = "+13035550142"
        person(session, number=2, family="Hidden", published=False)


def test_facts_for_programs_cannot_leave_their_place(client: PageClient) -> None:
    text = client.get(AT, follow_redirects=True).get_data(as_text=True)
    script = r'<script type="application/ld\+json"[^>]*>(.*?)</script>'
    (block,) = re.findall(script, text, re.DOTALL)
    facts = json.loads(block)
    assert facts["@type"] == "Person"
    assert facts["url"].endswith(client.get(AT).headers.get("Location", AT).rsplit("/", 1)[-1])
    assert facts["workLocation"][0]["name"] == UGLY
    assert facts["hasCredential"][0]["credentialCategory"] == "license"
    assert "<" not in block


def test_a_licence_is_looked_up_at_a_board_of_its_region(client: PageClient) -> None:
    text = client.get(AT, follow_redirects=True).get_data(as_text=True)
    assert "apps.colorado.gov" in text
    assert "oig.hhs.gov" not in text


def test_a_card_for_an_address_book_keeps_its_rules(client: PageClient) -> None:
    answer = client.get(f"{AT}/contact.vcf")
    assert answer.mimetype == "text/vcard"
    assert answer.headers["Content-Disposition"].endswith('.vcf"')
    lines = answer.data.split(b"\r\n")
    assert (lines[0], lines[1], lines[-2:]) == (b"BEGIN:VCARD", b"VERSION:4.0", [b"END:VCARD", b""])
    assert max(map(len, lines)) <= 75
    whole = answer.data.replace(b"\r\n ", b"").decode().split("\r\n")
    assert "TEL;VALUE=uri;TYPE=work:tel:+1-303-555-0142" in whole or any(
        line.startswith("TEL;VALUE=uri;TYPE=work:tel:+1") for line in whole
    )
    (org,) = [line for line in whole if line.startswith("ORG:")]
    assert "N:Example\\, Jr;Ada;;;" in whole
    assert org == "ORG:</script><b>& \\,\\;\\\\ Straße"


def test_a_hidden_street_stays_hidden(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        place = session.get_one(Practitioner, 1).locations[0]
        place.street, place.street_hidden = "7 Secret Lane", True
    for path in (AT, f"{AT}/contact.vcf", f"{AT}/handout"):
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200
        assert "Secret Lane" not in answer.get_data(as_text=True)


def test_the_sheet_to_take_along_says_how_to_reach_them_and_what_to_ask(client: PageClient) -> None:
    page = client.page(f"{AT}/handout")
    said = words(page.root)
    assert "Ada Example, Jr" in page.heading
    assert "(303) 555-0142" in said
    assert "911" in said


@pytest.mark.parametrize("rest", ["handout", "contact.vcf"])
@pytest.mark.parametrize("who", [ids.encode(2), ids.encode(77), "nobody"])
def test_nothing_is_given_of_who_was_never_listed(client: PageClient, who: str, rest: str) -> None:
    assert client.get(f"/practitioners/{who}/{rest}").status_code == 404


def addresses(client: PageClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    root = ET.fromstring(answer.get_data(as_text=True))  # noqa: S314  (our own)
    return [each.text or "" for each in root.iter() if each.tag.endswith("}loc")]


def path_of(address: str) -> str:
    return "/" + address.split("://", 1)[-1].partition("/")[2]


def test_every_address_of_the_maps_of_the_site_is_a_page(client: PageClient) -> None:
    files = [path_of(address) for address in addresses(client, "/sitemap.xml")]
    assert files == ["/sitemap-pages.xml", "/sitemap-people-1.xml"]
    named = [path_of(each) for file in files for each in addresses(client, file)]
    assert len(named) == len(set(named)) > 60
    assert not any(ids.encode(2) in path for path in named)
    for path in named:
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    "part", ["people-0", "people-2", "people-x", "others", "people-", "%00", "people-" + "9" * 5000]
)
def test_there_are_no_other_maps(client: PageClient, part: str) -> None:
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_programs_are_told_where_not_to_go(client: PageClient) -> None:
    said = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert said[0] == "User-agent: *"
    for path in ("/search", "/es/search", "/fr/search", "/fr/list"):
        assert f"Disallow: {path}" in said
    assert any(line.endswith("/sitemap.xml") for line in said)


def test_a_family_name_of_several_words_stays_whole(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, number=3, given="Maria", family="de la Cruz")
    card = client.get(f"/practitioners/{ids.encode(3)}/contact.vcf").data.decode()
    assert "\r\nN:de la Cruz;Maria;;;\r\n" in card


def test_every_language_of_a_page_is_named_beside_it(client: PageClient) -> None:
    text = client.get("/sitemap-pages.xml").get_data(as_text=True)
    for entry in re.findall(r"<url>.*?</url>", text):
        named = re.findall(r'hreflang="([^"]+)" href="([^"]+)"', entry)
        assert [code for code, _ in named] == ["en", "es", "fr", "x-default"]
        assert dict(named)["x-default"] == dict(named)["en"]


def test_an_inferred_register_is_said_to_be_one(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, number=4, region="AZ", city="Tucson", postal_code="85701")
    sure = client.page(f"/practitioners/{ids.encode(4)}", follow_redirects=True)
    shared = client.page(AT, follow_redirects=True)
    said = "That this one is among them is our inference."
    assert "https://ptboard.az.gov" in sure.links().values()
    assert said not in words(sure.root)
    assert said in words(shared.root)
