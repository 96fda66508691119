"""Where points stand on the WGS84 ellipsoid, in whole centimetres, and how far apart they are.

Points are compared by the straight line (chord) through the Earth between their ECEF
coordinates, because that needs no trigonometry in SQL. A chord fixes the geodesic only within
bounds; the bounds are given here, so that a caller can prove an order and settle what is open.
"""

from math import asin, cos, pi, radians, sin, sqrt

A = 6_378_137.0
"""Equatorial radius in metres (WGS84)."""
F = 1 / 298.257223563
B = A * (1 - F)
E2 = F * (2 - F)

# The normal curvature of the ellipsoid lies between these everywhere (1/m): the flattest
# place is a pole, the most bent the meridian at the equator.
CURVATURE_MIN = B / (A * A)
CURVATURE_MAX = A / (B * B)
LONGEST_M = 20_003_931.4587
"""Half a meridian: no geodesic is longer."""

# ECEF coordinates are rounded to the centimetre, which moves each end by up to 0.87 cm.
ROUNDING_CM = 2.0
TRUSTED_M = 500_000.0
"""Up to here `bend` agrees with the geodesic to 1.5 cm."""

_OFFSET = 1 << 30
_FINEST = 10
_BITS = 21
_WORLD = _FINEST + _BITS
# The surface lies between these squared distances from the middle of the Earth, in cm².
_INNER_SQUARE = (B * 100) ** 2 * 0.999999
_OUTER_SQUARE = (A * 100) ** 2 * 1.000001

Point = tuple[int, int, int]


def ecef_cm(lat: float, lon: float) -> Point:
    """Turn degrees into earth-centred coordinates in whole centimetres."""
    phi, lam = radians(lat), radians(lon)
    s, c = sin(phi), cos(phi)
    n = A / sqrt(1 - E2 * s * s)
    return (
        round(n * c * cos(lam) * 100),
        round(n * c * sin(lam) * 100),
        round(n * (1 - E2) * s * 100),
    )


def bend(p: Point, q: Point, chord_cm: float) -> float:
    """Length in metres of the geodesic over a chord, by the normal curvature at its middle.

    The section of the ellipsoid along the chord is taken for a circle whose curvature is that of
    the surface above the chord's middle: for the surface x.Qx = 1 and a unit direction t the
    normal curvature is (t.Qt) / |Qm|.
    """
    if chord_cm == 0:
        return 0.0
    chord = chord_cm / 100
    a2, b2 = A * A, B * B
    mx, my, mz = (p[0] + q[0]) / 200, (p[1] + q[1]) / 200, (p[2] + q[2]) / 200
    tx, ty, tz = p[0] - q[0], p[1] - q[1], p[2] - q[2]
    across, along = mx * mx + my * my, mz * mz
    scale = sqrt(across / a2 + along / b2)
    steep = sqrt(across / (a2 * a2) + along / (b2 * b2))
    if steep == 0:
        return LONGEST_M
    bent = ((tx * tx + ty * ty) / a2 + tz * tz / b2) / (chord_cm * chord_cm)
    curvature = bent * scale / steep
    half = curvature * chord / 2
    return LONGEST_M if half >= 1 else 2 / curvature * asin(half)


def longest_over(chord_cm: float) -> float:
    """Upper bound in metres of the geodesics over a chord."""
    half = CURVATURE_MAX * (chord_cm + ROUNDING_CM) / 200
    return LONGEST_M if half >= 1 else min(LONGEST_M, 2 / CURVATURE_MAX * asin(half))


def shortest_over(chord_cm: float) -> float:
    """Lower bound in metres of the geodesics over a chord."""
    half = CURVATURE_MIN * max(0.0, chord_cm - ROUNDING_CM) / 200
    return pi / CURVATURE_MIN if half >= 1 else 2 / CURVATURE_MIN * asin(half)


