"""Compares the cost changes of a million random insertions and removals with full evaluations.

Runs the test `RandomWalkTests` of the solver at length, in a release build in its own folder; the verifier checks the last
schedule. A third of the moves is made with each of three seeds. On the profiles made for scale (large, week, month, huge)
the sum of 64 changes is compared, on the others each. Every fourth removal is undone at once, which must restore every
account. `swift test` makes a few thousand of these moves in the debug build, which also checks every insertion against all
rules.

With `--small-days N` and CASEs, folders with `site.json` and `demand.json`, the walk is over the cases themselves and over N
small days with every member made from them (support/members.py), the moves shared among them.
"""
from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from support.members import small_day
from support.project import Case, argument_parser, load_referee, read_json, run_release_tests, write_json


def folders(cases: list[Path], count: int, seed: int, folder: Path) -> list[Path]:
    """The cases, and small days made from them in turn."""
    referee, made = load_referee(), [case.resolve() for case in cases]
    for i in range(count):
        case = Case(cases[i % len(cases)])
        site, demand = small_day(referee, read_json(case.site), read_json(case.demand), random.Random(f"{seed} {i}"))
        day = folder / f"{case.name}-{i}"
        day.mkdir()
        write_json(day / "site.json", site)
        write_json(day / "demand.json", demand)
        made.append(day)
    return made


def main() -> int:
    parser = argument_parser(__doc__, bayline=False)
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASE")
    parser.add_argument("--moves", type=int, default=1_000_000, help="moves on each profile, or on all cases")
    parser.add_argument("--profiles", default="", metavar="P,P,…", help="profiles of bayline generate; by default all")
    parser.add_argument("--small-days", type=int, default=0, metavar="N", help="small days made from the CASEs")
    parser.add_argument("--seed", type=int, default=1, help="seed of the small days")
    options = parser.parse_args()
    if options.small_days and not options.cases:
        parser.error("--small-days requires cases")
    filter = "RandomWalkTests.everyDelta"
    if not options.cases:
        return run_release_tests(filter, "--no-parallel", BAYLINE_RANDOM_WALK_MOVES=str(options.moves),
                                 BAYLINE_RANDOM_WALK_PROFILES=options.profiles)
    with tempfile.TemporaryDirectory() as name:
        walked = folders(options.cases, options.small_days, options.seed, Path(name))
        return run_release_tests(
            filter, "--no-parallel", BAYLINE_RANDOM_WALK_MOVES=str(-(-options.moves // len(walked))),
            BAYLINE_RANDOM_WALK_PROFILES="none", BAYLINE_RANDOM_WALK_CASES=":".join(map(str, walked)))


if __name__ == "__main__":
    sys.exit(main())
