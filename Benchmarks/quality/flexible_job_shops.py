"""Schedules flexible job shops and compares the makespans with the best known ones.

FOLDER has `*.fjs` files (FJSSP-W or FJSPLib) and `best_known.csv` with columns instance and upper_bound.
Each instance is imported, scheduled with each seed and judged by the referee. Prints the makespans, the median gap to the
upper bound and the user seconds of each instance, and the schedules below the bounds; the exit status is 1 if a file is not
accepted or the referee objects to a schedule.
"""
from __future__ import annotations

import csv
import resource
import statistics
import sys
import tempfile
from pathlib import Path

from support.markdown import table_header, table_row
from support.project import (
    INSTANCES, Case, argument_parser, judge_files, load_referee, objections, read_json, run, run_checked)


def user_seconds() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def main() -> int:
    parser = argument_parser(__doc__, referee=True)
    parser.add_argument("folder", type=Path, nargs="?", default=INSTANCES / "fjsspw", metavar="FOLDER",
                        help="*.fjs and best_known.csv")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--seconds", default="10", help="limit of each search")
    limit.add_argument("--iterations", help="limit that gives the same schedules on any machine, instead of seconds")
    parser.add_argument("--threads", default="1", help="threads of each search")
    parser.add_argument("--seeds", nargs="+", default=["1"], metavar="S", help="seeds of the searches")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="names of instances")
    parser.add_argument("--out", type=Path, metavar="DIR", help="keep sites, demands and schedules here")
    options = parser.parse_args()
    search = ["--iterations", options.iterations] if options.iterations else ["--seconds", options.seconds]
    referee = load_referee(options.referee)

    with open(options.folder / "best_known.csv", newline="", encoding="utf-8") as file:
        bounds = {row["instance"]: int(row["upper_bound"]) for row in csv.DictReader(file)}
    failed = 0
    below: list[str] = []
    gaps: list[float] = []
    print(table_header(["instance", "bound", *(f"seed {seed}" for seed in options.seeds), "median gap", "user s"]))
    with tempfile.TemporaryDirectory() as temporary:
        for name in bounds:
            if options.only and name not in options.only:
                continue
            case = Case((options.out or Path(temporary)) / name)
            imported = run(options.bayline, "import", options.folder / f"{name}.fjs", "--out", case.folder, "--force",
                           "--quiet")
            if imported.returncode != 0:
                failed += 1
                print(imported.stderr.strip(), file=sys.stderr)
                print(table_row([name, bounds[name], *("–" for _ in options.seeds), "–", "–"]), flush=True)
                continue
            makespans: list[int] = []
            seconds = 0.0
            for seed in options.seeds:
                out = case.folder / f"schedule-{seed}.json"
                before = user_seconds()
                run_checked(options.bayline, "schedule", *case.arguments, "--nominal", *search, "--threads",
                            options.threads, "--seed", seed, "--quiet", "--out", out, timeout=86_400)
                seconds += user_seconds() - before
                # The total is the makespan only if nothing is unscheduled; the referee counts every term.
                makespan = read_json(out)["cost"]["total"]
                makespans.append(makespan)
                verdict = judge_files(referee, case.site, case.demand, out)
                if objections(verdict) or verdict.total != makespan:
                    failed += 1
                    print(f"{name}, seed {seed}: {'; '.join(objections(verdict)[:3]) or f'total {verdict.total}'}",
                          file=sys.stderr)
                elif makespan < bounds[name]:
                    below.append(f"{name}, seed {seed}: {makespan} < {bounds[name]}")
            gap = 100 * (statistics.median(makespans) / bounds[name] - 1)
            gaps.append(gap)
            mean_seconds = seconds / len(options.seeds)
            print(table_row([name, bounds[name], *makespans, f"{gap:+.1f}%", f"{mean_seconds:.1f}"]), flush=True)
    print(f"\nmean of the median gaps {statistics.mean(gaps):+.2f}%, worst {max(gaps):+.1f}%, "
          f"at or below the bound: {sum(gap <= 0 for gap in gaps)} of {len(gaps)}; failed: {failed}")
    print("\nBelow the bound:\n" + "\n".join(below))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
