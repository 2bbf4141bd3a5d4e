"""Counts the memory allocations of one iteration of the search.

A CASE is a folder with `site.json` and `demand.json`. `bayline schedule --threads 1` runs N and 2N iterations with
count_allocations.c preloaded; the difference is what N iterations allocate: starting, reading, the first schedule and
writing cancel out, the reasons of unscheduled visits almost. The count is the same on a busy machine. Each round copies the
state of its search, so an inner loop without allocations shows as a small fraction and not as 0.

Needs Linux with glibc and a C compiler (`cc`).
"""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from support.markdown import table_header, table_row
from support.project import Case, argument_parser

COUNTER = Path(__file__).with_name("count_allocations.c")


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE")
    parser.add_argument("--iterations", type=int, default=2000, metavar="N", help="iterations of the shorter run")
    parser.add_argument("--seed", type=int, default=1, help="seed of the search")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        library, count, out = Path(name) / "count.so", Path(name) / "count", Path(name) / "schedule.json"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(COUNTER)], check=True)
        environment = os.environ | {"LD_PRELOAD": str(library), "COUNT_ALLOCATIONS_TO": str(count)}

        def allocations(case: Case, iterations: int) -> int:
            command = [options.bayline, "schedule", *case.arguments, "--iterations", iterations, "--threads", 1,
                       "--no-bound", "--nominal", "--seed", options.seed, "--quiet", "--out", out]
            subprocess.run([str(word) for word in command], env=environment, check=True)
            return int(count.read_text())

        print(table_header(["case", "allocations without iterations", "per iteration"]))
        for case in map(Case, options.cases):
            without, once, twice = (allocations(case, times * options.iterations) for times in (0, 1, 2))
            print(table_row([case.name, f"{without:,}", f"{(twice - once) / options.iterations:,.3f}"]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
