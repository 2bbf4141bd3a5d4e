"""Mutates the inputs of all commands at random and checks what comes out.

A CASE is a folder with `site.json` and `demand.json`. It is scheduled without its last visit, which then is requested;
events, an uncertainty, scenarios, a spreadsheet, lines of a batch and their answers are made from it. One input of one
command is mutated: half of the times as in `fuzz-inputs`, else by values that its members may have, from elsewhere in the
file or moved a little. Every run must end within the time limit with exit status 0, 1 or 2, and

- with 1 or 2 it says why, and has written nothing;
- with 0 the referee accepts every schedule that was written, for the site and demand that it belongs to;
- lines of a batch are answered one by one.

Prints counts by command and exit status; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from support.mutation import mutate_bytes
from support.project import (
    DATASETS, INSTANCES, Case, Json, argument_parser, judge_files, keep_files, load_referee, make_schedule, objections,
    read_json, run, run_checked, write_json)
from verification.fuzz_inputs import TOKENS, Members, encode, mutate, report

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
CRASH = re.compile(r"Fatal error|fault of the program|程序错误|Traceback")
DEFAULT_CASES = [DATASETS / "small", DATASETS / "features", *sorted((DATASETS / "tiny").glob("*/")), INSTANCES / "small-1"]


# ---------------------------------------------------------------- mutations

def named_leaves(value: Any, name: str, found: list[tuple[list[Any], int, str]]) -> None:
    """The places of all values that are no containers, with the names of their members."""
    for index, child in enumerate(value):
        member, inner = child if isinstance(value, Members) else (name, child)
        if isinstance(inner, list):
            named_leaves(inner, member, found)
        else:
            found.append((value, index, member))


def leaf(container: list[Any], index: int) -> Any:
    return container[index][1] if isinstance(container, Members) else container[index]


def plausible(content: bytes, rng: random.Random) -> bytes:
    """Changes one to three values to others that they may have."""
    root = json.loads(content, object_pairs_hook=lambda pairs: Members(pairs))
    places: list[tuple[list[Any], int, str]] = []
    named_leaves(root, "", places)
    for _ in range(rng.randint(1, 3)):
        container, index, name = rng.choice(places)
        value = leaf(container, index)
        if isinstance(value, str) and TIME.fullmatch(value):
            moved = datetime.fromisoformat(value) + timedelta(minutes=rng.choice((-1440, -60, -15, -1, 1, 15, 60, 1440, 30_000)))
            value = moved.isoformat(timespec="minutes")
        elif isinstance(value, bool):
            value = not value
        elif isinstance(value, int):
            value = rng.choice((value + 1, value - 1, value * 2, 0, value + rng.randint(-60, 60)))
        else:
            value = rng.choice([leaf(*place[:2]) for place in places if place[2] == name])
        container[index] = (name, value) if isinstance(container, Members) else value
    return encode(root).encode("utf-8", "surrogatepass")


def mutated(path: Path, rng: random.Random) -> bytes:
    if path.suffix == ".json":
        return plausible(path.read_bytes(), rng) if rng.random() < 0.5 else mutate(path, rng)
    if path.suffix == ".jsonl":
        lines = path.read_bytes().splitlines()
        index = rng.randrange(len(lines))
        if rng.random() < 0.7:
            lines[index] = plausible(lines[index], rng)
            return b"\n".join(lines) + b"\n"
    return mutate_bytes(path.read_bytes(), rng, TOKENS)[0]


# ---------------------------------------------------------------- commands

@dataclass(frozen=True)
class Command:
    name: str
    arguments: list[str]
    inputs: list[str]
    """The files of which one is mutated."""
    written: list[str] = field(default_factory=list)
    schedules: list[tuple[str, str, str]] = field(default_factory=list)
    """Site, demand and schedule of each schedule that it writes."""
    stdin: str | None = None


BOOK = ["--site", "site.json", "--demand", "demand.json", "--schedule", "schedule.json"]
FILES = ["site.json", "demand.json", "schedule.json"]
ONE = ["--iterations", "2", "--threads", "1"]


def commands(day: str, visit: str) -> list[Command]:
    noon = f"{day}T11:00"
    new = [("site.json", "d.json", "s.json")]
    written = ["d.json", "s.json"]
    return [
        Command("schedule", ["schedule", *BOOK[:4], *ONE, "--from", "schedule.json", "--out", "s.json"], FILES, ["s.json"],
                [("site.json", "demand.json", "s.json")]),
        Command("schedule --keep", ["schedule", *BOOK[:4], *ONE, "--keep", "schedule.json", "--out", "s.json"], FILES, ["s.json"],
                [("site.json", "demand.json", "s.json")]),
        Command("verify", ["verify", *BOOK[:4], "schedule.json"], FILES),
        Command("explain", ["explain", *BOOK, visit, "--at", noon, "--json"], FILES),
        Command("offer", ["offer", *BOOK, "--request", "request.json", "--accept", "1", "--out", "d.json",
                          "--schedule-out", "s.json"], ["request.json", "request.json", *FILES], written, new),
        Command("replan", ["replan", *BOOK, "--events", "events.json", "--now", noon, "--iterations", "2", "--out", "s.json",
                           "--demand-out", "d.json", "--site-out", "t.json"], ["events.json", "events.json", *FILES],
                [*written, "t.json"], [("t.json", "d.json", "s.json")]),
        Command("cancel", ["cancel", visit, *BOOK, "--now", f"{day}T07:00", "--iterations", "2", "--out", "s.json",
                           "--demand-out", "d.json"], FILES, written, new),
        Command("move", ["move", visit, *BOOK, "--now", f"{day}T07:00"], FILES),
        Command("roll-over", ["roll-over", *BOOK, "--events", "events.json", "--now", f"{day}T23:00", "--next", "next.json",
                              "--out", "d.json"], ["events.json", "next.json", *FILES], ["d.json"]),
        Command("simulate", ["simulate", *BOOK, "--uncertainty", "uncertainty.json", "--replications", "2", "--threads", "1",
                             "--json", "--out", "o.json"], ["uncertainty.json", *FILES], ["o.json"]),
        Command("simulate --dispatcher replan", ["simulate", *BOOK, "--uncertainty", "uncertainty.json", "--replications", "1",
                                                 "--threads", "1", "--dispatcher", "replan", "--json", "--out", "o.json"],
                ["uncertainty.json", *FILES], ["o.json"]),
        Command("whatif", ["whatif", *BOOK[:4], "--scenarios", "scenarios.json", "--replications", "1", *ONE, "--noise", "0",
                           "--json", "--out", "o.json"], ["scenarios.json", "scenarios.json", "site.json", "demand.json"], ["o.json"]),
        Command("import", ["import", "visits.csv", "operations.csv", "parts.csv", "--site", "site.json", "--out", "d.json"],
                ["visits.csv", "visits.csv", "operations.csv", "parts.csv", "site.json"], ["d.json"]),
        Command("import --partial", ["import", "visits.csv", "operations.csv", "parts.csv", "--site", "site.json", "--partial",
                                     "--out", "d.json"], ["visits.csv", "operations.csv", "parts.csv"], ["d.json"]),
        Command("report", ["report", *BOOK, "--format", "html,csv,ics,text", "--out", "forms"], FILES, ["forms"]),
        Command("export", ["export", *BOOK[:4], "--out", "sheets"], FILES[:2], ["sheets"]),
        Command("batch", ["batch", "--iterations", "2", "--threads", "1"], ["lines.jsonl"], stdin="lines.jsonl"),
        Command("group", ["group", "schedules", "answers.jsonl", "--out", "o.json"], ["answers.jsonl"], ["o.json"]),
    ]


class Origin:
    """The unchanged inputs of a case."""

    def __init__(self, bayline: Path, source: Path, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        site, demand = read_json(Case(source).site), read_json(source / "demand.json")
        request: Json = demand["appointments"].pop()
        for member in ("booked", "arrived", "receivedBy"):
            request.pop(member, None)
        for operation in request["operations"]:
            operation.pop("locked", None)
        if not demand["appointments"]:
            demand["appointments"].append(request | {"id": "other"})
        for name, value in (("site", site), ("demand", demand), ("request", request)):
            write_json(folder / f"{name}.json", value)
        case = Case(folder)
        make_schedule(bayline, case, 20)
        self.day = demand["horizon"]["from"]
        visits = demand["appointments"]
        self.visit = visits[0]["id"]
        write_json(folder / "events.json", self.events(site, visits))
        following = (datetime.fromisoformat(self.day) + timedelta(days=1)).date().isoformat()
        write_json(folder / "next.json", {"format": "bayline.demand/1", "horizon": {"from": following}, "appointments": [request]})
        shutil.copyfile(DATASETS / "manager/uncertainty.json", folder / "uncertainty.json")
        scenarios = read_json(DATASETS / "manager/scenarios.json")
        scenarios["scenarios"] = scenarios["scenarios"][:2]
        write_json(folder / "scenarios.json", scenarios)
        run(bayline, "export", *case.arguments, "--out", folder / "sheets", "--quiet")
        for path in (folder / "sheets").glob("*.csv"):
            path.rename(folder / path.name)
        shutil.rmtree(folder / "sheets", ignore_errors=True)
        for name in ("operations.csv", "parts.csv", "visits.csv"):
            (folder / name).touch()
        schedule = read_json(case.schedule)
        lines = [{"id": "1", "site": site, "demand": demand}, {"id": "2", "command": "verify", "site": site, "demand": demand,
                                                              "schedule": schedule}]
        (folder / "lines.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        with (folder / "lines.jsonl").open("rb") as file, (folder / "answers.jsonl").open("wb") as out:
            subprocess.run([bayline, "batch", "--iterations", "2", "--threads", "1", "--quiet"], stdin=file, stdout=out, check=True)

    def events(self, site: Json, visits: list[Json]) -> Json:
        first, second = visits[0], visits[-1]
        technicians = [one["id"] for one in site["technicians"]]
        at = f"{self.day}T10:"
        events: list[Json] = [
            {"at": f"{at}10", "type": "overrun", "appointment": first["id"], "operation": first["operations"][0]["id"],
             "end": f"{self.day}T12:30"},
            {"at": f"{at}20", "type": "cancelled", "appointment": second["id"]},
        ]
        if technicians:
            events.append({"at": f"{at}30", "type": "absent", "technician": technicians[0], "until": f"{self.day}T14:00"})
        return {"format": "bayline.events/1", "events": events}


# ---------------------------------------------------------------- checks

def faults(bayline: Path, referee: Any, folder: Path, command: Command, timeout: float) -> tuple[str, list[str]]:
    """How a run ended, and what is wrong with it."""
    if command.stdin is not None:
        content = (folder / command.stdin).read_bytes()
    else:
        content = b""
    words = [str(bayline), *command.arguments, "--lang", "en"] + (["--quiet"] if command.name != "verify" else [])
    try:
        done = subprocess.run(words, cwd=folder, input=content, capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return "timed out", [f"no end within {timeout:g} s"]
    error = done.stderr.decode("utf-8", "replace")
    status = f"exit status {done.returncode}"
    if done.returncode not in (0, 1, 2) or CRASH.search(error):
        return status, [f"{status}: {error[-300:]}"]
    if command.name == "batch":
        answers, lines = done.stdout.splitlines(), [line for line in content.splitlines() if line.strip()]
        wrong = "" if len(answers) == len(lines) and all(map(is_object, answers)) else f"{len(lines)} lines, {len(answers)} answers"
        return status, [wrong] if wrong else []
    if done.returncode != 0:
        made = [name for name in command.written if (folder / name).exists()]
        silent = not (error.strip() or done.stdout.strip())
        return status, ([f"{status}, but wrote {made}"] if made else []) + ([f"{status} without a word"] if silent else [])
    found = []
    for files in command.schedules:
        try:
            verdict = judge_files(referee, *(folder / name for name in files))
            found += objections(verdict)
        except referee.InputError as problem:
            found.append(f"the referee rejects {files}: {problem}")
    return status, [f"accepted: {fault}" for fault in found[:3]]


def is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("cases", type=Path, nargs="*", default=DEFAULT_CASES, metavar="CASE")
    parser.add_argument("--count", type=int, default=20_000, help="mutations")
    parser.add_argument("--command", action="append", default=[], help="only this command; may be repeated")
    parser.add_argument("--seed", type=int, default=1, help="seed of the mutations")
    parser.add_argument("--timeout", type=float, default=20, help="seconds for each run")
    options = parser.parse_args()

    referee = load_referee(options.referee)
    bayline = options.bayline.resolve()
    rng = random.Random(options.seed)
    counts: Counter[str] = Counter()
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        origins = [Origin(bayline, source, Path(temporary) / f"{number}-{source.resolve().name}")
                   for number, source in enumerate(options.cases)]
        folder = Path(temporary) / "run"
        for number in range(options.count):
            origin = rng.choice(origins)
            known = commands(origin.day, origin.visit)
            command = rng.choice([one for one in known if not options.command or one.name in options.command])
            name = rng.choice(command.inputs)
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(origin.folder, folder)
            (folder / name).write_bytes(mutated(origin.folder / name, rng))
            result, found = faults(bayline, referee, folder, command, options.timeout)
            counts[f"{command.name}: {result}"] += 1
            for fault in found:
                print(f"{number} {command.name} ({origin.folder.name}, {name}): {fault}", flush=True)
            if found:
                failed += 1
                (folder / "command.txt").write_text(" ".join(command.arguments) + "\n", encoding="utf-8")
                keep_files(folder, options.keep, f"commands-{options.seed}-{number}")
    return report(counts, failed, options.count)


if __name__ == "__main__":
    sys.exit(main())
