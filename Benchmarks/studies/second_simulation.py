"""Compares `bayline simulate` with a second simulation, written with SimPy after docs/simulation.md.

Generates days, schedules them, and plays each plan with both simulations and the default uncertainty, each day with
random events of its own: days have the same date and the same visit ids, so one seed would give all of them the same
ones. For each figure it prints the mean of both and the difference with its 95% interval over all days; an interval
adjusted for the number of figures (Bonferroni) decides whether a figure disagrees. Of the single days' intervals about one
in twenty does not hold 0 by chance. The exit status is 1 if a figure disagrees. Needs SimPy (`requirements.txt`).
"""
from __future__ import annotations

import json
import math
import statistics
import sys
import tempfile
from pathlib import Path

from studies.simpy_model import Day
from support.project import argument_parser, generate, make_schedule, names, read_json, run_checked

Sample = tuple[float, float]


def sample(values: list[float]) -> Sample:
    """The mean and its variance."""
    return statistics.fmean(values), statistics.variance(values) / len(values) if len(values) > 1 else 0.0


def second(day: Day, number: int, replications: int) -> dict[str, Sample]:
    runs = [day.run(seed) for seed in range(number * replications, (number + 1) * replications)]
    columns = {figure: [run[figure] for run in runs if run[figure] is not None] for figure in runs[0]}
    return {figure: sample(values) for figure, values in columns.items() if values}


def first(text: str) -> dict[str, Sample]:
    """The means that `bayline simulate` prints, and their variances."""
    result = {}
    for figure, value in json.loads(text)["figures"].items():
        if value.get("count", 0) > 0:
            result[figure] = value["mean"], value.get("deviation", 0) ** 2 / value["count"]
    return result


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("--profiles", type=names, default="demo,medium,scarce,small", help="the profiles of the days")
    parser.add_argument("--days", type=int, default=10, help="the days")
    parser.add_argument("--seed", type=int, default=401, help="the seed of the first day of a profile")
    parser.add_argument("--iterations", type=int, default=2000, help="the search for each plan")
    parser.add_argument("--replications", type=int, default=200, help="of each day in each simulation")
    options = parser.parse_args()
    profiles = options.profiles if isinstance(options.profiles, list) else names(options.profiles)
    days: list[tuple[dict[str, Sample], dict[str, Sample]]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.days):
            profile, seed = profiles[number % len(profiles)], options.seed + number // len(profiles)
            case = generate(options.bayline, Path(folder) / str(number), profile, seed)
            plan = make_schedule(options.bayline, case, options.iterations)
            text = run_checked(options.bayline, "simulate", *case.arguments, "--schedule", plan, "--seed", number + 1,
                               "--replications", options.replications, "--json", "--quiet")
            day = Day(read_json(case.site), read_json(case.demand), read_json(plan))
            days.append((first(text), second(day, number, options.replications)))
            print(f"{profile} {seed} done", file=sys.stderr)
    return compare(days)


def compare(days: list[tuple[dict[str, Sample], dict[str, Sample]]]) -> int:
    figures = [figure for figure in days[0][1] if any(figure in one and figure in other for one, other in days)]
    certain = statistics.NormalDist().inv_cdf(1 - 0.025 / len(figures))
    disagreeing = outside = compared = 0
    print("| figure | bayline | SimPy | difference, 95% interval | days outside |\n|---|---:|---:|---:|---:|")
    for figure in figures:
        pairs = [(one[figure], other[figure]) for one, other in days if figure in one and figure in other]
        gaps = [(b[0] - a[0], a[1] + b[1]) for a, b in pairs]
        mean, error = statistics.fmean(gap for gap, _ in gaps), math.sqrt(sum(v for _, v in gaps)) / len(gaps)
        apart = sum(abs(gap) > 1.96 * math.sqrt(variance) + 1e-9 for gap, variance in gaps)
        is_apart = abs(mean) > certain * error + 1e-9
        disagreeing, outside, compared = disagreeing + is_apart, outside + apart, compared + len(gaps)
        print(f"| {figure} | {statistics.fmean(a[0] for a, _ in pairs):.2f} | {statistics.fmean(b[0] for _, b in pairs):.2f} "
              f"| {mean:+.2f} ± {1.96 * error:.2f}{' DISAGREES' if is_apart else ''} | {apart} of {len(gaps)} |")
    print(f"\n{disagreeing} of {len(figures)} figures disagree; {outside} of {compared} single days are outside their interval")
    return 1 if disagreeing else 0


if __name__ == "__main__":
    sys.exit(main())
