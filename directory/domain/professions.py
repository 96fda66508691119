"""What is known of a profession beside its rules: titles that people carry, and provider codes."""

from dataclasses import dataclass

from directory.domain.vocabulary import Profession


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionFacts:
    """Titles by country, and NUCC provider taxonomy codes, the usual one first."""

    profession: Profession
    titles_us: tuple[str, ...]
    titles_ca: tuple[str, ...]
    nucc_codes: tuple[str, ...]
    regulators: str
    note: str

    @property
    def usual_code(self) -> str | None:
        """The code that most of the profession register under; None where none is known."""
        return next(iter(self.nucc_codes), None)
