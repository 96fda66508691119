"""Build the ground of the ring map from public packages, offline: shores, borders, rivers.

    python data/map/build.py --counties cb_2023_us_county_5m.shp --names counties-10m.json
        --earth natural_earth_10m --rivers north-america_50m.json

README.md says which packages carry these files, and under which licenses. It needs the PyPI package
shapely, which the directory itself does not. The same inputs give the same bytes.
"""
# ruff: noqa: INP001 -- a script beside its data, not a package

import argparse
import csv
import gzip
import hashlib
import io
import json
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from directory.domain.map_tiles import LEVELS, Kind, Level  # noqa: E402

NAME = "ground.csv.gz"
COLUMNS = ("level", "column", "row", "kind", "shapes")
HOME = shapely.union_all(
    [
        box(-180, 15, -50, 84),
        box(-50, 75, -10, 84),  # Greenland, seen from Ellesmere Island
        box(170, 48, 180, 56),  # the Aleutians beyond the antimeridian
        box(142, 10, 148, 22),  # Guam and the Marianas
        box(-173, -16, -167, -10),  # American Samoa
        box(-162, 3, -154, 24),  # Hawaii
    ]
)
"""Where somebody may search closely; elsewhere the finer levels have nothing."""
NEIGHBORS = box(-142, 22.5, -50, 84)
"""Where the lines between provinces of Canada and states of Mexico are drawn."""
SETTLED_DEGREES = 1.0
WILD_TOLERANCE = {0: 0.02, 1: 0.03}
"""Far from every place of the gazetteer a shore is drawn this coarsely even close up."""
AMERICAS = box(-180, -10, -30, 84)
"""Where the borders of countries are drawn."""
BORDER_DEGREES = 0.03
STRIP_DEGREES = 0.1
"""How far from home the two maps may disagree about whose land it is."""
TOUCHING = 1e-9
SMALLEST_NEIGHBOR = 1e-3
FOREIGN_LAKE = 0.05
"""A lake less than this part inside the counties is one that their shore already leaves out."""
SMALLEST_RING = 3
Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Ground:
    land: BaseGeometry
    lines: dict[Kind, BaseGeometry]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--earth", type=Path, required=True)
    parser.add_argument("--rivers", type=Path, required=True)
    given = parser.parse_args()
    ground = read_ground(given.counties, names=given.names, earth=given.earth, rivers=given.rivers)
    settled = settled_places(HERE.parent / "places" / "places.csv.gz")
    rows = [
        row for number in range(len(LEVELS)) for row in level_rows(number, ground, settled=settled)
    ]
    write(rows)


# --- What the sources hold ---


def read_ground(counties: Path, *, names: Path, earth: Path, rivers: Path) -> Ground:
    atlas = json.loads(names.read_text(encoding="utf-8"))
    own = shapes(counties)
    home = shapely.union_all(own)
    land = shapely.union_all(shapes(earth / "ne_10m_land.shp"))
    lakes = shapes(earth / "ne_10m_lakes.shp")
    borders = shapely.union_all(shapes(earth / "ne_10m_admin_0_boundary_lines_land.shp"))
    inner = shapes(earth / "ne_10m_admin_1_states_provinces_lines.shp")
    within, between = county_lines(own, states_of(own, atlas))
    dry = land.intersection(NEIGHBORS).difference(shapely.union_all(lakes))
    beyond = dry.difference(home.buffer(2 * BORDER_DEGREES))
    shapely.prepare(beyond)
    provinces = [
        line for line in inner if beyond.intersects(line.interpolate(0.5, normalized=True))
    ]
    return Ground(
        land=joined_land(home, land, lakes=lakes, borders=borders),
        lines={
            Kind.COUNTY: within,
            Kind.REGION: shapely.union_all([between, *provinces]),
            Kind.COUNTRY: borders.intersection(AMERICAS),
            Kind.RIVER: river_lines(json.loads(rivers.read_text(encoding="utf-8"))),
        },
    )


def joined_land(
    home: BaseGeometry, land: BaseGeometry, *, lakes: list[BaseGeometry], borders: BaseGeometry
) -> BaseGeometry:
    """The counties' shore at home, Natural Earth's elsewhere, and no water along the border."""
    dry = land.difference(shapely.union_all(lakes))
    near_home = home.buffer(STRIP_DEGREES)
    abroad = dry.difference(near_home)
    strip = dry.intersection(near_home).difference(home)
    seam = borders.intersection(near_home).buffer(BORDER_DEGREES)
    own_lakes = [
        lake
        for lake in lakes
        if lake.intersects(home) and lake.intersection(home).area > FOREIGN_LAKE * lake.area
    ]
    return shapely.union_all(
        [
            home.difference(shapely.union_all(own_lakes)),
            *parts(abroad),
            neighbors(strip, home=home, borders=borders, abroad=abroad),
            dry.intersection(seam),
        ]
    ).buffer(0)


