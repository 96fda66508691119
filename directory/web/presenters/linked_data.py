"""What a listing says to programs that read pages: schema.org facts as JSON-LD, and a vCard 4.0.

Only what stands on the page for everybody; a hidden street stays hidden here too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from directory.domain.vocabulary import PillarStatus
from directory.web.presenters import words
from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.queries.listing_views import LocationView
    from directory.queries.profiles import ProfileView

_LINE: Final = 75
"""Octets of a line of a vCard (RFC 6350, 3.2), its end not counted."""
_ESCAPED: Final = {"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"}
_IN_A_PAGE: Final = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def linked_data(profile: ProfileView, *, address: str, language: str) -> str:
    """Write schema.org facts so that they can stand in a page; `address` is that of the profile."""
    facts = {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": address,
        "url": address,
        "name": profile.name,
        "jobTitle": _trades(profile, language),
        "knowsLanguage": list(profile.languages),
        "hasCredential": [*_credentials(profile, language)],
        "workLocation": [_place(place) for place in profile.locations],
    }
    if profile.synthetic:
        facts["description"] = gettext("An invented person of a demonstration.")
    kept = {name: value for name, value in facts.items() if value}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return "".join(_IN_A_PAGE.get(mark, mark) for mark in text)


def vcard(profile: ProfileView, *, address: str, language: str) -> bytes:
    """Write a vCard of the first place of practice; `address` is that of the profile."""
    place = profile.locations[0]
    parts = profile.family_name, profile.given_name, profile.suffix or ""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"FN:{_safe(profile.name)}",
        "N:{};{};;;{}".format(*map(_safe, parts)),
        f"TITLE:{_safe(', '.join(_trades(profile, language)))}",
        f"ORG:{_safe(place.name)}",
        "ADR;TYPE=work:;;"
        + ";".join(
            _safe(part or "")
            for part in (
                None if place.street_hidden else place.street,
                place.city,
                place.region,
                place.postal_code,
                place.country.value,
            )
        ),
    ]
    if place.phone:
        lines.append(f"TEL;VALUE=uri;TYPE=work:{words.telephone_address(place.phone)}")
    if place.website:
        lines.append(f"URL;TYPE=work:{place.website}")
    lines += [
        f"SOURCE:{address}",
        f"REV:{profile.updated_at:%Y%m%dT%H%M%SZ}",
        "END:VCARD",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _trades(profile: ProfileView, language: str) -> list[str]:
    return [
        *dict.fromkeys(
            words.profession(place.profession, place.country, language=language)
            for place in profile.locations
            if place.profession
        )
    ]


def _credentials(profile: ProfileView, language: str) -> Iterator[dict[str, Any]]:
    for licence in profile.licences:
        if licence.check is None or licence.check.status is not PillarStatus.CHECKED:
            continue
        yield {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "license",
            "name": words.profession(licence.profession, licence.country, language=language),
            "identifier": licence.number,
            "recognizedBy": {
                "@type": "Organization",
                "name": licence.source_name or f"{licence.region}, {licence.country}",
            },
        }
    for certification in profile.certifications:
        yield {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "certification",
            "name": certification.name,
            "recognizedBy": {"@type": "Organization", "name": certification.body},
        }


def _place(place: LocationView) -> dict[str, Any]:
    where = {
        "@type": "PostalAddress",
        "addressLocality": place.city,
        "addressRegion": place.region,
        "postalCode": place.postal_code,
        "addressCountry": place.country.value,
    }
    if place.street and not place.street_hidden:
        where["streetAddress"] = place.street
    told = {"@type": "Place", "name": place.name, "address": where, "telephone": place.phone}
    return {name: value for name, value in told.items() if value}


def _safe(text: str) -> str:
    plain = "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)
    return "".join(_ESCAPED.get(mark, mark) for mark in plain)


def _folded(line: str) -> Iterator[str]:
    """Cut a line at its octets, never inside a letter; what goes on begins with a space."""
    room, part = _LINE, ""
    for mark in line:
        size = len(mark.encode())
        if size > room:
            yield part
            part, room = " ", _LINE - 1
        part += mark
        room -= size
    yield part
