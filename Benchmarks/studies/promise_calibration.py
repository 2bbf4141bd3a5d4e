"""Compares the share of promises that was promised with the share that is kept, by kind and by hour.

Schedules days, simulates each plan on days that its promises were not made from, and counts each promise with the share
of the simulated days on which it is kept. The days are datasets and days of the generated history, spread over two years.
Prints a table with 95% intervals over days, and writes DIR/calibration.csv and the chart DIR/calibration.svg. The exit
status is 1 if a kind or an hour with enough promises is clearly, by its interval, more than 3 points off what was promised.
"""
from __future__ import annotations

import csv
import json
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Iterator

from support.markdown import table
from support.project import (DATASETS, Case, Json, argument_parser, generate, names, read_json, run_checked, write_json)

FIRST, LAST = "2021-01-01", "2022-12-31"
TOLERANCE = 3.0
LEAST, CHARTED = 20, 5  # promises, below which a group decides nothing, and is not in the chart
FONT = "Helvetica, Arial, sans-serif"


class Group:
    """The promises of a kind or an hour: on each day their number, and the percentage of them that is kept."""

    def __init__(self) -> None:
        self.days: list[tuple[int, float]] = []

    @property
    def promises(self) -> int:
        return sum(number for number, _ in self.days)

    @property
    def kept(self) -> float:
        return sum(number * kept for number, kept in self.days) / self.promises

    @property
    def margin(self) -> float:
        """Half of the 95% interval: days are clusters."""
        if len(self.days) < 2:
            return float("nan")
        gaps = [number * (kept - self.kept) for number, kept in self.days]
        return 1.96 * statistics.stdev(gaps) * len(gaps) ** 0.5 / self.promises


