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

    def regulates(self, country: Country, region: str, *, profession: Profession) -> bool:
        """Say whether this is a board of the region itself.

        What covers a whole country is no regulator there: lists of exclusions, of numbers, of
        several boards' answers.
        """
        return self.region == region and self.covers(country, region, profession=profession)