def neighbors(
    strip: BaseGeometry, *, home: BaseGeometry, borders: BaseGeometry, abroad: BaseGeometry
) -> BaseGeometry:
    """What is the neighbors' land beside home.

    What the world's map calls land and the counties do not is elsewhere their finer shore.
    """
    near = borders.intersection(home.buffer(3 * STRIP_DEGREES)).buffer(STRIP_DEGREES * 1.2)
    kept = [
        part
        for part in parts(strip)
        if part.intersects(near)
        or (part.distance(abroad) < TOUCHING and part.area > SMALLEST_NEIGHBOR)
    ]
    return shapely.union_all(kept) if kept else Polygon()


def county_lines(
    counties: list[BaseGeometry], states: list[str]
) -> tuple[BaseGeometry, BaseGeometry]:
    """The lines between counties of one state, and those between states."""
    beside: dict[Segment, list[str]] = defaultdict(list)
    for county, state in zip(counties, states, strict=True):
        for part in parts(county):
            for ring in (part.exterior, *part.interiors):
                points = list(ring.coords)
                for one, other in pairwise(points):
                    beside[min((one, other), (other, one))].append(state)
    within, between = [], []
    for segment, sides in beside.items():
        if len(sides) > 1:
            (within if len(set(sides)) == 1 else between).append(LineString(segment))
    return shapely.line_merge(shapely.union_all(within)), shapely.line_merge(
        shapely.union_all(between)
    )


