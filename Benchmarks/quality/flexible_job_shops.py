#!/usr/bin/env python3
"""Flexible job shops (.fjs): imported, scheduled, judged by the referee, compared with the best known makespans.

    Benchmarks/scripts/fjssp.py ../shared/instances/fjsspw --seconds 10 --threads 1 --seeds 1 2 3

The folder has `*.fjs` and `best_known.csv` (instance, operations, upper_bound, lower_bound). Prints a table of makespans, gaps to
the upper bounds in percent and user seconds, and the schedules below the bounds; with --keep they stay as files. Ends with 1 if the
referee refuses any schedule.
"""

import argparse
import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}: {done.stderr}")
    return done.stdout


def user_seconds() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="*.fjs and best_known.csv")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--referee", type=Path, default=ROOT.parent / "shared/referee/referee.py")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--seconds", default="10")
    limit.add_argument("--iterations", help="instead of seconds: the same schedules on any machine")
    parser.add_argument("--threads", default="1")
    parser.add_argument("--seeds", nargs="+", default=["1"])
    parser.add_argument("--only", nargs="+", help="names of instances")
    parser.add_argument("--keep", type=Path, help="a folder for sites, demands and schedules")
    options = parser.parse_args()
    length = ["--iterations", options.iterations] if options.iterations else ["--seconds", options.seconds]

    with open(options.folder / "best_known.csv", newline="") as file:
        bounds = {row["instance"]: int(row["upper_bound"]) for row in csv.DictReader(file)}
    names = [name for name in bounds if not options.only or name in options.only]
    refused = 0
    below: list[str] = []
    means: list[float] = []
    print("| instance | bound | " + " | ".join(f"seed {seed}" for seed in options.seeds) + " | median gap | user s |")
    print("|---|---:|" + "---:|" * len(options.seeds) + "---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            case = (options.keep or Path(scratch)) / name
            run(str(options.bayline), "import", str(options.folder / f"{name}.fjs"), "--out", str(case), "--force", "--quiet")
            files = ["--site", str(case / "site.json"), "--demand", str(case / "demand.json")]
            makespans: list[int] = []
            before = user_seconds()
            for seed in options.seeds:
                out = str(case / f"schedule-{seed}.json")
                run(str(options.bayline), "schedule", *files, *length, "--threads", options.threads, "--seed", seed,
                    "--quiet", "--out", out)
                makespans.append(json.loads(Path(out).read_text())["cost"]["total"])
            used = (user_seconds() - before) / len(options.seeds)
            for seed, makespan in zip(options.seeds, makespans):
                # The referee computes every term anew: the total is the makespan only if nothing is left out.
                out = str(case / f"schedule-{seed}.json")
                judged = subprocess.run([sys.executable, str(options.referee), *files, "--json", out],
                                        capture_output=True, text=True)
                verdict = json.loads(judged.stdout) if judged.stdout else {}
                if judged.returncode != 0 or verdict.get("cost", {}).get("total") != makespan:
                    refused += 1
                    print(f"refused: {out}\n{judged.stdout}{judged.stderr}", file=sys.stderr)
                elif makespan < bounds[name]:
                    below.append(f"{name}, seed {seed}: {makespan} < {bounds[name]}")
            gap = 100 * (statistics.median(makespans) / bounds[name] - 1)
            means.append(gap)
            print(f"| {name} | {bounds[name]} | " + " | ".join(map(str, makespans)) + f" | {gap:+.1f}% | {used:.1f} |",
                  flush=True)
    print(f"\nmean of the median gaps {statistics.mean(means):+.2f}%, worst {max(means):+.1f}%, "
          f"at or below the bound: {sum(gap <= 0 for gap in means)} of {len(means)}; refused by the referee: {refused}")
    print("\nBelow the bound:\n" + "\n".join(below))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
