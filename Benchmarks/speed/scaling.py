#!/usr/bin/env python3
"""How the first schedule grows with the demand: seconds and memory from tens to thousands of vehicles.

    scaling.py [--bayline PROGRAM] [--runs N] [--profiles demo,week,month,huge] [--prefixes 60,125,250,...]
               [--limit SECONDS] --out DIR

Two series. The *profiles* of `bayline generate` grow in all at once: vehicles, days and site. The *prefixes* are the
first appointments of the profile `huge` (in the order of its file, so that all four weeks are asked for) at its one site, so that the
number of vehicles alone changes. Each case is run some times with a search of next to nothing; the least of each figure
is taken, which other work on the machine disturbs least. The reasons of visits left out are found after the first schedule and count for the whole process alone.

Written after each case are DIR/scaling.csv and DIR/scaling.svg (log-log, with the exponents of growth, by least squares on the logarithms:
seconds ~ vehicles^exponent). Needs Linux, Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, fields
from math import ceil, exp, floor, log, log10
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks/quality"))
from runs import watch  # noqa: E402


@dataclass
class Point:
    """The least figures of a case: a row of scaling.csv."""
    series: str
    case: str
    vehicles: int
    operations: int
    first: float
    process: float
    processor: float
    megabytes: float


def measure(bayline: Path, site: Path, demand: Path, runs: int, limit: float) -> tuple[float, float, float, float]:
    """The least seconds to the first schedule, of the process, of the processor, and of peak memory."""
    found: list[tuple[float, float, float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "schedule.json"
        for _ in range(runs):
            ended = watch([str(bayline), "schedule", "--site", str(site), "--demand", str(demand), "--seconds", "0.01",
                           "--threads", "1", "--quiet", "--out", str(out)], limit)
            if ended.code:
                raise SystemExit(f"{demand}: ended with {ended.code} after {ended.seconds:.0f} s\n{ended.errors}")
            about = json.loads(out.read_bytes())["about"]
            found.append((about["firstSeconds"], ended.seconds, ended.processor, ended.megabytes))
    first, process_seconds, processor, memory = (min(values) for values in zip(*found))
    return first, process_seconds, processor, memory


def exponent(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The line of least squares through the logarithms: y = factor * x^exponent."""
    logs = [(log(x), log(y)) for x, y in points if x > 0 and y > 0]
    middle_x, middle_y = (sum(values) / len(logs) for values in zip(*logs))
    slope = (sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum((x - middle_x) ** 2 for x, _ in logs))
    return slope, middle_y - slope * middle_x


# ---------------------------------------------------------------- the plot

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM, GAP = 940, 430, 66, 34, 54, 52, 80
COLOURS = {"profiles": "#b5541c", "prefixes of huge": "#1f5fa8"}


def plot(points: list[Point]) -> str:
    """Two log-log panels side by side: seconds to the first schedule, and peak memory."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
             'font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    width = (WIDTH - LEFT - RIGHT - GAP) / 2
    for place, (title, attribute) in enumerate((("First complete schedule, seconds", "first"),
                                                ("Peak memory, MB", "megabytes"))):
        parts += panel(points, title, attribute, LEFT + place * (width + GAP), width)
    return "\n".join([*parts, "</svg>"]) + "\n"


def ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times the powers of ten between two values, powers alone if that is many."""
    every = [step * 10.0 ** power for power in range(floor(log10(low)), ceil(log10(high)) + 1) for step in (1, 2, 5)]
    inside = [tick for tick in every if low <= tick <= high]
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
        some = sorted((point.vehicles, getattr(point, attribute)) for point in points if point.series == series)
        if len(some) < 2:
            continue
        slope, height_of_line = exponent([(float(x), y) for x, y in some])
        ends = [at(x, exp(height_of_line + slope * log(x))) for x in (some[0][0], some[-1][0])]
        parts.append(f'<path d="M{ends[0][0]:.1f} {ends[0][1]:.1f}L{ends[1][0]:.1f} {ends[1][1]:.1f}" stroke="{colour}" '
                     f'stroke-dasharray="4 4" fill="none" opacity="0.7" clip-path="url(#{attribute})"/>')
        for x, y in some:
            px, py = at(x, y)
            parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{colour}"/>')
        key = left + number * 150
        parts += [f'<circle cx="{key + 4:.1f}" cy="38" r="4" fill="{colour}"/>',
                  f'<text x="{key + 13:.1f}" y="42">{series}: n^{slope:.2f}</text>']
    return parts


# ---------------------------------------------------------------- the cases

def save(folder: Path, points: list[Point]) -> None:
    with (folder / "scaling.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, [field.name for field in fields(Point)])
        rows.writeheader()
        rows.writerows(asdict(point) for point in points)
    (folder / "scaling.svg").write_text(plot(points), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profiles", type=lambda text: text.split(","), default=["demo", "week", "month", "huge"])
    parser.add_argument("--prefixes", type=lambda text: [int(part) for part in text.split(",")],
                        default=[60, 125, 250, 500, 1000, 2000, 4000, 8000])
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a run is ended")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    points: list[Point] = []

    def add(series: str, case: str, site: Path, demand: Path) -> None:
        appointments = json.loads(demand.read_bytes())["appointments"]
        found = measure(options.bayline, site, demand, options.runs, options.limit)
        points.append(Point(series, case, len(appointments), sum(len(one["operations"]) for one in appointments), *found))
        save(options.out, points)
        print(f"{series}, {case}: {len(appointments)} vehicles, first schedule {found[0]:.4f} s, process {found[1]:.2f} s, "
              f"{found[3]:.0f} MB", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for profile in sorted({*options.profiles, "huge"}):
            subprocess.run([str(options.bayline), "generate", "--profile", profile, "--seed", "1", "--quiet",
                            "--out", str(work / profile)], check=True)
        for profile in options.profiles:
            add("profiles", profile, work / profile / "site.json", work / profile / "demand.json")
        demand = json.loads((work / "huge/demand.json").read_bytes())
        whole = demand["appointments"]
        for size in options.prefixes:
            demand["appointments"] = whole[:size]
            path = work / f"huge-{size}.json"
            path.write_text(json.dumps(demand, ensure_ascii=False), encoding="utf-8")
            add("prefixes of huge", f"first {size}", work / "huge/site.json", path)
    print("| series | case | vehicles | operations | first schedule, s | process, s | MB |\n|---|---|---:|---:|---:|---:|---:|")
    for point in points:
        print(f"| {point.series} | {point.case} | {point.vehicles:,} | {point.operations:,} | {point.first:.4f} | "
              f"{point.process:.2f} | {point.megabytes:.0f} |")
    for series in COLOURS:
        some = [(float(point.vehicles), point.first) for point in points if point.series == series]
        if len(some) > 1:
            print(f"\n{series}: first schedule ~ vehicles^{exponent(some)[0]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
