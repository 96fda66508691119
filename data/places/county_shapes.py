"""The counties of the United States as polygons, and which of them a point lies in."""
# ruff: noqa: INP001 -- beside the script that uses it, not a package

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, floor, radians
from pathlib import Path

Ring = list[tuple[float, float]]
CELL_DEGREES = 0.5
FARTHEST_SNAP_DEGREES = 1.5
FIRST_CITY_OF_VIRGINIA = 500

STATES = dict(
    pair.split("=")
    for pair in [
        "01=AL",
        "02=AK",
        "04=AZ",
        "05=AR",
        "06=CA",
        "08=CO",
        "09=CT",
        "10=DE",
        "11=DC",
        "12=FL",
        "13=GA",
        "15=HI",
        "16=ID",
        "17=IL",
        "18=IN",
        "19=IA",
        "20=KS",
        "21=KY",
        "22=LA",
        "23=ME",
        "24=MD",
        "25=MA",
        "26=MI",
        "27=MN",
        "28=MS",
        "29=MO",
        "30=MT",
        "31=NE",
        "32=NV",
        "33=NH",
        "34=NJ",
        "35=NM",
        "36=NY",
        "37=NC",
        "38=ND",
        "39=OH",
        "40=OK",
        "41=OR",
        "42=PA",
        "44=RI",
        "45=SC",
        "46=SD",
        "47=TN",
        "48=TX",
        "49=UT",
        "50=VT",
        "51=VA",
        "53=WA",
        "54=WV",
        "55=WI",
        "56=WY",
        "60=AS",
        "66=GU",
        "69=MP",
        "72=PR",
        "78=VI",
    ]
)
CENSUS_AREAS = frozenset(
    [
        "Aleutians West",
        "Bethel",
        "Chugach",
        "Copper River",
        "Dillingham",
        "Hoonah-Angoon",
        "Kusilvak",
        "Nome",
        "Prince of Wales-Hyder",
        "Southeast Fairbanks",
        "Valdez-Cordova",
        "Yukon-Koyukuk",
    ]
)
CITY_BOROUGHS = frozenset({"Juneau", "Sitka", "Wrangell", "Yakutat"})
INDEPENDENT_CITIES = {
    "24510": "City of Baltimore",
    "29510": "City of St. Louis",
    "32510": "Carson City",
}
NAMED_WHOLE = frozenset({"GU", "AS", "MP", "VI"})


def county_name(fips: str, bare: str) -> str:
    """The full name: what a county is called depends on its state."""
    state = STATES[fips[:2]]
    if state == "DC":
        return ""
    if fips in INDEPENDENT_CITIES:
        return INDEPENDENT_CITIES[fips]
    if state == "VA" and int(fips[2:]) >= FIRST_CITY_OF_VIRGINIA:
        return f"City of {bare}"
    if state == "AK":
        return f"{bare} {_alaskan(bare)}"
    if state in NAMED_WHOLE:
        return bare
    return f"{bare} {({'LA': 'Parish', 'PR': 'Municipio'}).get(state, 'County')}"


def _alaskan(bare: str) -> str:
    if bare in CENSUS_AREAS:
        return "Census Area"
    if bare in CITY_BOROUGHS:
        return "City and Borough"
    return "Municipality" if bare == "Anchorage" else "Borough"


@dataclass(frozen=True, slots=True)
class County:
    fips: str
    state: str
    name: str
    rings: tuple[Ring, ...]


@dataclass(slots=True)
class CountyMap:
    counties: list[County]
    _cells: dict[tuple[int, int], list[County]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cells: dict[tuple[int, int], list[County]] = defaultdict(list)
        for county in self.counties:
            touched = set()
            for ring in county.rings:
                lons, lats = [x for x, _ in ring], [y for _, y in ring]
                for column in range(_cell(min(lons)), _cell(max(lons)) + 1):
                    touched.update(
                        (column, row) for row in range(_cell(min(lats)), _cell(max(lats)) + 1)
                    )
            for cell in touched:
                cells[cell].append(county)
        self._cells = dict(cells)

    def county_at(self, lat: float, lon: float, *, state: str) -> County | None:
        """The county of that state round the point, or the nearest one when it lies offshore."""
        for county in self._cells.get((_cell(lon), _cell(lat)), ()):
            if county.state == state and _inside(county, x=lon, y=lat):
                return county
        return self._nearest(lat, lon, state=state)

    def _nearest(self, lat: float, lon: float, *, state: str) -> County | None:
        column, row = _cell(lon), _cell(lat)
        shrink = cos(radians(lat))
        best, nearest = None, FARTHEST_SNAP_DEGREES**2
        seen = set()
        for across in range(column - 3, column + 4):
            for up in range(row - 3, row + 4):
                for county in self._cells.get((across, up), ()):
                    if county.state != state or county.fips in seen:
                        continue
                    seen.add(county.fips)
                    for ring in county.rings:
                        for x, y in ring:
                            gap = ((x - lon) * shrink) ** 2 + (y - lat) ** 2
                            if gap < nearest:
                                best, nearest = county, gap
        return best


def read_counties(path: Path) -> CountyMap:
    """Decode a TopoJSON file whose `counties` carry FIPS codes as ids and a `name` property."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    counties = [
        County(
            fips=shape["id"],
            state=STATES[shape["id"][:2]],
            name=county_name(shape["id"], shape["properties"]["name"]),
            rings=tuple(_rings(shape, arcs)),
        )
        for shape in topology["objects"]["counties"]["geometries"]
        if shape["id"][:2] in STATES
    ]
    return CountyMap(sorted(counties, key=lambda county: county.fips))


def _rings(shape: dict, arcs: list[Ring]) -> Iterator[Ring]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for polygon in polygons:
        for chain in polygon:
            ring: Ring = []
            for index in chain:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring.extend(arc[1:] if ring else arc)
            yield ring


def _inside(county: County, *, x: float, y: float) -> bool:
    """Even-odd over all rings, so that holes count."""
    within = False
    for ring in county.rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                within = not within
            x1, y1 = x2, y2
    return within


def _cell(degrees: float) -> int:
    return floor(degrees / CELL_DEGREES)
