"""Regulators and the public registers in which their people can be looked up."""

from dataclasses import dataclass

from directory.domain.vocabulary import Country, Profession


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A register; `region` is empty where it covers a country, `profession` None where it has all.

    `name` is empty where only the look-up's address is known.
    """

    country: Country
    region: str
    profession: Profession | None
    name: str
    lookup_url: str
    source: str
    confidence: str

    def covers(self, country: Country, region: str, *, profession: Profession) -> bool:
        """Say whether a licence of this region and profession can be looked up here."""
        return (
            self.country is country
            and self.region in {"", region}
            and self.profession in {None, profession}
        )
