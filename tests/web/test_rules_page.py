"""Who may needle where: every rule can be read by the public, with its source and date."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from directory.adapters.place_files import read_regions
from directory.adapters.rule_files import read_rule_book
from directory.db import Database
from directory.domain import ids
from directory.domain.rules import (
    BodyLimit,
    Confidence,
    Rule,
    RuleBook,
    RuleKey,
    RuleStatus,
    Subject,
)
from directory.domain.vocabulary import AuthorizationKind, Country, Profession
from directory.queries.rules import RuleShelf
from directory.web import rule_condition_sentences as conditions
from directory.web import rule_sentences as sentences
from directory.web.presenters.rule_groups import Group, group
from directory.web.wiring import services, wire
from tests.clock import Clock
from tests.factories import Seen, person
from tests.pages import Page, PageClient, words
from tests.rule_books import REAL, permitted
from tests.rule_findings import finding
from tests.web.stage import stage

ONLY_SQLITE: Final = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TODAY: Final = date(2026, 11, 24)
REGIONS: Final = [region for region in read_regions().regions if region.code]
PLAIN: Final = permitted(Country.US, "CO", Profession.PHYSICAL_THERAPIST)


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return {**environment, "DIRECTORY_CONTACT": "rules@directory.example"}


def section(page: Page, profession: Profession) -> Element:
    return page.one("section", id=profession.value)


def said(page: Page, profession: Profession = Profession.PHYSICAL_THERAPIST) -> str:
    return words(section(page, profession))


def use(app: Flask, *rules: Rule) -> None:
    """Let the app have these published rules and no others."""
    with app.app_context():
        kept = services()
        wire(app, replace(kept, shelf=RuleShelf(RuleBook(rules), REAL.programs)))


# --- Every region ---


@ONLY_SQLITE
@pytest.mark.parametrize("country", Country)
def test_every_region_says_something_of_every_profession(
    client: PageClient, country: Country
) -> None:
    for region in REGIONS:
        if region.country == country:
            page = client.page(f"/rules/{region.country}/{region.code}".lower())
            assert page.status == 200
            assert region.name in page.heading
            for profession in Profession:
                _says_what_the_data_hold(page, (country, region.code, profession))
            # The one spelling that readers there do not use; names and titles are not ours.
            foreign = r"\b[Ll]icences?\b" if country is Country.US else r"\b[Ll]icenses?\b"
            assert not re.search(foreign, _ours(page)), region.name


def _says_what_the_data_hold(page: Page, key: RuleKey) -> None:
    text = said(page, key[2])
    rule = read_rule_book().on(key, TODAY)
    if rule is None:
        assert "We have not checked this." in text
        return
    assert rule.version in text
    assert rule.citation in text
    hosts = [urlsplit(link.get("href", "")).netloc for link in section_links(page, key[2])]
    assert not rule.source_url or urlsplit(rule.source_url).netloc in hosts


def _ours(page: Page) -> str:
    citations = [words(e) for e in page.all("span", lang="en")]
    text = words(page.one("main"))
    for citation in citations:
        text = text.replace(citation, "")
    return text


def section_links(page: Page, profession: Profession) -> list[Element]:
    return list(section(page, profession).iter("a"))


@ONLY_SQLITE
@pytest.mark.parametrize("code", ["es", "fr"])
@pytest.mark.parametrize("path", ["/rules", "/rules/us/co", "/rules/ca/qc", "/rules/us/pa"])
def test_other_languages_have_the_same_pages(client: PageClient, code: str, path: str) -> None:
    page = client.page(f"/{code}{path}")
    assert page.status == 200
    for link in page.all("a"):
        leads = link.get("href", "")
        assert link.get("hreflang") or not leads.startswith("/rules"), leads


@ONLY_SQLITE
def test_links_to_sources_vouch_for_nothing_and_tell_nothing(client: PageClient) -> None:
    page = client.page("/rules/us/co")
    outside = [link for link in page.all("a") if link.get("href", "").startswith("http")]
    assert outside
    assert {link.get("rel") for link in outside} == {"nofollow noopener"}


# --- The list of regions ---


@ONLY_SQLITE
def test_the_list_leads_to_every_region_and_counts(client: PageClient) -> None:
    page = client.page("/rules")
    assert page.heading == "Who may needle where?"
    assert page.texts("h2") == ["United States", "Canada"]
    links = page.links()
    for region in REGIONS:
        assert links[region.name] == f"/rules/{region.country}/{region.code}".lower()
    lines = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert lines["California"] == "2 professions may, 2 may not, 6 not known"
    assert lines["Colorado"] == "4 professions may, 0 may not, 1 not yet, 5 not known"
    assert lines["Puerto Rico"] == "0 professions may, 0 may not, 10 not known"
    assert next(iter(lines)) == "Alabama"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Group.MAY),
        ({"status": RuleStatus.REQUIRES_REGISTRATION}, Group.MAY),
        ({"confidence": Confidence.MEDIUM}, Group.MAY),
        ({"confidence": Confidence.LOW}, Group.NOT_KNOWN),
        ({"body_limit": BodyLimit.UPPER_LIMB}, Group.MAY_NOT),
        ({"status": RuleStatus.PROHIBITED}, Group.MAY_NOT),
        ({"status": RuleStatus.PROHIBITED, "confidence": Confidence.LOW}, Group.NOT_KNOWN),
        ({"status": RuleStatus.AUTHORIZED_PENDING_RULES}, Group.NOT_YET),
        ({"status": RuleStatus.SILENT}, Group.NOT_KNOWN),
        ({"status": RuleStatus.UNKNOWN}, Group.NOT_KNOWN),
    ],
)
def test_a_rule_is_counted_by_what_it_says_to_people_with_headaches(
    changes: dict[str, Any], expected: Group
) -> None:
    assert group(replace(PLAIN, **changes)) is expected


def test_a_missing_rule_is_not_known() -> None:
    assert group(None) is Group.NOT_KNOWN


# --- Addresses ---


@ONLY_SQLITE
@pytest.mark.parametrize("path", ["/rules/US/CO", "/rules/us/CO", "/rules/Us/co"])
def test_large_letters_lead_to_small_ones(client: PageClient, path: str) -> None:
    answer = client.get(f"{path}?as_of=2026-11-21&utm=x")
    assert answer.status_code == 301
    assert answer.location == "/rules/us/co?as_of=2026-11-21"
    assert client.get(path).location == "/rules/us/co"


@ONLY_SQLITE
@pytest.mark.parametrize("path", ["us/zz", "mx/co", "us/on", "ca/ca", "US/XX", "us/colorado"])
def test_no_such_region_says_what_to_do(client: PageClient, path: str) -> None:
    page = client.page(f"/rules/{path}")
    assert page.status == 404
    assert page.heading == "We know no such state or province"
    assert page.links()["Choose from the list"] == "/rules"


# --- What is said ---


@ONLY_SQLITE
def test_a_rule_is_told_with_all_that_it_asks_for(client: PageClient) -> None:
    text = said(client.page("/rules/us/co"))
    assert text.startswith("Physical therapists Yes, with conditions.")
    assert "50 hours of needling training" in text
    assert "40 hours of it in person" in text
    assert "30 hours before the first use, the rest within 4 years of the first course" in text
    assert "Medium: from a reputable source that quotes it." in text
    assert "4 CCR 732-1 (dry needling rule); SB 13-079" in text
    assert "as of January 2026" in text
    assert "Version 2026-11-20, recorded 20 Nov 2026." in text


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("path", "profession", "told"),
    [
        ("us/ca", Profession.PHYSICAL_THERAPIST, "No. They may not do dry needling."),
        ("us/ca", Profession.PHYSICAL_THERAPIST, "High: we read the text."),
        (
            "us/pa",
            Profession.PHYSICAL_THERAPIST,
            "Pennsylvania’s board has published no rule (seen January 2026).",
        ),
        ("us/pa", Profession.CHIROPRACTOR, "No, by a text on acupuncture."),
        (
            "us/pa",
            Profession.CHIROPRACTOR,
            "Medium: we read the text, but it is about acupuncture.",
        ),
        (
            "ca/mb",
            Profession.ACUPUNCTURIST,
            "We found no rule of Manitoba that says whether they may (recorded 20 Nov 2026).",
        ),
        ("us/co", Profession.OCCUPATIONAL_THERAPIST, "Not yet. A law lets them, but it is not in"),
        ("us/co", Profession.OCCUPATIONAL_THERAPIST, "From 1 Sep 2027."),
        ("us/co", Profession.OCCUPATIONAL_THERAPIST, "Signed 2 Apr 2026: from 1 Sep 2027,"),
        ("us/tn", Profession.OCCUPATIONAL_THERAPIST, "Not for headache."),
        ("us/ga", Profession.CHIROPRACTOR, "A list or an inference suggests that they may not."),
        ("us/ga", Profession.CHIROPRACTOR, "so a reviewer looks before anyone is listed"),
        ("us/co", Profession.ATHLETIC_TRAINER, "We have not checked this."),
        ("us/hi", Profession.PHYSICIAN, "a license of its own, from the regulator"),
        ("us/md", Profession.PHYSICAL_THERAPIST, "Yes, once the regulator has entered them for it"),
        ("ca/qc", Profession.PHYSICAL_THERAPIST, "the regulator assesses the training itself"),
        ("ca/sk", Profession.PHYSICAL_THERAPIST, "Gunn Intramuscular Stimulation (IMS)"),
        ("us/il", Profession.PHYSICAL_THERAPIST, "200 supervised sessions"),
        ("us/tx", Profession.CHIROPRACTOR, "Only people trained after 4 Dec 2018."),
        ("us/ct", Profession.CHIROPRACTOR, "Not known. We looked, and found no rule"),
        ("us/mt", Profession.PHYSICAL_THERAPIST, "We found no number of hours of needling"),
        ("us/tx", Profession.PHYSICAL_THERAPIST, "Look somebody up: Executive Council"),
        ("us/ca", Profession.CHIROPRACTOR, "That this one is among them is our inference."),
        ("ca/on", Profession.PHYSICAL_THERAPIST, "Physiotherapists"),
    ],
)
def test_each_kind_of_rule_is_told_in_plain_words(
    client: PageClient, path: str, profession: Profession, told: str
) -> None:
    assert told in said(client.page(f"/rules/{path}"), profession)


@ONLY_SQLITE
def test_a_federal_list_of_people_is_no_regulator(client: PageClient) -> None:
    text = words(client.page("/rules/us/co").one("main"))
    assert "LEIE" not in text
    assert "Colorado Medical Board" in text


@ONLY_SQLITE
def test_it_is_said_that_this_is_no_legal_advice(client: PageClient) -> None:
    assert "Not legal advice." in words(client.page("/rules/us/co").one("main"))
    assert "Not legal advice." in words(client.page("/rules").one("main"))


@ONLY_SQLITE
def test_english_texts_are_marked_as_such(client: PageClient) -> None:
    page = client.page("/fr/rules/us/co")
    notes = [words(element) for element in page.all("*", lang="en")]
    assert any(text.startswith("Signed written consent.") for text in notes)
    assert "4 CCR 732-1 (dry needling rule); SB 13-079" in notes
    assert "janvier 2026" in said(page)


@ONLY_SQLITE
def test_whoever_knows_better_can_say_so(client: PageClient) -> None:
    page = client.page("/rules/us/co")
    link = section_links(page, Profession.PHYSICIAN)[-1]
    assert words(link) == "Tell us if this changed: Physicians"
    address, _, subject = link.get("href", "").partition("?subject=")
    assert address == "mailto:rules@directory.example"
    assert unquote(subject) == "Rule US CO physician 2026-11-20"


@ONLY_SQLITE
def test_without_an_address_none_is_invented(app: Flask, client: PageClient) -> None:
    with app.app_context():
        kept = services()
    wire(app, replace(kept, settings=replace(kept.settings, contact="")))
    page = client.page("/rules/us/co")
    assert not [link for link in page.all("a") if link.get("href", "").startswith("mailto:")]
    assert "has given no address yet" in words(page.one("main"))


# --- Versions and days ---


def versions(client: PageClient, path: str) -> list[str]:
    page = client.page(path)
    return [words(item) for item in section(page, Profession.PHYSICAL_THERAPIST).iter("li")]


@ONLY_SQLITE
def test_versions_can_be_read_on_their_day(app: Flask, client: PageClient) -> None:
    older = replace(PLAIN, recorded_on=date(2026, 1, 10), version="2026-01-10")
    newer = replace(
        PLAIN,
        recorded_on=date(2026, 6, 1),
        version="2026-06-01",
        status=RuleStatus.PROHIBITED,
    )
    coming = replace(newer, version="2026-06-01b", in_force_from=date(2027, 1, 1))
    use(app, older, newer, coming)
    page = client.page("/rules/us/co")
    assert "No. They may not do dry needling." in said(page)
    assert versions(client, "/rules/us/co") == [
        "Version 2026-06-01b, used from 1 Jan 2027: No. They may not do dry needling.",
        "Version 2026-01-10, used from 10 Jan 2026: Yes.",
    ]
    links = page.links()
    assert "Version 2026-06-01b, used from 1 Jan 2027" not in links
    earlier = client.page(links["Version 2026-01-10, used from 10 Jan 2026"].partition("#")[0])
    assert earlier.heading == "Who may needle in Colorado? On 10 Jan 2026"
    assert said(earlier).startswith("Physical therapists Yes.")
    assert "This is what our rules said on 10 Jan 2026." in words(earlier.one("main"))
    assert earlier.links()["Our rules of today"] == "/rules/us/co"
    assert earlier.all("meta", name="robots", content="noindex")
    assert not page.all("meta", name="robots")
    for day, answer in (
        ("2026-01-09", "We have not checked this."),
        ("2026-05-31", "Yes."),
        ("2026-06-01", "No. They may not do dry needling."),
    ):
        assert answer in said(client.page(f"/rules/us/co?as_of={day}"))


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("as_of=2036", "Give the day as year, month and day, such as 2026-03-31."),
        ("as_of=2026-02-29", "Give the day as year, month and day, such as 2026-03-31."),
        ("as_of=%00%1b", "Give the day as year, month and day, such as 2026-03-31."),
        ("as_of=2026-11-25", "Choose 2026-11-24 or an earlier day."),
        ("as_of=2026-11-20&as_of=2026-11-20", "Give one day, not several."),
    ],
)
def test_a_wrong_day_is_told_three_times(client: PageClient, query: str, told: str) -> None:
    page = client.page(f"/rules/us/co?{query}")
    assert page.status == 400
    assert page.title == "Error: Who may needle in Colorado?"
    (link,) = page.one("div", class_="problem").iter("a")
    assert words(link) == told
    assert link.get("href") == "#as_of"
    field = page.one("input", id="as_of")
    assert field.get("aria-invalid") == "true"
    assert told in words(page.one("p", id="as_of-error"))
    assert "as_of-error" in field.get("aria-describedby", "")


@ONLY_SQLITE
@pytest.mark.parametrize("query", ["as_of=", "as_of=%20", "utm_source=x", "as_of=2026-11-24"])
def test_today_and_no_day_are_no_mistake(client: PageClient, query: str) -> None:
    assert client.page(f"/rules/us/co?{query}").status == 200


@ONLY_SQLITE
def test_the_day_is_that_of_the_region(app: Flask, client: PageClient, clock: Clock) -> None:
    rule = replace(PLAIN, recorded_on=date(2026, 11, 25), version="2026-11-25", region="HI")
    use(app, rule)
    clock.at = datetime(2026, 11, 25, 9, 59, tzinfo=UTC)
    assert "We have not checked this." in said(client.page("/rules/us/hi"))
    clock.at = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    assert "Yes." in said(client.page("/rules/us/hi"))


def test_a_finding_stands_in_front_and_says_how_long_it_holds(
    client: PageClient, database: Database
) -> None:
    assert "no rule" in said(client.page("/rules/us/pa"))
    with database.transaction() as session:
        finding(session)
    text = said(client.page("/rules/us/pa"))
    assert text.startswith("Physical therapists Yes, with conditions.")
    assert "A reviewer read the source, and a second one agreed." in text
    assert "Looked up 23 Nov 2026. Holds until 23 Nov 2027." in text
    assert "Letter of the board" in text
    assert "board.example, as of 23 Nov 2026" in text
    assert "Version finding-1" in text
    assert versions(client, "/rules/us/pa") == [
        (
            "Version 2026-11-20, used from 20 Nov 2026: "
            "Pennsylvania’s board has published no rule (seen January 2026)."
        )
    ]
    assert "no rule" in said(client.page("/rules/us/pa?as_of=2026-11-23"))
    page = client.page("/rules")
    lines = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert lines["Pennsylvania"] == "3 professions may, 1 may not, 6 not known"


def test_a_finding_that_nobody_confirmed_says_nothing(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        finding(session, confirmed_at=None)
    assert "no rule" in said(client.page("/rules/us/pa"))


# --- The profile ---


SACRAMENTO: Final = Seen(
    lat=38.58, lon=-121.49, city="Sacramento", region="CA", postal_code="95814",
    time_zone="America/Los_Angeles",
)  # fmt: skip


def profile(client: PageClient) -> Page:
    return client.page(f"/practitioners/{ids.encode(1)}/ada-example")


def test_a_profile_says_why_a_place_does_not_count(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, number=1, locations=(SACRAMENTO,), book=REAL)
    page = profile(client)
    denver, sacramento = page.one("section", aria_labelledby="visit").findall("div")
    assert "We only list professions that may." not in words(denver)
    assert "We judged by version 2026-11-20 of the rule." in words(denver)
    assert "from a source that quotes it" in words(denver)
    assert (
        "In California, physical therapists may not do dry needling (rule seen January 2026)."
        " We only list professions that may."
    ) in words(sacramento)
    assert "All three checks are good here" not in words(sacramento)
    links = page.links()
    assert links["Who may needle in California?"] == "/rules/us/ca"
    assert links["Who may needle in Colorado?"] == "/rules/us/co"


def test_what_the_checks_say_is_not_said_again(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        person(session, number=1, accreditation=False, book=REAL)
    (denver,) = profile(client).one("section", aria_labelledby="visit").findall("div")
    assert words(denver).count("No certification on record") == 1
    assert not [note for note in denver.iter("div") if note.get("class") == "note wait"]


# --- The sentences ---


def test_every_number_of_the_data_is_said_and_nothing_else() -> None:
    rule = replace(
        PLAIN,
        needling_hours=54.0,
        in_person_hours=20.5,
        hours_before_first_use=25.0,
        complete_within_years=2,
        foundation_hours=50.0,
        supervised_sessions=1,
        years_in_practice=3,
        head_neck_training=True,
        written_exam=True,
        practical_exam=True,
        authorization=AuthorizationKind.SUB_REGISTER,
        regulator_assesses_training=True,
        accepted_programs=frozenset({"gunn-ims"}),
        body_limit=BodyLimit.UPPER_LIMB,
    )
    with stage():
        assert conditions.asked_for(rule, REAL.programs) == [
            "54 hours of needling training",
            "20.5 hours of it in person",
            "25 hours before the first use, the rest within 2 years of the first course",
            "50 hours of foundation subjects, which the professional degree covers",
            "training that covers the head and neck",
            "needles from the hand to the shoulder only, so not for headache",
            "1 supervised session",
            "3 years in practice",
            "a written examination",
            "a practical examination",
            "a place on its sub-register, from the regulator",
            (
                "the regulator assesses the training itself, so its entry stands for training"
                " and certification here"
            ),
            "one of these programs: Gunn Intramuscular Stimulation (IMS)",
        ]
        assert conditions.asked_for(PLAIN, REAL.programs) == []
        only = replace(PLAIN, in_person_hours=40.0)
        assert conditions.asked_for(only, REAL.programs) == [
            "40 hours of needling training in person"
        ]
        assert sentences.kind(AuthorizationKind.ROSTER) == "a place on its roster"


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [
        (None, None, ""),
        (date(2027, 1, 1), None, "From 1 Jan 2027."),
        (None, date(2027, 12, 31), "Until 31 Dec 2027."),
        (date(2027, 1, 1), date(2027, 12, 31), "From 1 Jan 2027 until 31 Dec 2027."),
    ],
)
def test_when_a_rule_is_in_force(begins: date | None, ends: date | None, told: str) -> None:
    with stage():
        assert (
            conditions.in_force(replace(PLAIN, in_force_from=begins, in_force_until=ends)) == told
        )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-01", "January 2026"),
        ("2026", "2026"),
        ("2012-04-24 (listed 2026-01)", "24 Apr 2012 (listed January 2026)"),
        ("2025-26", "2025-26"),
        ("undated (after 2018)", "undated (after 2018)"),
        ("R. 12026-011", "R. 12026-011"),
    ],
)
def test_days_of_sources_are_written_in_words(text: str, written: str) -> None:
    with stage():
        assert sentences.as_of(text) == written


def test_every_kind_of_rule_has_an_answer_of_its_own() -> None:
    told = {}
    with stage():
        for status in RuleStatus:
            for subject in Subject:
                for confidence in Confidence:
                    rule = replace(PLAIN, status=status, subject=subject, confidence=confidence)
                    answer = sentences.answer(rule, region="Colorado", country=Country.US)
                    assert re.fullmatch(r"[A-Z].*\.", answer)
                    told[status, subject, confidence] = answer
    for (status, subject, confidence), answer in told.items():
        settled = status not in {RuleStatus.SILENT, RuleStatus.UNKNOWN}
        assert answer.startswith("Not settled.") is (settled and confidence is Confidence.LOW)
        about = subject is Subject.ACUPUNCTURE and settled and confidence is not Confidence.LOW
        waits = status is RuleStatus.AUTHORIZED_PENDING_RULES
        assert ("acupuncture" in answer) is (about and not waits)
