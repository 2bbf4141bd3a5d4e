"""Compares the cost changes of a million random insertions and removals with full evaluations.

Runs the test `RandomWalkTests` of the solver at length, in a release build in its own folder; the verifier checks the last
schedule. A third of the moves is made with each of three seeds. On the profiles made for scale (large, week, month, huge)
the sum of 64 changes is compared, on the others each. `swift test` makes a few thousand of these moves in the debug build,
which also checks every insertion against all rules.
"""
from __future__ import annotations

import sys

from support.project import argument_parser, run_release_tests


def main() -> int:
    parser = argument_parser(__doc__, bayline=False)
    parser.add_argument("--moves", type=int, default=1_000_000, help="moves on each profile")
    parser.add_argument("--profiles", default="", metavar="P,P,…", help="profiles of bayline generate; by default all")
    options = parser.parse_args()
    return run_release_tests(
        "RandomWalkTests.everyDelta", "--no-parallel", BAYLINE_RANDOM_WALK_MOVES=str(options.moves),
        BAYLINE_RANDOM_WALK_PROFILES=options.profiles)


if __name__ == "__main__":
    sys.exit(main())
