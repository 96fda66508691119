"""A resolution in two words, as the table of typed places writes it."""

from directory.domain.places import (
    Ambiguous,
    Empty,
    Found,
    Military,
    Outside,
    Resolution,
    TooWide,
    Unknown,
)


def outcome(resolution: Resolution) -> tuple[str, str]:
    match resolution:
        case Found(place=place, label=label, notice=notice):
            return f"found {place.kind.value}", f"{label} ({notice.code})" if notice else label
        case Ambiguous(choices=choices, region=region):
            named = " | ".join(choice.near for choice in choices[:2])
            return "ask", f"{named} | or the region {region.name}" if region else named
        case Unknown(suggestions=suggestions):
            return "unknown", suggestions[0].near if suggestions else ""
        case TooWide(place=place):
            return "too wide", place.name
        case Outside(name=name, country_code=country):
            return "outside", f"{name}, {country}"
        case Military(code=code):
            return "military", code
        case Empty():
            return "empty", ""
