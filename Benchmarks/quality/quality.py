#!/usr/bin/env python3
"""How good and how fast: instances x seeds x time limits, as CSV and as tables.

    quality.py [--bayline PROGRAM] [--vs PROGRAM] [--seeds 1-5] [--limits 1x1 10x2 60x2] [--references CSV ...]
               [--cpsat SECONDSxWORKERS] [--python PYTHON] [--referee REFEREE.py] --out DIR CASE ...

A CASE is a folder with `site.json` (it may lie one folder up) and `demand.json`; a limit is seconds of search x threads. Every
run is a process of its own, and every schedule is judged by `bayline verify` and by the referee, if there is one.
DIR/results.csv has a row for each run, written as it ends; DIR/results.md has the medians over the seeds.

`--vs` measures another build in the same session: the two take turns, seed by seed, so that whatever else the machine does
meets both, and the figure is the ratio of the two runs of a pair. `--cpsat` runs cpsat.py (once a case, PYTHON having
OR-Tools) beside them. References are CSV files whose first column is the name of the case, with a cost (`cost`,
`total` or `cpsat_60s`) and perhaps a proven lower bound (`lower_bound` or `bound`).

Exit status: 0, or 1 if any run crashed or any schedule was rejected; 2 if a file is missing.
Needs Linux, Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import csv
import subprocess
import sys
from dataclasses import asdict, fields
from pathlib import Path

from runs import Case, Judges, Run, run
from tables import report

ROOT = Path(__file__).resolve().parents[2]
SHARED_REFEREE = ROOT.parent / "shared/referee/referee.py"
COSTS, BOUNDS = ("cost", "total", "cpsat_60s"), ("lower_bound", "bound")


def numbers(text: str) -> list[int]:
    """`1-5` or `1,4,9`."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def limit(text: str) -> tuple[float, int]:
    """`10x2`: seconds and threads."""
    seconds, _, threads = text.partition("x")
    return float(seconds), int(threads or 1)


def read_references(paths: list[Path]) -> dict[str, tuple[int, int | None]]:
    """Cost and lower bound by the name of the case."""
    found: dict[str, tuple[int, int | None]] = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                name = next(iter(row.values()))
                cost = next((row[column] for column in COSTS if row.get(column)), None)
                bound = next((row[column] for column in BOUNDS if row.get(column)), None)
                if cost is not None:
                    found[name] = int(cost), int(bound) if bound else None
    return found


def can_trace(program: Path) -> bool:
    """Older builds have no `--trace`."""
    done = subprocess.run([str(program), "schedule", "--help"], capture_output=True, text=True, check=False)
    return "--trace" in done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--vs", type=Path, metavar="PROGRAM", help="another build, in turns with the first")
    parser.add_argument("--seeds", type=numbers, default=numbers("1-5"), metavar="1-5")
    parser.add_argument("--limits", nargs="+", type=limit, default=[(10, 2)], metavar="10x2")
    parser.add_argument("--references", nargs="+", type=Path, default=[], metavar="CSV")
    parser.add_argument("--cpsat", type=limit, metavar="60x8", help="seconds x workers of CP-SAT")
    parser.add_argument("--python", default=sys.executable, help="a Python that has OR-Tools")
    parser.add_argument("--referee", type=Path, default=SHARED_REFEREE if SHARED_REFEREE.exists() else None)
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    options = parser.parse_args()
    cases = [Case(path) for path in options.cases]
    needed = [options.bayline, options.vs, options.referee, *options.references,
              *(Path(name) for case in cases for name in case.files[1::2])]
    missing = [str(path) for path in needed if path is not None and not path.exists()]
    if missing:
        print("\n".join(f"{path}: there is no such file" for path in missing), file=sys.stderr)
        return 2

    references = read_references(options.references)
    judges = Judges(options.bayline, options.referee)
    programs = {"bayline": options.bayline} | ({"other": options.vs} if options.vs else {})
    traced = {name: can_trace(path) for name, path in programs.items()}
    options.out.mkdir(parents=True, exist_ok=True)
    done: list[Run] = []
    with (options.out / "results.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, [field.name for field in fields(Run)])
        rows.writeheader()

        def note(row: Run) -> None:
            done.append(row)
            rows.writerow(asdict(row))
            file.flush()
            print(f"{row.case} {row.program} {row.limit} seed {row.seed}: "
                  f"{row.cost if row.cost is not None else '-'} {row.status}", file=sys.stderr, flush=True)

        for case in cases:
            reference = references.get(case.name, (None, None))[0]
            if options.cpsat:
                seconds, workers = options.cpsat
                command = [options.python, str(Path(__file__).with_name("cpsat.py")), "--seconds", str(seconds),
                           "--workers", str(workers)]
                row = Run(case.name, "cpsat", seconds, workers, 1)
                note(run(command, case, row, judges, reference))
                reference = reference if reference is not None else row.cost
            for seconds, threads in options.limits:
                for turn, seed in enumerate(options.seeds):
                    order = list(programs) if turn % 2 == 0 else list(reversed(programs))
                    for name in order:
                        command = [str(programs[name]), "schedule", "--seconds", str(seconds), "--threads", str(threads),
                                   "--seed", str(seed), "--quiet"]
                        row = Run(case.name, name, seconds, threads, seed)
                        note(run(command, case, row, judges, reference, traced[name]))
    text = report(done, references)
    (options.out / "results.md").write_text(text, encoding="utf-8")
    print(text)
    return 1 if any(row.status != "ok" for row in done) else 0


if __name__ == "__main__":
    sys.exit(main())
