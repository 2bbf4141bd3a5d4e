"""Measures how the time and memory of the first schedule grow with the number of vehicles.

There are two series. In the *profiles* of `bayline generate`, vehicles, days and site grow together. The *prefixes* are the
first appointments of the profile `huge`, in the order of its file, which covers all four weeks, at its one site: only the
number of vehicles changes. Each case is run several times with almost no search, and the smallest of each figure counts,
since other work on the machine disturbs it least. The reasons of unscheduled visits are found after the first schedule and
count towards the whole process only.

Writes DIR/scaling.csv and DIR/scaling.svg after each case, the latter on logarithmic scales with the exponents of growth
by least squares: seconds ~ vehicles^exponent. Needs Linux.
"""
from __future__ import annotations

import csv
import sys
import tempfile
from dataclasses import asdict, dataclass, fields
from math import ceil, exp, floor, log, log10
from pathlib import Path

from support.markdown import table
from support.measurement import measure
from support.project import Case, ProgramError, argument_parser, generate, names, read_json, write_json


@dataclass
class Point:
    """The smallest figures of a case: a row of scaling.csv."""

    series: str
    case: str
    vehicles: int
    operations: int
    first: float  # seconds to the first schedule
    process: float  # seconds
    processor: float  # seconds
    megabytes: float


