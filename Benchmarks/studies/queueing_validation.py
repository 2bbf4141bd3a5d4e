"""Compares simulated waiting times with the formulas for M/M/1, M/M/3, M/D/1 and M/G/1.

Runs the test `QueueTests` of the simulation at length, in a release build in its own folder, and prints how many of the
95% intervals of the waiting time cover the formula.
"""
from __future__ import annotations

import sys

from support.project import argument_parser, run_release_tests


def main() -> int:
    parser = argument_parser(__doc__, bayline=False)
    parser.add_argument("--runs", type=int, default=400, help="simulations of each queue; fewer than 400 print nothing")
    options = parser.parse_args()
    return run_release_tests("QueueTests", BAYLINE_QUEUE_RUNS=str(options.runs))


if __name__ == "__main__":
    sys.exit(main())
