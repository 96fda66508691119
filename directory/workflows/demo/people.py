"""One demo person, who depends on the scene and their number alone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b
from random import Random
from typing import Final

from directory.domain.entry.npi import with_check_digit
from directory.domain.languages import LANGUAGES
from directory.domain.reasons import Reason
from directory.domain.vocabulary import Country, Gender, Headache, HoldKind, Technique
from directory.workflows.demo.asks import ask_of
from directory.workflows.demo.chance import (
    between,
    fresh_id,
    happens,
    id_beside,
    one_of,
    stream,
)
from directory.workflows.demo.licences import authorization, licences_of
from directory.workflows.demo.looks import Holder, midnight
from directory.workflows.demo.papers import certifications_of, trainings_of
from directory.workflows.demo.persons import Hold, Person, Says
from directory.workflows.demo.scene import Scene
from directory.workflows.demo.sites import places_of
from directory.workflows.demo.stories import BLOCK, Claim, Presence, Story
from directory.workflows.demo.towns import Area
from directory.workflows.demo.words import read_words

MOST_PEOPLE: Final = 9_999_991
"""A prime: steps of any other length around it meet every number once."""
_STEP: Final = 4_567_891
HEADACHES: Final = {
    Headache.TENSION: 86,
    Headache.MIGRAINE: 74,
    Headache.CLUSTER: 17,
    Headache.SINUS: 21,
    Headache.CERVICOGENIC: 60,
}
HOLD_KIND: Final = HoldKind.SUSPENSION.value
GUNN_IMS_PERCENT: Final = {Country.US: 6, Country.CA: 42}


def identifier_of(seed: int, index: int) -> int:
    """Give a person's identifier, without inventing the rest of them."""
    digest = blake2b(f"{seed}/{index}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 4


def draw_person(scene: Scene, index: int) -> Person:
    """Invent the person with this number."""
    rnd = stream(scene.seed, index)
    story = story_of(scene, index)
    as_of = scene.as_of
    profession, sites = places_of(rnd, scene, index=index, demand=story.demand)
    areas = list(dict.fromkeys(site.town.area for site in sites))
    area = areas[0]
    culture = read_words().cultures[area].draw(rnd)
    gender, given, family = draw_name(rnd, culture)
    techniques = _techniques(rnd, area)
    rules = [scene.rules[each, profession] for each in areas]
    years = max(rule.years_in_practice or 0 for rule in rules)
    holder = Holder(
        id=identifier_of(scene.seed, index),
        name=f"{given} {family}",
        number=index * _STEP % MOST_PEOPLE,
        country=area[0],
        profession=profession,
        technique=techniques[0],
        as_of=as_of,
        began=as_of - timedelta(days=_days_in_practice(rnd, story, years=years)),
        ask=ask_of(rules) if len(rules) > 1 else scene.asks[area, profession],
        short_of=min((rule.needling_hours for rule in rules if rule.needling_hours), default=0),
        begin_with=max(rule.hours_before_first_use or 0 for rule in rules),
    )
    attested_on = _attested_on(rnd, story, as_of=as_of)
    created_at, updated_at = _written(rnd, index, as_of=as_of)
    kinds = [(each, rule.authorization) for each, rule in zip(areas, rules, strict=True)]
    return Person(
        id=holder.id,
        given_name=given,
        family_name=family,
        suffix=one_of(rnd, ("Jr.", "II", "III")) if happens(rnd, 0.6) else None,
        npi=_npi(holder.number) if area[0] is Country.US and happens(rnd, 80) else None,
        gender=gender if happens(rnd, 78) else None,
        bio=_bio(rnd, area),
        remote_first_talk=happens(rnd, 30),
        published=story.presence is not Presence.UNPUBLISHED,
        attested_on=attested_on,
        takes_new_patients=_takes_new_patients(rnd),
        new_patients_confirmed_on=attested_on,
        created_at=created_at,
        updated_at=updated_at,
        profession=profession,
        headaches=_headaches(rnd, story, began=holder.began.year, now=as_of.year),
        languages=_languages(rnd, area, culture=culture),
        techniques=techniques,
        locations=tuple((fresh_id(rnd), site) for site in sites),
        says=_says(scene, index),
        licences=tuple(licences_of(rnd, scene, holder=holder, story=story, areas=areas)),
        authorizations=tuple(
            authorization(rnd, holder, area=each, kind=kind, claim=story.authorization)
            for each, kind in kinds
            if kind is not None and story.authorization is not Claim.NONE
        ),
        trainings=tuple(trainings_of(rnd, holder, story=story)),
        certifications=tuple(certifications_of(rnd, holder, story=story)),
        hold=_hold(rnd, holder) if story.presence is Presence.HELD else None,
    )


def _says(scene: Scene, index: int) -> Says:
    """Draw whom they see and how they are paid; a stream of its own leaves all else as it was."""
    rnd = stream(scene.seed, "says", index)
    if not happens(rnd, 70):
        return Says()
    return Says(
        youngest=one_of(rnd, (None, 0, 6, 12, 16, 18, 18, 18)),
        oldest=one_of(rnd, (None, None, None, None, 65, 80)),
        self_pay=happens(rnd, 85),
        direct_billing=happens(rnd, 45),
        gives_receipts=happens(rnd, 60),
        sliding_scale=happens(rnd, 20),
    )


def story_of(scene: Scene, index: int) -> Story:
    """Give the story of a person; every block of people tells all of them."""
    block, place = divmod(index, BLOCK)
    return _block(scene, block)[place]


@lru_cache(maxsize=4_096)
def _block(scene: Scene, block: int) -> tuple[Story, ...]:
    rnd = stream(scene.seed, "stories", block)
    return tuple(sorted(scene.stories, key=lambda _: rnd.random()))


def _days_in_practice(rnd: Random, story: Story, *, years: int) -> int:
    if story.licence is Claim.NEW:
        return between(rnd, (300, 360))
    # Long enough for what the rule asks for, and for a period before the present one.
    return between(rnd, (max(1_200, years * 366 + 40), 11_000))


def _hold(rnd: Random, holder: Holder) -> Hold:
    opened_on = holder.day(between(rnd, (0, 60)))
    return Hold(
        id=id_beside(holder.id, rnd),
        kind=HOLD_KIND,
        reason=Reason.REPORT_UNDER_REVIEW.value,
        opened_at=midnight(opened_on),
    )


def draw_name(rnd: Random, culture: str) -> tuple[Gender, str, str]:
    """Draw a gender, a given name and a family name."""
    words = read_words()
    chosen = rnd.random() * 100
    gender = Gender.WOMAN if chosen < 56 else Gender.MAN if chosen < 98.5 else Gender.NONBINARY  # noqa: PLR2004
    named = Gender.WOMAN if chosen < 56 or chosen > 99.2 else Gender.MAN  # noqa: PLR2004
    given = one_of(rnd, words.given_names[culture, named])
    return gender, given, one_of(rnd, words.family_names[culture])


def _npi(number: int) -> str:
    """Make a number of the right form; so far nobody has one that begins with 2."""
    return with_check_digit(f"2{number:08d}")


def _techniques(rnd: Random, area: Area) -> tuple[Technique, ...]:
    if not happens(rnd, GUNN_IMS_PERCENT[area[0]]):
        return (Technique.DRY_NEEDLING,)
    if happens(rnd, 35):
        return (Technique.GUNN_IMS, Technique.DRY_NEEDLING)
    return (Technique.GUNN_IMS,)


def _headaches(
    rnd: Random, story: Story, *, began: int, now: int
) -> tuple[tuple[Headache, int | None], ...]:
    if story.presence is Presence.NO_HEADACHE:
        return ()
    chosen = tuple(headache for headache, percent in HEADACHES.items() if happens(rnd, percent))
    return tuple(
        (headache, between(rnd, (began, now)) if happens(rnd, 60) else None)
        for headache in chosen or (Headache.TENSION,)
    )


def _languages(rnd: Random, area: Area, *, culture: str) -> tuple[str, ...]:
    speech = read_words().regions[area]
    spoken = {tag: None for tag, percent in speech.languages if happens(rnd, percent)}
    spoken = spoken or {speech.first: None}
    if happens(rnd, 45):
        spoken[culture] = None
    if happens(rnd, 1.5):
        spoken["fcs" if speech.first == "fr" else "ase"] = None
    if happens(rnd, 3):
        spoken[one_of(rnd, LANGUAGES)] = None
    return tuple(spoken)


def _bio(rnd: Random, area: Area) -> str | None:
    bios = read_words().bios
    language = read_words().regions[area].first
    return one_of(rnd, bios.get(language, bios["en"])) if happens(rnd, 60) else None


def _takes_new_patients(rnd: Random) -> bool | None:
    chosen = rnd.random() * 100
    return None if chosen < 8 else chosen >= 24  # noqa: PLR2004


def _attested_on(rnd: Random, story: Story, *, as_of: date) -> date | None:
    if story.presence is Presence.ATTESTATION_OLD:
        return as_of - timedelta(days=between(rnd, (370, 600)))
    if story.presence is Presence.UNPUBLISHED and happens(rnd, 50):
        return None
    chosen = rnd.random() * 100
    low, high = (0, 88) if chosen < 76 else (92, 178) if chosen < 91 else (182, 300)  # noqa: PLR2004
    return as_of - timedelta(days=between(rnd, (low, high)))


def _written(rnd: Random, index: int, *, as_of: date) -> tuple[datetime, datetime]:
    # The first person is as old as the load, which is how a load's day is known afterwards.
    today = datetime.combine(as_of, time(), UTC)
    since = between(rnd, (0, 60_000_000))
    created = today - timedelta(seconds=since) if index else today
    changed = between(rnd, (0, since if index else 0))
    return created, today - timedelta(seconds=changed)
