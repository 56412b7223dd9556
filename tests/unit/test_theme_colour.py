"""Colours keep their order and their words readable, whatever eyes or printer they meet.

Contrast is WCAG 2's; distance is CIEDE2000 (Sharma, Wu and Dalal 2005); colour-vision loss is
simulated at full severity by Machado, Oliveira and Fernandes (2009) and by Brettel, Viénot and
Mollon (1997, in the linear-sRGB form with two half-planes), and the lower distance counts.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, pairwise

import pytest
from PySide6.QtGui import QColor

from journeyviewer.model.lanes import lanes
from journeyviewer.render.theme import Theme, theme, theme_names

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]
EYES = ("normal", "deuteranopia", "protanopia", "tritanopia", "grey")
COLOURED = ("light", "dark")
OPEN = ("legal", "residence", "education", "referrals", "cse", "missing", "support")
LANES = tuple(lane.key for lane in lanes() if lane.key != "other")
WHITE_POINT = (0.95047, 1.0, 1.08883)

MACHADO: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
BRETTEL: dict[str, tuple[Triple, Matrix, Matrix]] = {
    "protanopia": (
        (0.00048, 0.00393, -0.00441),
        ((0.14980, 1.19548, -0.34528), (0.10764, 0.84864, 0.04372), (0.00384, -0.00540, 1.00156)),
        ((0.14570, 1.16172, -0.30742), (0.10816, 0.85291, 0.03892), (0.00386, -0.00524, 1.00139)),
    ),
    "deuteranopia": (
        (-0.00281, -0.00611, 0.00892),
        ((0.36477, 0.86381, -0.22858), (0.26294, 0.64245, 0.09462), (-0.02006, 0.02728, 0.99278)),
        ((0.37298, 0.88166, -0.25464), (0.25954, 0.63506, 0.10540), (-0.01980, 0.02784, 0.99196)),
    ),
    "tritanopia": (
        (0.03901, -0.02788, -0.01113),
        ((1.01277, 0.13548, -0.14826), (-0.01243, 0.86812, 0.14431), (0.07589, 0.80500, 0.11911)),
        ((0.93678, 0.18979, -0.12657), (0.06154, 0.81526, 0.12320), (-0.37562, 1.12767, 0.24796)),
    ),
}
"""The normal of the plane between the two halves, and the projection on either side."""


def linear(ink: str, where: Theme) -> Triple:
    return of(where.colour(ink))


def of(colour: QColor) -> Triple:
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in (colour.red(), colour.green(), colour.blue()))
    )
    return red, green, blue


def luminance(rgb: Triple) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one: str, other: str, where: Theme) -> float:
    low, high = sorted(luminance(linear(ink, where)) for ink in (one, other))
    return (high + 0.05) / (low + 0.05)


def times(matrix: Matrix, rgb: Triple) -> Triple:
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in matrix
    )
    return red, green, blue


def brettel(eye: str, rgb: Triple) -> Triple:
    normal, near, far = BRETTEL[eye]
    side = sum(a * b for a, b in zip(normal, rgb, strict=True))
    return times(near if side >= 0 else far, rgb)


def seen(rgb: Triple, eye: str) -> tuple[Triple, ...]:
    """Return what an eye sees, once for each model of it."""
    if eye == "normal":
        return (rgb,)
    if eye == "grey":
        return ((luminance(rgb),) * 3,)
    return times(MACHADO[eye], rgb), brettel(eye, rgb)


@cache
def lab(rgb: Triple) -> Triple:
    """Return CIELAB under D65 of linear sRGB."""
    red, green, blue = rgb
    xyz = (
        0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
    )
    x, y, z = (
        share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116
        for share in (value / white for value, white in zip(xyz, WHITE_POINT, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Triple, other: Triple) -> float:
    light1, a1, b1 = one
    light2, a2, b2 = other
    mean7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(mean7 / (mean7 + 25**7))
    chroma1, chroma2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    hue1 = math.degrees(math.atan2(b1, a1 * stretch)) % 360 if chroma1 else 0.0
    hue2 = math.degrees(math.atan2(b2, a2 * stretch)) % 360 if chroma2 else 0.0
    turn = (hue2 - hue1 + 180) % 360 - 180 if chroma1 and chroma2 else 0.0
    hue = (hue1 + turn / 2) % 360 if chroma1 and chroma2 else hue1 + hue2
    light, chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    weight = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    in_light = (light2 - light1) / (1 + 0.015 * (light - 50) ** 2 / math.hypot(20**0.5, light - 50))
    in_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    across = 2 * math.sqrt(chroma1 * chroma2) * math.sin(math.radians(turn / 2))
    in_hue = across / (1 + 0.015 * chroma * weight)
    blue = 30 * math.exp(-(((hue - 275) / 25) ** 2))
    twist = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(2 * blue))
    return math.sqrt(in_light**2 + in_chroma**2 + in_hue**2 + twist * in_chroma * in_hue)


def distance(one: str, other: str, eye: str, where: Theme) -> float:
    pairs = zip(seen(linear(one, where), eye), seen(linear(other, where), eye), strict=True)
    return min(ciede2000(lab(a), lab(b)) for a, b in pairs)


def nearest_steps(lane: str, eye: str, where: Theme) -> float:
    steps = [f"{lane}.{step}" for step in range(1, 6)]
    return min(distance(one, other, eye, where) for one, other in combinations(steps, 2))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_the_measure_itself_matches_its_published_pairs(
    one: Triple, other: Triple, expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(expected, abs=1e-4)


def test_words_are_readable_on_every_step() -> None:
    for name in theme_names():
        where = theme(name)
        for lane in (*LANES, "other"):
            for step in range(1, 6):
                fill = f"{lane}.{step}"
                assert contrast(f"{lane}.text.{step}", fill, where) >= 4.5, (name, fill)


def test_edges_and_marks_stand_out_from_the_plot() -> None:
    for name in theme_names():
        where = theme(name)
        for lane in (*LANES, "other"):
            assert contrast(f"{lane}.edge", "plot", where) >= 3, (name, lane)
            assert contrast(f"{lane}.mark", "plot", where) >= 3, (name, lane)


@pytest.mark.parametrize(
    ("one", "other", "needed"),
    [
        ("ink", "plot", 4.5),
        ("ink2", "plot", 4.5),
        ("ink3", "plot", 4.5),
        ("ink2", "app", 4.5),
        ("ink2", "sunken", 4.5),
        ("ink3", "app", 4.5),
        ("ink", "phaseA", 4.5),
        ("line3", "plot", 3),
        ("line3", "app", 3),
        ("focus", "plot", 3),
        ("focus", "app", 3),
        ("focus", "surface", 4.5),
        ("focus", "focusTint", 4.5),
        ("ink", "focusTint", 4.5),
        ("ink2", "focusTint", 4.5),
        ("ink", "sunken", 4.5),
        ("ink", "surface", 4.5),
        ("surface", "ink", 4.5),
        ("ink", "warnTint", 4.5),
        ("ink", "infoTint", 4.5),
        ("surface", "focus", 4.5),
        ("noteInk", "note", 4.5),
        ("noteEdge", "plot", 3),
        ("searchEdge", "plot", 3),
        ("warn", "warnTint", 4.5),
        ("ok", "surface", 4.5),
        ("err", "errTint", 4.5),
    ],
)
def test_the_window_is_readable(one: str, other: str, needed: float) -> None:
    for name in theme_names():
        assert contrast(one, other, theme(name)) >= needed, name


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", COLOURED)
def test_steps_of_a_lane_differ_for_every_eye(name: str, eye: str) -> None:
    for lane in LANES:
        assert nearest_steps(lane, eye, theme(name)) >= 8, lane


@pytest.mark.parametrize(
    ("name", "eye", "least"),
    [
        ("light", "normal", 11.5),
        ("light", "deuteranopia", 9.0),
        ("light", "protanopia", 8.0),
        ("light", "tritanopia", 9.6),
        ("light", "grey", 8.3),
        ("dark", "normal", 9.6),
        ("dark", "deuteranopia", 9.0),
        ("dark", "protanopia", 8.8),
        ("dark", "tritanopia", 9.7),
        ("dark", "grey", 9.0),
    ],
)
def test_the_open_lanes_are_as_far_apart_as_they_were_designed(
    name: str, eye: str, least: float
) -> None:
    found = min(nearest_steps(lane, eye, theme(name)) for lane in OPEN)
    assert found == pytest.approx(least, abs=0.2)


@pytest.mark.parametrize("eye", ["normal", "deuteranopia", "protanopia", "tritanopia"])
@pytest.mark.parametrize("name", COLOURED)
def test_marks_of_neighbouring_lanes_differ_for_every_eye(name: str, eye: str) -> None:
    for one, other in pairwise(LANES):
        assert distance(f"{one}.mark", f"{other}.mark", eye, theme(name)) >= 8, (one, other)


@pytest.mark.parametrize(
    ("name", "label", "edge", "mark"), [("light", 5.2, 6.9, 4.6), ("dark", 4.9, 9.8, 7.5)]
)
def test_the_worst_contrast_is_what_was_designed(
    name: str, label: float, edge: float, mark: float
) -> None:
    where = theme(name)
    labels = [
        contrast(f"{lane}.text.{step}", f"{lane}.{step}", where)
        for lane in LANES
        for step in range(1, 6)
    ]
    assert len(labels) == 60 and min(labels) == pytest.approx(label, abs=0.1)
    edges = (contrast(f"{lane}.edge", "plot", where) for lane in LANES)
    marks = (contrast(f"{lane}.mark", "plot", where) for lane in LANES)
    assert (min(edges), min(marks)) == pytest.approx((edge, mark), abs=0.1)


@pytest.mark.parametrize("name", ["light", "dark", "grey"])
def test_deeper_is_farther_from_the_plot_in_every_lane(name: str) -> None:
    for lane in (*LANES, "other"):
        tones = [luminance(linear(f"{lane}.{step}", theme(name))) for step in range(1, 6)]
        assert tones == sorted(tones, reverse=not theme(name).dark), lane
        assert len(set(tones)) == 5, lane


def test_words_turn_where_the_ramp_turns() -> None:
    for name in COLOURED:
        for lane in (*LANES, "other"):
            words = [luminance(linear(f"{lane}.text.{step}", theme(name))) for step in range(1, 6)]
            light = [tone > 0.5 for tone in words]
            shallow = theme(name).dark
            assert light == [shallow] * 3 + [not shallow] * 2, (name, lane)


def test_steps_without_colour_differ_by_tone_or_by_texture() -> None:
    for name in ("grey", "contrast"):
        where = theme(name)
        for one, other in combinations([f"legal.{step}" for step in range(1, 6)], 2):
            apart = abs(lab(linear(one, where))[0] - lab(linear(other, where))[0])
            assert apart >= 5.5 or where.pattern(one) != where.pattern(other), (name, one, other)
        for step in (3, 4):
            pattern = where.pattern(f"legal.{step}")
            assert pattern is not None
            base, ink = (
                luminance(of(colour)) for colour in (where.colour(f"legal.{step}"), pattern.ink)
            )
            assert (max(base, ink) + 0.05) / (min(base, ink) + 0.05) >= 3, (name, step)


def test_contrast_deepens_from_black_to_white() -> None:
    where = theme("contrast")
    for lane in (*LANES, "other"):
        tones = [where.colour(f"{lane}.{step}").red() for step in range(1, 6)]
        assert tones == [0x00, 0x26, 0x00, 0x33, 0xFF], lane


def test_contrast_is_black_white_cyan_and_yellow() -> None:
    where = theme("contrast")
    strong = {colour.name() for colour in where.colours.values() if colour.saturation() > 0}
    assert strong == {"#00ffff", "#003b3b", "#ffff00"}
    assert contrast("ink", "plot", where) == pytest.approx(21)


def test_print_tones_keep_their_order_on_a_poor_copier() -> None:
    tones = [round(lab(linear(f"legal.{step}", theme("grey")))[0]) for step in range(1, 6)]
    assert tones == [100, 94, 88, 76, 25]
