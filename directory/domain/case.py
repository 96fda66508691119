"""One licence held against one version of the rule of its place."""

from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.clock import ALWAYS, NEVER
from directory.domain.credentials import Authorization, Licence
from directory.domain.holding import authorized_until
from directory.domain.minimum import NONE_ON_RECORD, Pillar, Proof, minimum, trained
from directory.domain.notes import Note, NoteCode, note
from directory.domain.rules import BodyLimit, Rule, RuleOrigin, Ruling
from directory.domain.vocabulary import HeadNeck, PillarStatus, Profession


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that is the same for every licence of a person at a location at an instant.

    `proofs`: what counts as training, the best first. `barred`: what keeps the person from every
    place.
    """

    at: datetime
    time_zone: str
    authorizations: tuple[Authorization, ...]
    proofs: list[Proof]
    accreditation: Pillar
    barred: list[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a licence is worth under a rule; instants are exclusive, `NEVER` where it is not."""

    licence: Licence
    licensed: Pillar
    rule: Rule | None
    training: Pillar
    accreditation: Pillar
    notes: list[Note]
    partial_until: datetime
    qualified_until: datetime


def held_against(
    rule: Rule | None, sheet: Sheet, *, licence: Licence, licensed: Pillar, day: date
) -> Case:
    """Say what a licence is worth on a day under the rule that counts then."""
    refused = _refusal(rule, licence, day=day)
    if rule is None or refused:
        return Case(
            licence=licence,
            licensed=licensed,
            rule=rule,
            training=any_training(sheet.proofs),
            accreditation=sheet.accreditation,
            notes=[*sheet.barred, *refused, *accreditation_notes(sheet.accreditation)],
            partial_until=NEVER,
            qualified_until=NEVER,
        )
    notes = [*sheet.barred, *_how_known(rule)]
    allowed = NEVER if sheet.barred else ALWAYS
    entry = _entry(sheet, rule)
    if rule.authorization is not None:
        allowed = min(allowed, entry.until)
        if entry is NONE_ON_RECORD:
            notes.append(note(NoteCode.AUTHORIZATION_NONE, kind=rule.authorization))
    training, said = _training(sheet, rule, entry=entry, day=day)
    accreditation = sheet.accreditation
    if rule.regulator_assesses_training and entry.until > accreditation.until:
        accreditation = entry
        said.append(note(NoteCode.ACCREDITATION_BY_AUTHORIZATION, kind=rule.authorization))
    partial = min(licensed.until, training.until, allowed)
    return Case(
        licence=licence,
        licensed=licensed,
        rule=rule,
        training=training,
        accreditation=accreditation,
        notes=[*notes, *said, *accreditation_notes(accreditation)],
        partial_until=partial,
        qualified_until=min(partial, accreditation.until),
    )


def _refusal(rule: Rule | None, licence: Licence, *, day: date) -> list[Note]:
    """Say what in the rule itself keeps this licence's holder from needling heads and necks."""
    ruled_out = rules_out(rule, licence.profession)
    if ruled_out is not None:
        return [ruled_out]
    if rule is None or rule.years_in_practice is None:
        return []
    if licence.practising_since is None:
        return [note(NoteCode.RULE_YEARS_NOT_STATED, years=rule.years_in_practice)]
    if _years_on(licence.practising_since, rule.years_in_practice) > day:
        return [note(NoteCode.RULE_YEARS_SHORT, years=rule.years_in_practice)]
    return []


def rules_out(rule: Rule | None, profession: Profession) -> Note | None:
    """Say what keeps a whole profession from needling heads and necks; None where nothing does."""
    ruling = Ruling.NOT_ESTABLISHED if rule is None else rule.ruling
    if rule is None or ruling is not Ruling.PERMITS:
        return note(_RULED[ruling], profession=profession)
    if rule.body_limit is not BodyLimit.NONE:
        return note(NoteCode.RULE_BODY_LIMIT, limit=rule.body_limit)
    return None


_RULED = {
    Ruling.REFUSES: NoteCode.RULE_PROHIBITS,
    Ruling.WAITS: NoteCode.RULE_WAITS,
    Ruling.NOT_ESTABLISHED: NoteCode.RULE_NOT_ESTABLISHED,
}


def _years_on(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if leap_day else day.replace(year=day.year + years)


def _how_known(rule: Rule) -> list[Note]:
    if rule.origin is RuleOrigin.FINDING:
        return [note(NoteCode.RULE_BY_FINDING, day=rule.researched_on)]
    return [note(NoteCode.RULE_SECOND_HAND)] if rule.wants_banner else []


def _entry(sheet: Sheet, rule: Rule) -> Pillar:
    """Find the regulator's entry that the rule asks for and that holds longest."""
    best = NONE_ON_RECORD
    for entry in sheet.authorizations:
        if (entry.country, entry.region, entry.kind) == (
            rule.country,
            rule.region,
            rule.authorization,
        ):
            until = authorized_until(entry, sheet.time_zone, at=sheet.at)
            if until > best.until:
                best = Pillar(PillarStatus.CHECKED, entry.check, until)
    return best


def _training(sheet: Sheet, rule: Rule, *, entry: Pillar, day: date) -> tuple[Pillar, list[Note]]:
    if sheet.proofs:
        found, said = minimum(sheet.proofs, rule, time_zone=sheet.time_zone, day=day)
    else:
        found, said = NONE_ON_RECORD, [note(NoteCode.TRAINING_NONE)]
    if rule.regulator_assesses_training and entry.until > found.until:
        # The regulator looked at this person's training, and better than hours on paper can.
        found, said = entry, [note(NoteCode.TRAINING_BY_AUTHORIZATION, kind=rule.authorization)]
    return found, said + head_neck_notes(sheet.proofs)


def any_training(proofs: list[Proof]) -> Pillar:
    """Answer for training where no rule asks for a minimum."""
    return trained(proofs) if proofs else NONE_ON_RECORD


def head_neck_notes(proofs: list[Proof]) -> list[Note]:
    """Say what a patient with headaches needs to know of the training."""
    if not proofs or proofs[0].head_neck is HeadNeck.YES:
        return []
    if proofs[0].head_neck is HeadNeck.NO:
        return [note(NoteCode.TRAINING_HEAD_NECK_NO)]
    return [note(NoteCode.TRAINING_HEAD_NECK_NOT_STATED)]


def accreditation_notes(found: Pillar) -> list[Note]:
    """Say that accreditation is missing."""
    return [note(NoteCode.ACCREDITATION_NONE)] if found is NONE_ON_RECORD else []