def states_of(counties: list[BaseGeometry], topology: dict[str, Any]) -> list[str]:
    """Which state each county is of, from a coarser map that names them."""
    arcs = decoded(topology)
    known, names = [], []
    for shape in topology["objects"]["counties"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            ring = chained(polygon[0], arcs)
            if len(ring) > SMALLEST_RING:
                known.append(Polygon(ring))
                names.append(shape["id"][:2])
    tree = shapely.STRtree(known)
    return [
        names[
            int(tree.nearest(max(parts(county), key=lambda part: part.area).representative_point()))
        ]
        for county in counties
    ]


def river_lines(topology: dict[str, Any]) -> BaseGeometry:
    arcs = decoded(topology)
    lines = []
    for shape in topology["objects"]["rivers"]["geometries"]:
        chains = [shape["arcs"]] if shape["type"] == "LineString" else shape["arcs"]
        lines += [LineString(chained(chain, arcs)) for chain in chains]
    return shapely.union_all([line for line in lines if line.length])


def decoded(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
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
    return arcs


def chained(chain: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in chain:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def shapes(path: Path) -> list[BaseGeometry]:
    """Polygons (type 5) and lines (type 3) of an ESRI shapefile, as its white paper lays out."""
    content = path.read_bytes()
    found: list[BaseGeometry] = []
    at = 100
    while at < len(content):
        words = struct.unpack_from(">i", content, at + 4)[0]
        kind = struct.unpack_from("<i", content, at + 8)[0]
        if kind in {3, 5}:
            found += record(content, at + 8, polygon=kind == 5)  # noqa: PLR2004
        at += 8 + words * 2
    return found


def record(content: bytes, at: int, *, polygon: bool) -> list[BaseGeometry]:
    many, points = struct.unpack_from("<ii", content, at + 36)
    starts = [*struct.unpack_from(f"<{many}i", content, at + 44), points]
    flat = struct.unpack_from(f"<{points * 2}d", content, at + 44 + many * 4)
    runs = [
        list(zip(flat[first * 2 : last * 2 : 2], flat[first * 2 + 1 : last * 2 : 2], strict=True))
        for first, last in pairwise(starts)
    ]
    if not polygon:
        return [LineString(run) for run in runs]
    shape: BaseGeometry = Polygon()
    for run in runs:
        # Rings of a record cut each other out: a hole, and an island in the hole.
        shape = shape.symmetric_difference(shapely.make_valid(Polygon(run)))
    return [shape]


def settled_places(path: Path) -> frozenset[tuple[int, int]]:
    """The whole degrees near which somebody lives."""
    found = set()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for entry in csv.DictReader(file):
            lon, lat = float(entry["lon"]), float(entry["lat"])
            for across in (-SETTLED_DEGREES, 0, SETTLED_DEGREES):
                for up in (-SETTLED_DEGREES, 0, SETTLED_DEGREES):
                    found.add((floor(lon + across), floor(lat + up)))
    return frozenset(found)


# --- Tiles ---

Row = tuple[int, int, int, str, str]


def level_rows(
    number: int, ground: Ground, *, settled: frozenset[tuple[int, int]]
) -> Iterator[Row]:
    level = LEVELS[number]
    land = simpler(ground.land, level.tolerance, smallest=level.smallest)
    wild = simpler(
        ground.land, WILD_TOLERANCE.get(number, level.tolerance), smallest=level.smallest
    )
    lines = {
        kind: shapely.line_merge(shapely.simplify(ground.lines[kind], level.tolerance))
        for kind in level.kinds
        if kind is not Kind.LAND
    }
    for column, row, square in tiles(level):
        if level.near_home and not square.intersects(HOME):
            continue
        west, south = column * level.degrees, row * level.degrees
        rough = settled.isdisjoint(
            (west + across, south + up)
            for across in range(level.degrees)
            for up in range(level.degrees)
        )
        wide = square.buffer(level.overlap, join_style="mitre")
        area = shapely.clip_by_rect(wild if rough else land, *wide.bounds)
        for kind, geometry in ((Kind.LAND, area), *cut(lines, square)):
            text = written(geometry, level, column=column, row=row)
            if text:
                yield number, column, row, kind.value, text


def cut(
    lines: dict[Kind, BaseGeometry], square: BaseGeometry
) -> Iterator[tuple[Kind, BaseGeometry]]:
    for kind, geometry in lines.items():
        yield kind, shapely.line_merge(shapely.clip_by_rect(geometry, *square.bounds))


def simpler(land: BaseGeometry, tolerance: float, *, smallest: float) -> BaseGeometry:
    polygons = []
    for part in parts(shapely.simplify(land, tolerance)):
        if part.area >= smallest:
            holes = [hole for hole in part.interiors if Polygon(hole).area >= smallest]
            polygons.append(Polygon(part.exterior, holes))
    return shapely.make_valid(MultiPolygon(polygons))


def tiles(level: Level) -> Iterator[tuple[int, int, BaseGeometry]]:
    size = level.degrees
    for column in range(floor(-180 / size), ceil(180 / size)):
        for row in range(floor(-90 / size), ceil(90 / size)):
            west, south = column * size, row * size
            yield column, row, box(west, south, west + size, south + size)


def parts(geometry: BaseGeometry) -> Iterator[Polygon]:
    if isinstance(geometry, Polygon):
        if not geometry.is_empty:
            yield geometry
    else:
        for part in getattr(geometry, "geoms", ()):
            yield from parts(part)


def written(geometry: BaseGeometry, level: Level, *, column: int, row: int) -> str:
    origin = column * level.degrees, row * level.degrees
    found = [
        text
        for run, closed in runs(geometry, level)
        if (text := deltas(run, level, origin=origin, closed=closed))
    ]
    return ";".join(sorted(found))


def runs(geometry: BaseGeometry, level: Level) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    if isinstance(geometry, Polygon):
        whole = shapely.geometry.polygon.orient(geometry)
        for ring in (whole.exterior, *whole.interiors):
            yield list(level.bent(ring.coords)), True
    elif isinstance(geometry, LineString):
        yield list(geometry.coords), False
    else:
        for part in getattr(geometry, "geoms", ()):
            if not part.is_empty:
                yield from runs(part, level)


def deltas(
    run: list[tuple[float, float]], level: Level, *, origin: tuple[float, float], closed: bool
) -> str:
    grid: list[tuple[int, int]] = []
    for lon, lat in run:
        point = round((lon - origin[0]) / level.unit), round((lat - origin[1]) / level.unit)
        if not grid or grid[-1] != point:
            grid.append(point)
    if closed and grid[0] == grid[-1]:
        grid.pop()
    if len(grid) < (3 if closed else 2):
        return ""
    steps = [grid[0]]
    steps += [(x - a, y - b) for (a, b), (x, y) in pairwise(grid)]
    return " ".join(f"{x} {y}" for x, y in steps)


# --- The file ---


def write(rows: Iterable[Row]) -> None:
    ordered = sorted(rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(ordered)
    # A fixed time in the header: the same rows give the same file.
    content = gzip.compress(text.getvalue().encode(), 9, mtime=0)
    (HERE / NAME).write_bytes(content)
    manifest = {
        "files": {NAME: {"rows": len(ordered), "sha256": hashlib.sha256(content).hexdigest()}}
    }
    (HERE / "manifest.json").write_text(
        json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
