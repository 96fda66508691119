"""Languages that a practitioner may speak with patients, as BCP 47 tags."""

LANGUAGES: tuple[str, ...] = (
    "en", "es", "fr", "ase", "zh", "yue", "vi", "ko", "tl", "ar", "ru", "pt", "ht", "de", "hi",
    "pa", "ur", "gu", "bn", "ta", "te", "ml", "fa", "pl", "it", "el", "uk", "ro", "ja", "he",
    "hy", "km", "lo", "hmn", "th", "my", "ne", "so", "am", "sw", "ti", "yo", "ig", "nl", "sr",
    "hr", "bs", "sq", "cs", "hu", "tr", "id", "iu", "cr", "nv", "yi", "fcs", "sm", "ilo", "ku",
    "ps",
)  # fmt: skip
"""The place of a tag in this list is its bit in stored postings: only ever append (62 fit)."""

_TAGS = {tag.casefold(): tag for tag in LANGUAGES}


def known_language(tag: str) -> str | None:
    """Find the tag as we write it, whatever its case; None where we do not keep it."""
    return _TAGS.get(tag.casefold())
