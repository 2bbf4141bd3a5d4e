"""Checks on random sites that one more of a resource never raises the planned cost beyond the noise of the search.

Each site is a generated case of a random profile and seed. `bayline whatif` adds one more of each resource in turn:
technicians by trade, level and certifications, bays by type, advisors, loan vehicles, parts that are short. An added
resource need not be used, so the optimal plan never costs more; a plan found by search can. That noise is measured by
planning the same day with `--noise` more seeds: `noise.margin` is the half-width of the 95% interval of a difference that
is due to chance alone.

A row that costs more than the margin is searched again with ten times the iterations. The check fails if it then still
costs more than the margin, which is smaller by that time.

Prints a row for each profile; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from support.markdown import table
from support.project import Case, Json, argument_parser, generate, keep_files, run_checked

# The profiles and their shares of the sites in percent.
PROFILES = {"small": 40, "demo": 20, "medium": 15, "scarce": 15, "replan": 10}
COLUMNS = ("profile", "sites", "rows", "less, beyond the noise", "within the noise", "more, beyond the noise",
           "still more with ten times the search", "median noise, % of the cost")


@dataclass
class SiteResult:
    """The rows of a site, each a resource type and the extra cost in points, and what failed."""

    profile: str
    rows: list[tuple[str, float]]
    margin: float
    cost: float
    failures: list[str]


def extra_cost(row: Json) -> float:
    return row["differences"]["cost"]["mean"]


def whatif(case: Case, iterations: int, seed: int, options: argparse.Namespace) -> Json:
    return json.loads(run_checked(
        options.bayline, "whatif", *case.arguments, "--iterations", iterations, "--replications", 1,
        "--noise", options.noise, "--seed", seed, "--threads", 1, "--json", "--quiet", timeout=3600))


def check_site(profile: str, seed: int, options: argparse.Namespace) -> SiteResult:
    with tempfile.TemporaryDirectory() as folder:
        case = generate(options.bayline, Path(folder), profile, seed)
        result = whatif(case, options.iterations, 1, options)
        margin = result["noise"]["margin"]
        costlier = {row["name"] for row in result["oneMore"] if extra_cost(row) > margin}
        failures: list[str] = []
        if costlier:
            longer = whatif(case, 10 * options.iterations, 2, options)
            margin_of_longer = longer["noise"]["margin"]
            failures = [f"{profile} {seed}: {row['name']} costs {extra_cost(row):.0f} more, noise {margin_of_longer:.0f}"
                        for row in longer["oneMore"] if row["name"] in costlier and extra_cost(row) > margin_of_longer]
        if failures:
            keep_files(case.folder, options.keep, f"{profile}-{seed}")
    rows = [(row["resource"]["type"], extra_cost(row)) for row in result["oneMore"]]
    return SiteResult(profile, rows, margin, result["today"]["cost"]["total"], failures)


def summary(label: str, sites: list[SiteResult]) -> list[object]:
    rows = [(points, site.margin) for site in sites for _, points in site.rows]
    less = sum(points < -margin for points, margin in rows)
    more = sum(points > margin for points, margin in rows)
    noise = statistics.median(100 * site.margin / max(1, site.cost) for site in sites)
    failed = sum(len(site.failures) for site in sites)
    return [label, len(sites), len(rows), less, len(rows) - less - more, more, failed, f"{noise:.1f}"]


def main() -> int:
    parser = argument_parser(__doc__, keep=True)
    parser.add_argument("--sites", type=int, default=200, help="sites to generate")
    parser.add_argument("--seed", type=int, default=1, help="seed of the profiles and cases")
    parser.add_argument("--iterations", type=int, default=2000, help="iterations of each plan")
    parser.add_argument("--noise", type=int, default=8, help="more seeds by which the noise is measured")
    parser.add_argument("--jobs", type=int, default=2, help="sites in parallel")
    options = parser.parse_args()

    rng = random.Random(options.seed)
    profiles = rng.choices(list(PROFILES), weights=list(PROFILES.values()), k=options.sites)
    cases = [(profile, rng.randrange(1, 1_000_000)) for profile in profiles]
    with ThreadPoolExecutor(options.jobs) as pool:
        sites = list(pool.map(lambda case: check_site(case[0], case[1], options), cases))

    groups: dict[str, list[SiteResult]] = defaultdict(list)
    for site in sites:
        groups[site.profile].append(site)
    print(table(COLUMNS, [summary(label, group) for label, group in [*sorted(groups.items()), ("all", sites)]]))
    rows, useful = Counter[str](), Counter[str]()
    for site in sites:
        for kind, points in site.rows:
            rows[kind] += 1
            useful[kind] += points < -site.margin
    print("\nuseful beyond the noise: " + ", ".join(f"{kind} {useful[kind]} of {rows[kind]}" for kind in sorted(rows)))
    failures = [failure for site in sites for failure in site.failures]
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
