#!/usr/bin/env python3
"""Allocations of one iteration of the search.

    allocations.py [--iterations N] [--seed N] [--bayline PROGRAM] CASE ...

A CASE is a folder with `site.json` and `demand.json`. `bayline schedule --threads 1` runs for N and for 2N iterations with
count_allocations.c between it and the C library; what the second run has more is what N iterations allocate: starting,
reading, the first schedule and writing cancel out, the reasons of visits left out nearly. The count does not
depend on what else the machine does. A round copies the state of its search: an inner loop without allocations shows as a
small fraction, not as 0.

Needs Linux with glibc, a C compiler (`cc`), Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNTER = Path(__file__).with_name("count_allocations.c")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE")
    parser.add_argument("--iterations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        library, told, out = Path(name) / "count.so", Path(name) / "count", Path(name) / "schedule.json"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(COUNTER)], check=True)
        environment = os.environ | {"LD_PRELOAD": str(library), "COUNT_ALLOCATIONS_TO": str(told)}

        def allocations(case: Path, iterations: int) -> int:
            subprocess.run([str(options.bayline), "schedule", "--site", str(case / "site.json"),
                            "--demand", str(case / "demand.json"), "--iterations", str(iterations), "--threads", "1", "--no-bound",
                            "--seed", str(options.seed), "--quiet", "--out", str(out)], env=environment, check=True)
            return int(told.read_text())

        print("| case | allocations without iterations | an iteration |\n|---|---:|---:|")
        for case in options.cases:
            none, once, twice = (allocations(case, times * options.iterations) for times in (0, 1, 2))
            print(f"| {case.name} | {none:,} | {(twice - once) / options.iterations:,.3f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
