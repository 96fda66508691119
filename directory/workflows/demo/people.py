"""One demo person, who depends on the seed, their number and the day alone."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from random import Random
from typing import Final

from directory.domain.languages import LANGUAGES
from directory.domain.vocabulary import (
    Country,
    CredentialState,
    Gender,
    Headache,
    Profession,
    Technique,
)
from directory.workflows.demo.chance import between, fresh_id, happens, one_of, stream
from directory.workflows.demo.papers import Holder, certification, licence, training
from directory.workflows.demo.persons import Certification, Licence, Person, Site, Training
from directory.workflows.demo.sites import places_of
from directory.workflows.demo.stories import Claim, Presence, Story, story_of
from directory.workflows.demo.towns import read_towns
from directory.workflows.demo.words import Region, read_words

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
GUNN_IMS_PERCENT: Final = {Country.US: 6, Country.CA: 42}


def identifier_of(seed: int, index: int) -> int:
    """Give a person's identifier, without inventing the rest of them."""
    digest = blake2b(f"{seed}/{index}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 4


def draw_person(seed: int, index: int, *, as_of: date) -> Person:
    """Invent the person with this number."""
    rnd = stream(seed, index)
    story = story_of(seed, index)
    identifier = identifier_of(seed, index)
    profession, sites = places_of(rnd, seed=seed, index=index)
    area = sites[0].town.area
    culture = read_words().cultures[area].draw(rnd)
    gender, given, family = _name(rnd, culture)
    techniques = _techniques(rnd, area)
    holder = Holder(
        id=identifier,
        name=f"{given} {family}",
        number=index * _STEP % MOST_PEOPLE,
        country=area[0],
        technique=techniques[0],
        as_of=as_of,
    )
    attested_on = _attested_on(rnd, story, as_of=as_of)
    created_at, updated_at = _written(rnd, index, as_of=as_of)
    published = story.presence is not Presence.UNPUBLISHED
    return Person(
        id=identifier,
        given_name=given,
        family_name=family,
        suffix=one_of(rnd, ("Jr.", "II", "III")) if happens(rnd, 0.6) else None,
        npi=_npi(holder.number) if area[0] is Country.US and happens(rnd, 80) else None,
        gender=gender if happens(rnd, 78) else None,
        bio=_bio(rnd, area),
        remote_first_talk=happens(rnd, 30),
        published=published,
        attested_on=attested_on,
        takes_new_patients=_takes_new_patients(rnd),
        new_patients_confirmed_on=attested_on,
        created_at=created_at,
        updated_at=updated_at,
        headaches=_headaches(rnd, story),
        languages=_languages(rnd, area, culture=culture),
        techniques=techniques,
        locations=tuple((fresh_id(rnd), site) for site in sites),
        licences=_licences(rnd, holder, story=story, profession=profession, sites=sites),
        trainings=_trainings(rnd, holder, story=story),
        certifications=_certifications(rnd, holder, story=story),
    )


def _name(rnd: Random, culture: str) -> tuple[Gender, str, str]:
    words = read_words()
    chosen = rnd.random() * 100
    gender = Gender.WOMAN if chosen < 56 else Gender.MAN if chosen < 98.5 else Gender.NONBINARY  # noqa: PLR2004
    named = Gender.WOMAN if chosen < 56 or chosen > 99.2 else Gender.MAN  # noqa: PLR2004
    given = one_of(rnd, words.given_names[culture, named])
    return gender, given, one_of(rnd, words.family_names[culture])


def _npi(number: int) -> str:
    """Make a number of the right form; so far nobody has one that begins with 2."""
    digits = f"2{number:08d}"
    # Luhn over the prefix 80840, whose own digits count 24.
    doubled = (int(digit) * 2 for digit in digits[::-2])
    total = 24 + sum(map(int, digits[-2::-2])) + sum(each // 10 + each % 10 for each in doubled)
    return f"{digits}{-total % 10}"


def _techniques(rnd: Random, area: Region) -> tuple[Technique, ...]:
    if not happens(rnd, GUNN_IMS_PERCENT[area[0]]):
        return (Technique.DRY_NEEDLING,)
    if happens(rnd, 35):
        return (Technique.GUNN_IMS, Technique.DRY_NEEDLING)
    return (Technique.GUNN_IMS,)


def _headaches(rnd: Random, story: Story) -> tuple[Headache, ...]:
    if story.presence is Presence.NO_HEADACHE:
        return ()
    chosen = tuple(headache for headache, percent in HEADACHES.items() if happens(rnd, percent))
    return chosen or (Headache.TENSION,)


def _languages(rnd: Random, area: Region, *, culture: str) -> tuple[str, ...]:
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


def _bio(rnd: Random, area: Region) -> str | None:
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


def _licences(
    rnd: Random, holder: Holder, *, story: Story, profession: Profession, sites: list[Site]
) -> tuple[Licence, ...]:
    areas = list(dict.fromkeys(site.town.area for site in sites))
    licences = [licence(rnd, holder, profession=profession, area=areas[0], claim=story.licence)]
    # Some are licensed beyond the region they practise in, which matters to a first talk by phone.
    if len(areas) == 1 and happens(rnd, 7):
        further = read_towns().anywhere(rnd).area
        allowed = profession in read_words().professions[further]
        areas += [further] if allowed and further not in areas else []
    for area in areas[1:]:
        held = story.licence.state is CredentialState.VERIFIED and happens(rnd, 75)
        claim = story.licence if held else Claim.SUBMITTED
        licences.append(licence(rnd, holder, profession=profession, area=area, claim=claim))
    return tuple(licences)


def _trainings(rnd: Random, holder: Holder, *, story: Story) -> tuple[Training, ...]:
    claim = story.training
    if claim in {Claim.NONE, Claim.BY_CERTIFICATION}:
        return ()
    with_exams = story.accreditation is Claim.BY_COURSE
    taken = [training(rnd, holder, claim=claim, ends_in_exams=with_exams)]
    if claim is Claim.CURRENT and happens(rnd, 22):
        further = Claim.SUBMITTED if happens(rnd, 25) else Claim.CURRENT
        taken.append(training(rnd, holder, claim=further))
    return tuple(taken)


def _certifications(rnd: Random, holder: Holder, *, story: Story) -> tuple[Certification, ...]:
    if story.accreditation in {Claim.NONE, Claim.BY_COURSE}:
        return ()
    instead = story.training is Claim.BY_CERTIFICATION
    both = holder.technique is Technique.GUNN_IMS and story.training is Claim.CURRENT
    return (
        certification(rnd, holder, claim=story.accreditation, counts_as_training=instead or both),
    )
