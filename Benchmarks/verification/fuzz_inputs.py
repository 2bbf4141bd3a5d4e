#!/usr/bin/env python3
"""Damages site and demand files at random and checks what `bayline schedule` makes of them.

    damaged_inputs.py [--count N] [--seed S] [--referee REFEREE.py] [--bayline PROGRAM] [--keep DIR] CASE ...

A CASE is a folder with `site.json` and `demand.json`. Each run shall end within the time limit with exit code 0 and
a schedule, or with exit code 2, faults on standard error as `FILE:PLACE: what is wrong; what to do`, and no schedule.
Exit code 2 shall agree with the referee's reader, but for the limits of docs/errors.md. Prints counts; exit code 1
if anything was otherwise, and then `--keep` keeps the files.

Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from judging import load_referee

ROOT = Path(__file__).resolve().parents[2]
# Messages of what Bayline refuses beyond the formats: a run that has no other is no disagreement.
LIMITS = ("is beyond what Bayline takes", "brackets are nested more than", "this escape is half of a character",
          "is encoded in another way", "the horizon reaches beyond the year")
PLACE = re.compile(r"(\$.*?|\d+:\d+): .+?; .+")
EXTREMES = (None, True, False, 0, 1, -1, 2**63 - 1, 2**63, -2**63, 10**30, 0.5, 1.0, 1e300, "", " ", "\0", "x", "24:00",
            "25:00", "2026-02-30", "9999-12-31", "0001-01-01T00:00", "9999-12-31T23:59", "2026-11-23T08:15:00",
            "２026-11-23", [], [[]], "e\u0301", "\u00e9", "\ud800")


class Members(list):
    """The members of an object, as pairs: so one can stand twice."""


def dump(value: Any) -> str:
    if isinstance(value, Members):
        return "{" + ", ".join(f"{json.dumps(name)}: {dump(member)}" for name, member in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dump, value)) + "]"
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


def damage_tree(root: Any, chance: random.Random) -> str:
    """One to three changes of a document's tree, in place; its text."""
    for _ in range(chance.randint(1, 3)):
        places = [place for place in containers(root, []) if place]
        if not places:
            break
        place = chance.choice(places)
        i = chance.randrange(len(place))
        named = isinstance(place, Members)
        change = chance.randrange(9)
        if change == 0:
            del place[i]
        elif change == 1:
            place.insert(chance.randrange(len(place) + 1), place[i])
        elif change == 2 and named:
            name = place[i][0]
            place[i] = (chance.choice((name + "x", "x-" + name, name.upper(), name[:-1], "")), place[i][1])
        elif change == 3:
            j = chance.randrange(len(place))
            place[i], place[j] = place[j], place[i]
        else:
            value = chance.choice(EXTREMES) if change < 6 else chance.choice(leaves(root, [0]))
            if change == 8:
                value = children(place)[i]
                value = value + chance.choice((-1, 1, 10**6)) if type(value) is int else Members() if not value else value
            place[i] = (place[i][0], value) if named else value
    return dump(root)


def damage_bytes(text: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, removed or doubled, or the end cut off."""
    data = bytearray(text)
    for _ in range(chance.randint(1, 3)):
        i = chance.randrange(max(1, len(data)))
        change = chance.randrange(4)
        if change == 0:
            data[i:i + 1] = bytes([chance.randrange(256)])
        elif change == 1:
            del data[i:i + chance.randint(1, 9)]
        elif change == 2:
            data[i:i] = data[i:i + chance.randint(1, 9)]
        else:
            data[i:i + 1] = chance.choice((b"\xef\xbb\xbf", b"NaN", b"\\u0041", b"\t", b"\0", b"{", b"]", b"01", b",", b"-"))
    if chance.random() < 0.1:
        del data[chance.randrange(len(data) + 1):]
    return bytes(data)


def damaged(path: Path, chance: random.Random) -> bytes:
    text = path.read_bytes()
    if chance.random() < 0.25:
        return damage_bytes(text, chance)
    root = json.loads(text, object_pairs_hook=lambda pairs: Members(pairs))
    return damage_tree(root, chance).encode("utf-8", "surrogatepass")



def refusal(referee: ModuleType, site: Path, demand: Path) -> str | None:
    """What the referee's reader complains of; None if it takes both files."""
    try:
        place = referee.read_site(referee.load(str(site)))
        referee.read_demand(referee.load(str(demand)), place)
    except referee.InputError as error:
        return str(error)
    return None


def check(bayline: Path, referee: ModuleType, folder: Path, seconds: float) -> tuple[str, list[str]]:
    """What a run came to, and what is wrong with it."""
    site, demand, out = folder / "site.json", folder / "demand.json", folder / "schedule.json"
    out.unlink(missing_ok=True)
    command = [bayline, "schedule", "--site", site, "--demand", demand, "--iterations", "1", "--threads", "1",
               "--lang", "en", "--quiet", "--out", out]
    try:
        run = subprocess.run([str(word) for word in command], capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return "time limit", [f"no end within {seconds:g} s"]
    faults = run.stderr.decode("utf-8", "replace").splitlines()
    complaint = refusal(referee, site, demand)
    wrong = []
    if run.returncode == 0:
        if not out.exists():
            wrong.append("exit code 0 without a schedule")
        if complaint is not None:
            wrong.append(f"taken, but the referee says: {complaint}")
        return "taken", wrong
    if run.returncode != 2:
        return "failed", [f"exit code {run.returncode}: {' '.join(faults[-3:])[:300]}"]
    if out.exists():
        wrong.append("exit code 2 with a schedule")
    if not faults:
        wrong.append("exit code 2 without a message")
    for line in faults:
        names = [f"{file}:" for file in (site, demand) if line.startswith(f"{file}:")]
        if not names or not PLACE.fullmatch(line[len(names[0]):]):
            wrong.append(f"no FILE:PLACE: what; advice: {line[:300]}")
    if complaint is not None:
        return "refused", wrong
    if all(any(limit in line for limit in LIMITS) for line in faults):
        return "refused by a limit", wrong
    return "refused", wrong + [f"refused, but the referee takes it: {faults[0][:300]}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--referee", type=Path, default=ROOT / "../shared/referee/referee.py")
    parser.add_argument("--count", type=int, default=500, help="damaged pairs of files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10, help="time limit of a run")
    parser.add_argument("--keep", type=Path, help="folder for the files of runs that went wrong")
    parser.add_argument("cases", type=Path, nargs="+", metavar="CASE")
    options = parser.parse_args()

    referee = load_referee(options.referee)
    chance = random.Random(options.seed)
    counts: Counter[str] = Counter()
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for number in range(options.count):
            case = chance.choice(options.cases)
            which = chance.choice(("site", "demand", "demand", "both"))
            for name in ("site", "demand"):
                file = case / f"{name}.json"
                text = damaged(file, chance) if which in (name, "both") else file.read_bytes()
                (folder / f"{name}.json").write_bytes(text)
            result, wrong = check(options.bayline, referee, folder, options.seconds)
            counts[result] += 1
            for line in wrong:
                print(f"{number} ({case.name}, {which}): {line}", flush=True)
            if wrong:
                failures += 1
                if options.keep:
                    shutil.copytree(folder, options.keep / str(number), dirs_exist_ok=True)
    for result, count in sorted(counts.items()):
        print(f"{result}: {count}")
    print(f"wrong: {failures} of {options.count}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
