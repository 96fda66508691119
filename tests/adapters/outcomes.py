"""A resolution in two words, as the table of typed places writes it."""

from directory.domain.places import (
    Ambiguous,
    Found,
    Military,
    Outside,
    Resolution,
    TooWide,
    Unknown,
)


def outcome(resolution: Resolution) -> tuple[str, str]:
    said = "empty", ""
    match resolution:
        case Found(place=place, label=label, notice=notice):
            said = f"found {place.kind.value}", f"{label} ({notice.code})" if notice else label
        case Ambiguous(choices=choices, region=region):
            named = " | ".join(choice.near for choice in choices[:2])
            said = "ask", f"{named} | or the region {region.name}" if region else named
        case Unknown(suggestions=suggestions):
            said = "unknown", suggestions[0].near if suggestions else ""
        case TooWide(place=place):
            said = "too wide", place.name
        case Outside(name=name, country_code=country):
            said = "outside", f"{name}, {country}"
        case Military(code=code):
            said = "military", code
    return said
