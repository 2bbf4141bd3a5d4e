"""Compares nominal and robust plans of generated days as they run.

Each day is scheduled twice with the same effort, with and without `--nominal`, and both plans are simulated over days that
were not used to choose them. Printed: the figures of each plan, the median time from `ready` to `promise`, and the mean
differences of the days with their paired 95% intervals.
"""
from __future__ import annotations

import json
import statistics
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from support.project import argument_parser, generate, names, read_json, run_checked

FIGURES = ("onTime", "promisesKept", "overtime", "breakWork", "waiting", "served", "carryOver")
COLUMNS = ("deadlines kept, %", "promises kept, %", "overtime, min", "in breaks, min", "stay, min", "served",
           "kept overnight", "promise after ready, min")
# Student's 97.5% quantiles by degrees of freedom; beyond them the normal one is close enough.
STUDENT = (0, 12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10,
           2.09, 2.09)


def minutes(visit: dict) -> float:
    return (datetime.fromisoformat(visit["promise"]) - datetime.fromisoformat(visit["ready"])).total_seconds() / 60


def measure(options, case, plan: Path, *kind: str) -> list[float]:
    run_checked(options.bayline, "schedule", *case.arguments, *options.effort, "--threads", options.threads, "--no-bound",
                *kind, "--quiet", "--out", plan, timeout=1800)
    result = json.loads(run_checked(
        options.bayline, "simulate", *case.arguments, "--schedule", plan, "--seed", options.simulation_seed,
        "--replications", options.replications, "--json", "--quiet", timeout=1800))
    values = [result["figures"].get(figure, {}).get("mean", float("nan")) for figure in FIGURES]
    return [*values, statistics.median(minutes(visit) for visit in read_json(plan)["assignments"])]


def margin(values: list[float]) -> float:
    freedom = len(values) - 1
    quantile = STUDENT[freedom] if freedom < len(STUDENT) else 1.96 + 2.4 / freedom
    return quantile * statistics.stdev(values) / len(values) ** 0.5 if freedom > 0 else float("nan")


def row(name: str, cells: list[str]) -> None:
    print(f"| {name} | " + " | ".join(cells) + " |")


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("--profiles", type=names, default=["demo", "medium", "scarce", "small"], help="profiles of the days")
    parser.add_argument("--seeds", type=names, default=["201", "202", "203"], help="seeds of the days")
    parser.add_argument("--iterations", type=int, default=60000, help="the effort of a plan")
    parser.add_argument("--seconds", type=float, help="the effort of a plan in seconds, in place of iterations")
    parser.add_argument("--threads", type=int, default=1, help="of a plan")
    parser.add_argument("--replications", type=int, default=400, help="simulated days of a plan")
    parser.add_argument("--simulation-seed", type=int, default=987654, help="their seed")
    options = parser.parse_args()
    options.effort = ["--seconds", options.seconds] if options.seconds else ["--iterations", options.iterations]
    pairs: list[tuple[list[float], list[float]]] = []
    row("day", [f"{column}: nominal / robust" for column in COLUMNS])
    row("---", ["---:"] * len(COLUMNS))
    with tempfile.TemporaryDirectory() as folder:
        for profile in options.profiles:
            for seed in options.seeds:
                case = generate(options.bayline, Path(folder) / f"{profile}-{seed}", profile, int(seed))
                pair = (measure(options, case, case.folder / "nominal.json", "--nominal"),
                        measure(options, case, case.folder / "robust.json"))
                pairs.append(pair)
                row(f"{profile}-{seed}", [f"{one:.1f} / {other:.1f}" for one, other in zip(*pair)])
                sys.stdout.flush()
    columns = [list(zip(*(pair[kind] for pair in pairs))) for kind in (0, 1)]
    row("**mean**", [f"{statistics.fmean(one):.1f} / {statistics.fmean(other):.1f}" for one, other in zip(*columns)])
    gaps = [[b - a for a, b in zip(one, other)] for one, other in zip(*columns)]
    row("difference", [f"{statistics.fmean(gap):+.1f} ± {margin(gap):.1f}" for gap in gaps])
    return 0


if __name__ == "__main__":
    sys.exit(main())
