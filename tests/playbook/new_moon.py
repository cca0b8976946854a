"""The moment of a new moon after Meeus, Astronomical Algorithms, chapter 49; good to some ten seconds.

It knows nothing of the lunar table, so that it can decide where published tables disagree.
"""

import datetime as dt
from math import radians, sin

MEAN_MONTH = 29.530588861
EPOCH = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)
EPOCH_JULIAN = 2451545.0
CHINA = dt.timezone(dt.timedelta(hours=8))
# amplitude, power of the eccentricity, multiples of the sun's and the moon's anomaly, argument, node
_TERMS = (
    (-0.40720, 0, 0, 1, 0, 0),
    (0.17241, 1, 1, 0, 0, 0),
    (0.01608, 0, 0, 2, 0, 0),
    (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0),
    (-0.00514, 1, 1, 1, 0, 0),
    (0.00208, 2, 2, 0, 0, 0),
    (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0),
    (0.00056, 1, 1, 2, 0, 0),
    (-0.00042, 0, 0, 3, 0, 0),
    (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0),
    (-0.00024, 1, -1, 2, 0, 0),
    (-0.00017, 0, 0, 0, 0, 1),
    (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0),
    (0.00004, 0, 3, 0, 0, 0),
    (0.00003, 0, 1, 1, -2, 0),
    (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0),
    (0.00003, 0, -1, 1, 2, 0),
    (-0.00002, 0, -1, 1, -2, 0),
    (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
)
# amplitude, angle at the epoch, degrees per month: the planets
_PLANETS = (
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
)


def number_near(day: dt.date) -> int:
    """Return the running number of the new moon nearest to a day; 0 is that of 2000-01-06."""
    return round(((day - dt.date(2000, 1, 6)).days) / MEAN_MONTH)


def moment(number: int, *, delta_t: float) -> dt.datetime:
    """Return a new moon in China standard time; `delta_t` is dynamical minus universal time, seconds."""
    t = number / 1236.85
    mean = 2451550.09766 + MEAN_MONTH * number + (0.00015437 - 0.00000015 * t) * t * t
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = 2.5534 + 29.10535670 * number - 0.0000014 * t * t
    moon = 201.5643 + 385.81693528 * number + 0.0107582 * t * t + 0.00001238 * t**3
    argument = 160.7108 + 390.67050284 * number - 0.0016118 * t * t - 0.00000227 * t**3
    node = 124.7746 - 1.56375588 * number + 0.0020672 * t * t
    julian = mean + sum(
        size * e**power * sin(radians(a * sun + b * moon + c * argument + d * node))
        for size, power, a, b, c, d in _TERMS
    )
    julian += sum(size * sin(radians(start + rate * number)) for size, start, rate in _PLANETS)
    return (EPOCH + dt.timedelta(days=julian - EPOCH_JULIAN, seconds=-delta_t)).astimezone(CHINA)