def smallest_figures(bayline: Path, case: Case, runs: int, timeout: float) -> tuple[float, float, float, float]:
    """The smallest seconds to the first schedule, wall and processor seconds of the process, and peak memory."""
    found: list[tuple[float, float, float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "schedule.json"
        for _ in range(runs):
            run = measure([bayline, "schedule", *case.arguments, "--nominal", "--seconds", 0.01, "--threads", 1,
                           "--quiet", "--out", out],
                          timeout)
            if run.status:
                raise ProgramError(f"{case.folder}: exited with {run.status} after {run.seconds:.0f} s\n{run.errors}")
            found.append((read_json(out)["about"]["firstSeconds"], run.seconds, run.processor, run.megabytes))
    first, seconds, processor, megabytes = (min(values) for values in zip(*found))
    return first, seconds, processor, megabytes


def fit(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Fits y = exp(offset) * x^exponent by least squares on the logarithms; returns exponent and offset."""
    logs = [(log(x), log(y)) for x, y in points if x > 0 and y > 0]
    mean_x, mean_y = (sum(values) / len(logs) for values in zip(*logs))
    exponent = sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)
    return exponent, mean_y - exponent * mean_x


# ---------------------------------------------------------------- the plot

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM, GAP = 940, 430, 66, 34, 54, 52, 80
COLOURS = {"profiles": "#b5541c", "prefixes of huge": "#1f5fa8"}


def plot(points: list[Point]) -> str:
    """Two panels with logarithmic scales: seconds to the first schedule, and peak memory."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
             'font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    width = (WIDTH - LEFT - RIGHT - GAP) / 2
    for number, (title, attribute) in enumerate((("First complete schedule, seconds", "first"),
                                                ("Peak memory, MB", "megabytes"))):
        parts += panel(points, title, attribute, LEFT + number * (width + GAP), width)
    return "\n".join([*parts, "</svg>"]) + "\n"


def ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times the powers of ten between two values, or only the powers if there are many."""
    all_ticks = [step * 10.0 ** power for power in range(floor(log10(low)), ceil(log10(high)) + 1) for step in (1, 2, 5)]
    inside = [tick for tick in all_ticks if low <= tick <= high]
    if len(inside) <= 7:
        return inside
    return [tick for tick in inside if abs(log10(tick) - round(log10(tick))) < 1e-9]


def panel(points: list[Point], title: str, attribute: str, left: float, width: float) -> list[str]:
    xs = [point.vehicles for point in points]
    ys = [getattr(point, attribute) for point in points]
    low_x, high_x, low_y, high_y = min(xs) / 1.3, max(xs) * 1.3, min(ys) / 1.6, max(ys) * 1.6
    height = HEIGHT - TOP - BOTTOM

    def at(x: float, y: float) -> tuple[float, float]:
        return (left + width * (log(x / low_x) / log(high_x / low_x)),
                TOP + height * (1 - log(y / low_y) / log(high_y / low_y)))

    parts = [f'<text x="{left:.0f}" y="20" font-size="14" font-weight="bold">{title}</text>',
             f'<clipPath id="{attribute}"><rect x="{left:.1f}" y="{TOP}" width="{width:.1f}" height="{height}"/></clipPath>',
             f'<rect x="{left:.1f}" y="{TOP}" width="{width:.1f}" height="{height}" fill="none" stroke="#999"/>',
             f'<text x="{left + width / 2:.1f}" y="{HEIGHT - 12}" text-anchor="middle">vehicles</text>']
    for tick in ticks(low_x, high_x):
        x, _ = at(tick, low_y)
        parts += [f'<path d="M{x:.1f} {TOP}V{TOP + height}" stroke="#e4e4e4"/>',
                  f'<text x="{x:.1f}" y="{TOP + height + 18}" text-anchor="middle">{tick:,.0f}</text>']
    for tick in ticks(low_y, high_y):
        _, y = at(low_x, tick)
        parts += [f'<path d="M{left:.1f} {y:.1f}H{left + width:.1f}" stroke="#e4e4e4"/>',
                  f'<text x="{left - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>']
    for number, (series, colour) in enumerate(COLOURS.items()):
        values = sorted((float(point.vehicles), getattr(point, attribute)) for point in points if point.series == series)
        if len(values) < 2:
            continue
        exponent, offset = fit(values)
        ends = [at(x, exp(offset + exponent * log(x))) for x in (values[0][0], values[-1][0])]
        parts.append(f'<path d="M{ends[0][0]:.1f} {ends[0][1]:.1f}L{ends[1][0]:.1f} {ends[1][1]:.1f}" stroke="{colour}" '
                     f'stroke-dasharray="4 4" fill="none" opacity="0.7" clip-path="url(#{attribute})"/>')
        for x, y in values:
            px, py = at(x, y)
            parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{colour}"/>')
        legend = left + number * 150
        parts += [f'<circle cx="{legend + 4:.1f}" cy="38" r="4" fill="{colour}"/>',
                  f'<text x="{legend + 13:.1f}" y="42">{series}: n^{exponent:.2f}</text>']
    return parts


# ---------------------------------------------------------------- the cases

def save(folder: Path, points: list[Point]) -> None:
    with (folder / "scaling.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Point)])
        writer.writeheader()
        writer.writerows(asdict(point) for point in points)
    (folder / "scaling.svg").write_text(plot(points), encoding="utf-8")


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each case")
    parser.add_argument("--profiles", type=names, default=["demo", "week", "month", "huge"], metavar="P,P,…",
                        help="profiles of bayline generate")
    parser.add_argument("--prefixes", type=lambda text: [int(part) for part in text.split(",")], metavar="N,N,…",
                        default=[60, 125, 250, 500, 1000, 2000, 4000, 8000], help="numbers of vehicles")
    parser.add_argument("--timeout", type=float, default=600, help="seconds after which a run is killed")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the table and the plot go")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    points: list[Point] = []

    def add(series: str, label: str, case: Case) -> None:
        appointments = read_json(case.demand)["appointments"]
        operations = sum(len(visit["operations"]) for visit in appointments)
        point = Point(series, label, len(appointments), operations,
                      *smallest_figures(options.bayline, case, options.runs, options.timeout))
        points.append(point)
        save(options.out, points)
        print(f"{series}, {label}: {point.vehicles} vehicles, first schedule {point.first:.4f} s, "
              f"process {point.process:.2f} s, {point.megabytes:.0f} MB", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as name:
        cases = {profile: generate(options.bayline, Path(name) / profile, profile)
                 for profile in sorted({*options.profiles, "huge"})}
        for profile in options.profiles:
            add("profiles", profile, cases[profile])
        demand = read_json(cases["huge"].demand)
        for size in options.prefixes:
            case = Case(cases["huge"].folder / f"first-{size}")  # with the site one folder up
            case.folder.mkdir()
            write_json(case.demand, demand | {"appointments": demand["appointments"][:size]})
            add("prefixes of huge", f"first {size}", case)
    print(table(
        ["series", "case", "vehicles", "operations", "first schedule, s", "process, s", "MB"],
        [[point.series, point.case, f"{point.vehicles:,}", f"{point.operations:,}", f"{point.first:.4f}",
          f"{point.process:.2f}", f"{point.megabytes:.0f}"] for point in points], text_columns=2))
    for series in COLOURS:
        values = [(float(point.vehicles), point.first) for point in points if point.series == series]
        if len(values) > 1:
            print(f"\n{series}: first schedule ~ vehicles^{fit(values)[0]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