def days(options, folder: Path) -> Iterator[tuple[str, Case]]:
    """The days with the name of their set."""
    for name in options.datasets:
        yield "datasets", Case(DATASETS / name)
    if options.history > 0:
        past = generate(options.bayline, folder / "history", "history", options.seed,
                        "--from", FIRST, "--to", LAST).folder
        orders = sorted(path for path in past.iterdir() if path.is_dir())
        for number in range(options.history):
            yield "history", Case(orders[number * len(orders) // options.history])


def kept(options, case: Case, plan: Json, hour: str, path: Path) -> Json:
    """The shares kept of the promises of an hour, by kind: the simulation sees no others."""
    for visit in plan["assignments"]:
        if not visit["promise"][11:13] == hour:
            visit.pop("promise")
    write_json(path, plan)
    result = run_checked(options.bayline, "simulate", *case.arguments, "--schedule", path, "--json", "--quiet",
                         "--seed", options.simulation_seed, "--replications", options.replications)
    return json.loads(result)["promisesKept"]


def measure(options, case: Case, folder: Path) -> Iterator[tuple[str, str, int, float]]:
    """For each kind and hour of a day, the number of promises and the percentage that is kept."""
    demand = read_json(case.demand)
    kinds = {visit["id"]: visit["kind"] for visit in demand["appointments"]}
    plan = folder / "schedule.json"
    run_checked(options.bayline, "schedule", *case.arguments, "--iterations", options.iterations, "--threads", 1,
                "--no-bound", "--quiet", "--out", plan)
    visits = read_json(plan)["assignments"]
    for hour in sorted({visit["promise"][11:13] for visit in visits}):
        shares = kept(options, case, read_json(plan), hour, folder / "plan.json")
        promised = [kinds[visit["appointment"]] for visit in visits if visit["promise"][11:13] == hour]
        for kind in sorted(set(promised)):
            if shares.get(kind, {}).get("count", 0) > 0:
                yield kind, hour, promised.count(kind), shares[kind]["mean"]


def chart(groups: dict[str, dict[str, Group]], promised: float) -> str:
    """A panel for kinds and one for hours: the share kept with its interval, and the band around what was promised."""
    left, top, height, low, high = 60, 44, 300, 80, 100
    def y(share: float) -> float:
        return top + height * (high - max(low, min(high, share))) / (high - low)
    parts, x = [], float(left)
    for title, panel in groups.items():
        width = 46 * len(panel) + 20
        parts += [f'<text x="{x:.0f}" y="26" font-size="14" font-weight="bold">Promises kept by {title}, %</text>',
                  f'<rect x="{x:.0f}" y="{y(promised + TOLERANCE):.1f}" width="{width}" '
                  f'height="{y(promised - TOLERANCE) - y(promised + TOLERANCE):.1f}" fill="#e3efe3"/>',
                  f'<path d="M{x:.0f} {y(promised):.1f}h{width}" stroke="#4a7d4a" stroke-dasharray="4 4"/>',
                  f'<rect x="{x:.0f}" y="{top}" width="{width}" height="{height}" fill="none" stroke="#999"/>']
        parts += [f'<text x="{x - 6:.0f}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick}</text>'
                  for tick in range(low, high + 1, 5)]
        for number, (name, group) in enumerate(panel.items()):
            at = x + 33 + 46 * number
            least, most, label = y(group.kept - group.margin), y(group.kept + group.margin), top + height + 16
            parts += [f'<path d="M{at:.0f} {least:.1f}V{most:.1f}" stroke="#888"/>',
                      f'<circle cx="{at:.0f}" cy="{y(group.kept):.1f}" r="4" fill="#b5541c"/>',
                      f'<text x="{at:.0f}" y="{label + 14 * (number % 2)}" text-anchor="middle">{name}</text>']
        x += width + left
    size = f"{x:.0f} {top + height + 44}"
    width, depth = size.split()
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{width}" height="{depth}" '
                      f'font-family="{FONT}" font-size="12" fill="#222">',
                      f'<rect width="{width}" height="{depth}" fill="#fff"/>', *parts, "</svg>"]) + "\n"


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("--datasets", type=names, default=["demo", "small", "scarce", "features"], help="datasets")
    parser.add_argument("--history", type=int, default=60, help="days of the generated history")
    parser.add_argument("--seed", type=int, default=1, help="of the generated history")
    parser.add_argument("--iterations", type=int, default=3000, help="the search for each plan")
    parser.add_argument("--replications", type=int, default=200, help="simulated days of a plan")
    parser.add_argument("--simulation-seed", type=int, default=987654, help="their seed")
    parser.add_argument("--promised", type=float, default=90, help="the promisePercent of the sites")
    parser.add_argument("--out", type=Path, default=Path("results"), metavar="DIR", help="the folder of the results")
    options = parser.parse_args()
    groups: dict[str, dict[tuple[str, str], Group]] = defaultdict(lambda: defaultdict(Group))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for source, case in days(options, folder):
            found: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
            for kind, hour, number, share in measure(options, case, folder):
                for key in (("kind", kind), ("hour", f"{int(hour)}:00"), ("all", "all")):
                    found[key].append((number, share))
            for key, cells in found.items():
                number = sum(cell[0] for cell in cells)
                groups[source][key].days.append((number, sum(cell[0] * cell[1] for cell in cells) / number))
    options.out.mkdir(parents=True, exist_ok=True)
    return report(options, groups)


def report(options, groups: dict[str, dict[tuple[str, str], Group]]) -> int:
    rows, merged = [], defaultdict(Group)
    for source, found in groups.items():
        for key, group in found.items():
            merged[key].days += group.days
            rows.append((source, *key, len(group.days), group.promises, group.kept, group.margin))
    rows += [("both", *key, len(group.days), group.promises, group.kept, group.margin) for key, group in merged.items()]
    def order(row: tuple) -> tuple:
        return row[0], ("all", "kind", "hour").index(row[1]), row[2].rjust(5) if row[1] == "hour" else row[2]
    rows.sort(key=order)
    print(table(["days", "by", "", "days", "promises", "kept, %", "±"],
                [[*map(str, row[:5]), f"{row[5]:.1f}", f"{row[6]:.1f}"] for row in rows], text_columns=3))
    with (options.out / "calibration.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("set", "by", "group", "days", "promises", "kept", "margin"), *rows])
    both = [row for row in rows if row[0] == "both"]
    panels = {by: {row[2]: merged[by, row[2]] for row in both if row[1] == by and row[4] >= CHARTED}
              for by in ("kind", "hour")}
    (options.out / "calibration.svg").write_text(chart(panels, options.promised), encoding="utf-8")
    wrong = [row for row in both if row[4] >= LEAST and abs(row[5] - options.promised) - row[6] > TOLERANCE]
    for row in wrong:
        print(f"{row[1]} {row[2]}: {row[5]:.1f}% kept, {options.promised:g}% promised", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
