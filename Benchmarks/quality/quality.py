"""Measures the cost of schedules: cases x seeds x time limits, as CSV and as tables.

A CASE is a folder with `demand.json` and `site.json`, which may be one folder up; by default the instances beside the
project and their references. A limit is seconds of search x threads. Every run is its own process, and every schedule is
judged by `bayline verify` and, if there is one, by the referee. DIR/results.csv has a row for each run, written when it
ends; DIR/results.md has the medians over the seeds.

`--vs` compares with another build in the same session: the two take turns, seed by seed, so that both meet the same load of
the machine, and the result is the ratio of the runs of each pair. `--cpsat` also runs cpsat.py, once for each case, on a
Python that has OR-Tools. References are CSV files whose first column is the name of the case, with a cost (`cost`, `total`
or `cpsat_60s`) and optionally a proven lower bound (`lower_bound` or `bound`).

Exit status: 0; 1 if a run or a schedule failed; 2 if a file is missing. Needs Linux.
"""
from __future__ import annotations

import csv
import sys
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from quality.report import References, report
from quality.runs import Judges, Run, run_and_judge
from support.project import BENCHMARKS, INSTANCES, REFEREE, Case, argument_parser, run

COST_COLUMNS, BOUND_COLUMNS = ("cost", "total", "cpsat_60s"), ("lower_bound", "bound")


def numbers(text: str) -> list[int]:
    """The type of an option such as `1-5` or `1,4,9`."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def limit(text: str) -> tuple[float, int]:
    """The type of an option such as `10x2`: seconds and threads."""
    seconds, _, threads = text.partition("x")
    return float(seconds), int(threads or 1)


def read_references(paths: list[Path]) -> References:
    found: References = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                name = next(iter(row.values()))
                cost = next((row[column] for column in COST_COLUMNS if row.get(column)), None)
                bound = next((row[column] for column in BOUND_COLUMNS if row.get(column)), None)
                if cost is not None:
                    found[name] = int(cost), int(bound) if bound else None
    return found


def has_trace(program: Path) -> bool:
    """Whether a build knows `--trace`, which older ones do not."""
    return "--trace" in run(program, "schedule", "--help").stdout


def nominal_options(program: Path) -> list[str]:
    """`--nominal`, so that costs compare; older builds know no other plans."""
    return ["--nominal"] if "--nominal" in run(program, "schedule", "--help").stdout else []


def main() -> int:
    references = INSTANCES / "references.csv"
    parser = argument_parser(__doc__)
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASE", help="by default the instances beside the project",
                        default=sorted(path.parent for path in INSTANCES.glob("*/demand.json")))
    parser.add_argument("--vs", type=Path, metavar="PROGRAM", help="another build to compare with")
    parser.add_argument("--seeds", type=numbers, default=numbers("1-5"), metavar="1-5", help="seeds of the search")
    parser.add_argument("--limits", nargs="+", type=limit, default=[(10, 2)], metavar="10x2", help="seconds x threads")
    parser.add_argument("--references", nargs="+", type=Path, metavar="CSV", help="costs to compare with",
                        default=[references] if references.exists() else [])
    parser.add_argument("--cpsat", type=limit, metavar="60x8", help="also run CP-SAT: seconds x workers")
    parser.add_argument("--python", default=sys.executable, metavar="PROGRAM", help="a Python that has OR-Tools")
    parser.add_argument("--referee", type=Path, default=REFEREE if REFEREE.exists() else None, metavar="FILE",
                        help="the referee's Python file")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the results go")
    options = parser.parse_args()
    cases = [Case(path) for path in options.cases]
    needed = [options.bayline, options.vs, options.referee, *options.references,
              *(path for case in cases for path in (case.site, case.demand))]
    missing = [path for path in needed if path is not None and not path.exists()]
    for path in missing:
        print(f"{path}: no such file", file=sys.stderr)
    if missing:
        return 2

    known = read_references(options.references)
    judges = Judges(options.bayline, options.referee)
    programs = {"bayline": options.bayline} | ({"other": options.vs} if options.vs else {})
    traced = {name: has_trace(path) for name, path in programs.items()}
    nominal = {name: nominal_options(path) for name, path in programs.items()}
    options.out.mkdir(parents=True, exist_ok=True)
    done: list[Run] = []
    with (options.out / "results.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Run)])
        writer.writeheader()

        def record(row: Run) -> None:
            done.append(row)
            writer.writerow(asdict(row))
            file.flush()
            print(f"{row.case} {row.program} {row.limit} seed {row.seed}: "
                  f"{row.cost if row.cost is not None else '-'} {row.status}", file=sys.stderr, flush=True)

        for case in cases:
            reference = known.get(case.name, (None, None))[0]
            if options.cpsat:
                seconds, workers = options.cpsat
                command: list[Any] = [options.python, BENCHMARKS / "run", "cpsat", "--seconds", seconds,
                                      "--workers", workers]
                row = Run(case.name, "cpsat", seconds, workers, 1)
                record(run_and_judge(command, case, row, judges, reference))
                reference = reference if reference is not None else row.cost
            for seconds, threads in options.limits:
                for turn, seed in enumerate(options.seeds):
                    for name in list(programs) if turn % 2 == 0 else list(reversed(programs)):
                        command = [programs[name], "schedule", "--seconds", seconds, "--threads", threads, "--seed", seed,
                                   "--quiet", *nominal[name]]
                        row = Run(case.name, name, seconds, threads, seed)
                        record(run_and_judge(command, case, row, judges, reference, traced[name]))
    text = report(done, known)
    (options.out / "results.md").write_text(text, encoding="utf-8")
    print(text)
    return 1 if any(row.status != "ok" for row in done) else 0


if __name__ == "__main__":
    sys.exit(main())
