"""Compares the lower bound with the optimum of many random tiny sites, by trying all of their schedules.

Runs the test `BoundValidityTests` of the solver at length, in a release build in its own folder: tiny sites drawn with every
member of the problem, the optimum by exhaustive search, the bound after eight steps. `swift test` checks a few hundred.
"""
from __future__ import annotations

import sys

from support.project import argument_parser, run_release_tests


def main() -> int:
    parser = argument_parser(__doc__, bayline=False)
    parser.add_argument("--sites", type=int, default=100_000, help="number of sites")
    parser.add_argument("--first", type=int, default=1, metavar="SEED", help="seed of the first site")
    options = parser.parse_args()
    return run_release_tests(
        "BoundValidityTests.noScheduleOfARandomSite", BAYLINE_BOUND_SITES=str(options.sites),
        BAYLINE_BOUND_FIRST_SEED=str(options.first))


if __name__ == "__main__":
    sys.exit(main())