def chord_outside(metres: float) -> float:
    """Chord in cm beyond which every geodesic is longer than `metres`."""
    turn = CURVATURE_MIN * metres / 2
    return 2 * A * 100 + 1 if turn >= pi / 2 else 200 / CURVATURE_MIN * sin(turn) + ROUNDING_CM


def chord_inside(metres: float) -> float:
    """Chord in cm below which every geodesic is shorter than `metres` (negative: none)."""
    turn = min(CURVATURE_MAX * metres / 2, pi / 2)
    return 200 / CURVATURE_MAX * sin(turn) - ROUNDING_CM


def _spread(value: int) -> int:
    """Put two zero bits between the bits of a number of 21 bits."""
    value = (value | value << 32) & 0x1F00000000FFFF
    value = (value | value << 16) & 0x1F0000FF0000FF
    value = (value | value << 8) & 0x100F00F00F00F00F
    value = (value | value << 4) & 0x10C30C30C30C30C3
    return (value | value << 2) & 0x1249249249249249


def cell_of(x: int, y: int, z: int) -> int:
    """Morton code of a point: three axes of 21 bits, cells of 10.24 m; below 2**63."""
    return (
        _spread(x + _OFFSET >> _FINEST)
        | _spread(y + _OFFSET >> _FINEST) << 1
        | _spread(z + _OFFSET >> _FINEST) << 2
    )


def cover(x: int, y: int, z: int, radius_cm: float, *, finer: int = 0) -> list[tuple[int, int]]:
    """Ranges of cells (both ends included) that hold every surface point within a chord.

    The cells are those of the smallest level whose side exceeds the radius, so at most 27;
    `finer` halves the side that many times for a closer fit with more ranges. Cells that the
    ball or the Earth's surface does not meet are left out, and neighbours are merged.
    """
    level = max(_FINEST, int(radius_cm).bit_length() - finer)
    if level >= _WORLD:
        return [(0, (1 << 3 * _BITS) - 1)]
    limit = radius_cm * radius_cm
    across = [_steps(centre, radius_cm, level=level) for centre in (x, y, z)]
    found = []
    for code_x, gap_x, near_x, far_x in across[0]:
        for code_y, gap_y, near_y, far_y in across[1]:
            gap_xy, near_xy, far_xy = gap_x + gap_y, near_x + near_y, far_x + far_y
            if gap_xy > limit:
                continue
            code_xy = code_x | code_y << 1
            for code_z, gap_z, near_z, far_z in across[2]:
                if (
                    gap_xy + gap_z <= limit
                    and near_xy + near_z <= _OUTER_SQUARE
                    and far_xy + far_z >= _INNER_SQUARE
                ):
                    found.append(code_xy | code_z << 2)
    return _merged(found, size=1 << 3 * (level - _FINEST))


def _steps(centre: int, radius_cm: float, *, level: int) -> list[tuple[int, int, int, int]]:
    """List the cells of one axis that a radius touches.

    Each with its code and three squares: how far it is from the centre, and how near and how far
    its ends are from the middle of the Earth.
    """
    shifted = centre + _OFFSET
    first = max(0, int(shifted - radius_cm) >> level)
    last = min((1 << _WORLD - level) - 1, int(shifted + radius_cm) >> level)
    steps = []
    for index in range(first, last + 1):
        low = (index << level) - _OFFSET
        high = low + (1 << level)
        gap = max(low - centre, centre - high, 0)
        near = 0 if low <= 0 <= high else min(abs(low), abs(high))
        far = max(abs(low), abs(high))
        code = _spread(index << level - _FINEST)
        steps.append((code, gap * gap, near * near, far * far))
    return steps


def _merged(codes: list[int], *, size: int) -> list[tuple[int, int]]:
    codes.sort()
    ranges: list[tuple[int, int]] = []
    for code in codes:
        if ranges and ranges[-1][1] + 1 == code:
            ranges[-1] = (ranges[-1][0], code + size - 1)
        else:
            ranges.append((code, code + size - 1))
    return ranges
