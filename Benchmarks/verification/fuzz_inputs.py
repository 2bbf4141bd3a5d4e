"""Mutates site and demand files at random and checks how `bayline schedule` reads them.

A CASE is a folder with `site.json` and `demand.json`. Every run must end within the time limit, either with exit status
0 and a schedule, or with exit status 2, diagnostics on standard error as `FILE:PLACE: what is wrong; what to do`, and no
schedule. The referee's reader must reject the same files, except for those beyond the limits in docs/errors.md.

Prints counts; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from support.mutation import mutate_bytes
from support.project import Case, argument_parser, keep_files, load_referee, run

# Messages about Bayline's own limits: the referee may accept a file that is rejected with these alone.
LIMITS = ("is beyond what Bayline takes", "brackets are nested more than", "this escape is half of a character",
          "is encoded in another way", "the horizon reaches beyond the year")
DIAGNOSTIC = re.compile(r"(\$.*?|\d+:\d+): .+?; .+")
EXTREMES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**63 - 1, 2**63, -2**63, 10**30, 0.5, 1.0, 1e300, "", " ", "\0", "x", "24:00", "25:00",
    "2026-02-30", "9999-12-31", "0001-01-01T00:00", "9999-12-31T23:59", "2026-11-23T08:15:00", "２026-11-23", [], [[]],
    "e\u0301", "\u00e9", "\ud800")
TOKENS = (b"\xef\xbb\xbf", b"NaN", b"\\u0041", b"\t", b"\0", b"{", b"]", b"01", b",", b"-")


# ---------------------------------------------------------------- mutations

class Members(list):
    """The members of an object as pairs, so that a name can occur twice."""


def encode(value: Any) -> str:
    if isinstance(value, Members):
        return "{" + ", ".join(f"{json.dumps(name)}: {encode(member)}" for name, member in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(encode, value)) + "]"
    return json.dumps(value, ensure_ascii=isinstance(value, str) and "\ud800" in value)


def children(value: Any) -> list[Any]:
    return [member for _, member in value] if isinstance(value, Members) else value if isinstance(value, list) else []


def leaves(value: Any, found: list[Any]) -> list[Any]:
    for child in children(value):
        leaves(child, found)
    if not isinstance(value, list):
        found.append(value)
    return found


def containers(value: Any, found: list[list]) -> list[list]:
    if isinstance(value, list):
        found.append(value)
    for child in children(value):
        containers(child, found)
    return found


def mutate_tree(root: Any, rng: random.Random) -> str:
    """Makes one to three changes in a document's tree and returns its text."""
    for _ in range(rng.randint(1, 3)):
        candidates = [container for container in containers(root, []) if container]
        if not candidates:
            break
        container = rng.choice(candidates)
        i = rng.randrange(len(container))
        is_object = isinstance(container, Members)
        change = rng.randrange(9)
        if change == 0:
            del container[i]
        elif change == 1:
            container.insert(rng.randrange(len(container) + 1), container[i])
        elif change == 2 and is_object:
            name = container[i][0]
            container[i] = (rng.choice((name + "x", "x-" + name, name.upper(), name[:-1], "")), container[i][1])
        elif change == 3:
            j = rng.randrange(len(container))
            container[i], container[j] = container[j], container[i]
        else:
            value = rng.choice(EXTREMES) if change < 6 else rng.choice(leaves(root, [0]))
            if change == 8:
                value = children(container)[i]
                if type(value) is int:
                    value += rng.choice((-1, 1, 10**6))
                elif not value:
                    value = Members()
            container[i] = (container[i][0], value) if is_object else value
    return encode(root)


def mutate(path: Path, rng: random.Random) -> bytes:
    content = path.read_bytes()
    if rng.random() < 0.25:
        mutated, _ = mutate_bytes(content, rng, TOKENS)
        return mutated[:rng.randrange(len(mutated) + 1)] if rng.random() < 0.1 else mutated
    root = json.loads(content, object_pairs_hook=lambda pairs: Members(pairs))
    return mutate_tree(root, rng).encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- checks

def referee_error(referee: Any, case: Case) -> str | None:
    """The error of the referee's reader; None if it accepts both files."""
    try:
        site = referee.read_site(referee.load(str(case.site)))
        referee.read_demand(referee.load(str(case.demand)), site)
    except referee.InputError as error:
        return str(error)
    return None


def check(bayline: Path, referee: Any, case: Case, timeout: float) -> tuple[str, list[str]]:
    """The result of a run, and what is wrong with it."""
    case.schedule.unlink(missing_ok=True)
    try:
        done = run(bayline, "schedule", *case.arguments, "--iterations", 1, "--threads", 1, "--lang", "en", "--quiet",
                   "--out", case.schedule, timeout=timeout)
    except subprocess.TimeoutExpired:
        return "timed out", [f"no end within {timeout:g} s"]
    diagnostics = done.stderr.splitlines()
    error = referee_error(referee, case)
    failures = []
    if done.returncode == 0:
        if not case.schedule.exists():
            failures.append("exit status 0 without a schedule")
        if error is not None:
            failures.append(f"accepted, but the referee rejects it: {error}")
        return "accepted", failures
    if done.returncode != 2:
        return "crashed", [f"exit status {done.returncode}: {' '.join(diagnostics[-3:])[:300]}"]
    if case.schedule.exists():
        failures.append("exit status 2 with a schedule")
    if not diagnostics:
        failures.append("exit status 2 without a diagnostic")
    for line in diagnostics:
        prefix = next((f"{file}:" for file in (case.site, case.demand) if line.startswith(f"{file}:")), None)
        if prefix is None or not DIAGNOSTIC.fullmatch(line[len(prefix):]):
            failures.append(f"not `FILE:PLACE: what is wrong; what to do`: {line[:300]}")
    if error is not None:
        return "rejected", failures
    if all(any(limit in line for limit in LIMITS) for line in diagnostics):
        return "rejected by a limit", failures
    return "rejected", failures + [f"rejected, but the referee accepts it: {diagnostics[0][:300]}"]


def report(counts: Counter[str], failed: int, total: int) -> int:
    """Prints how many runs had which result and how many checks failed; the exit status."""
    for result, count in sorted(counts.items()):
        print(f"{result}: {count}")
    print(f"failed: {failed} of {total}")
    return 1 if failed else 0


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("cases", type=Path, nargs="+", metavar="CASE")
    parser.add_argument("--count", type=int, default=500, help="mutated pairs of files")
    parser.add_argument("--seed", type=int, default=1, help="seed of the mutations")
    parser.add_argument("--timeout", type=float, default=10, help="seconds for each run")
    options = parser.parse_args()

    referee = load_referee(options.referee)
    rng = random.Random(options.seed)
    counts: Counter[str] = Counter()
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for number in range(options.count):
            original = rng.choice(options.cases)
            target = rng.choice(("site", "demand", "demand", "both"))
            for name in ("site", "demand"):
                file = original / f"{name}.json"
                content = mutate(file, rng) if target in (name, "both") else file.read_bytes()
                (folder / f"{name}.json").write_bytes(content)
            result, failures = check(options.bayline, referee, Case(folder), options.timeout)
            counts[result] += 1
            for failure in failures:
                print(f"{number} ({original.name}, {target}): {failure}", flush=True)
            if failures:
                failed += 1
                keep_files(folder, options.keep, f"inputs-{number}")
    return report(counts, failed, options.count)


if __name__ == "__main__":
    sys.exit(main())
