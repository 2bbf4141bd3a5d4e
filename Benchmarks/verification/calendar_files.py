#!/usr/bin/env python3
"""Writes calendars of generated cases and reads each with the Python library `icalendar`, against the schedule.

    calendars_check.py [--profiles P,P] [--cases N] [--seed S] [--iterations N] [--zones Z,Z] [--bayline PROGRAM] [--keep DIR]

Each case is scheduled in a time zone of the list (the case's dates stay, so some lie on days on which clocks change) and
reported in both languages; every other one has its ids, names and remarks replaced by hostile ones: line breaks,
`BEGIN:VEVENT`, `;`, quotes, emoji, control characters, ids that differ by capitals alone, remarks of 10 kB. A case of its own has
work in the nights on which clocks change. Of the files it is asked that

- there is one for each advisor and technician, under a name of its own even where capitals do not count;
- lines end in CR LF and have at most 75 bytes of UTF-8; the library reads them without a single error;
- the events are those of the schedule, no more and no less: start, end, offset from UTC, place, appointment; operations that
  pause piece by piece, reckoned here minute by minute from the calendars of the site;
- the VTIMEZONE by itself, without the name of the zone, gives the offsets of the system's zone table;
- customers and phones stand in advisors' calendars alone, and remarks arrive there whole;
- alarms are a day and an hour before what has not begun, and for the first piece only;
- UIDs are unique in a file, and after another search with a later `now` the same things have the same UIDs, a higher SEQUENCE and
  a later DTSTAMP; the same input gives the same bytes.

Prints a table; exit status 1 if anything was otherwise, and then the files are kept in DIR.
Needs Python 3.11 and `icalendar`.
"""
from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Iterator, NamedTuple
from zoneinfo import ZoneInfo

import icalendar

ROOT = Path(__file__).resolve().parents[2]
ZONES = ("Asia/Shanghai,Europe/Berlin,America/New_York,Australia/Sydney,Asia/Kolkata,Africa/Casablanca,America/St_Johns,"
         "Australia/Lord_Howe,Africa/Cairo,Europe/Dublin,Antarctica/Troll,America/Santiago,Pacific/Chatham,UTC")
LANGUAGES = "zh-Hans", "en"
WEEKDAYS = "mon", "tue", "wed", "thu", "fri", "sat", "sun"
MINUTE = timedelta(minutes=1)
HOSTILE = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:1;,:\\\"'^\u2028\u0085\u000b\u0000\u001b[2J=cmd 😀👩‍👩‍👧e\u0301 "
CUSTOMER, PHONE = "Zebulon Quux", "+00 555 0100"


class Entry(NamedTuple):
    """An event as it should be."""
    key: tuple[str, ...]  # what it is, whatever its time: the same in each schedule
    appointment: str
    start: datetime
    end: datetime
    location: str | None
    reminded: bool


# ---------------------------------------------------------------- what the schedule says

def civil(text: str) -> datetime:
    return datetime.fromisoformat(text)


def working(site: dict[str, Any], name: str | None, minute: datetime) -> bool:
    """Whether a calendar works in the minute from a time on."""
    if name is None:
        return True
    calendar = site["calendars"][name]
    day = minute.date().isoformat()
    spans = calendar.get("dates", {}).get(day, calendar.get("weekly", {}).get(WEEKDAYS[minute.weekday()], []))
    return any(start <= minute.strftime("%H:%M") < end for start, end in spans)


def pieces(site: dict[str, Any], placed: dict[str, Any]) -> list[tuple[datetime, datetime]]:
    """The stretches of common working time of an operation."""
    people = {person["id"]: person["calendar"] for person in site["technicians"]}
    bays = {bay["id"]: bay.get("calendar") for bay in site["bays"]}
    names = {people[name] for name in placed["technicians"]} | {bays[placed["bay"]] if "bay" in placed else None}
    found: list[tuple[datetime, datetime]] = []
    time, end = civil(placed["start"]), civil(placed["end"])
    while time < end:
        if all(working(site, name, time) for name in names):
            if found and found[-1][1] == time:
                found[-1] = found[-1][0], time + MINUTE
            else:
                found.append((time, time + MINUTE))
        time += MINUTE
    return found or [(civil(placed["start"]), end)]


def expected(site: dict[str, Any], demand: dict[str, Any], schedule: dict[str, Any]) -> dict[tuple[str, str], list[Entry]]:
    """The events of each person, by role and id."""
    events: dict[tuple[str, str], list[Entry]] = {("advisor", one["id"]): [] for one in site.get("advisors", [])}
    events |= {("technician", one["id"]): [] for one in site.get("technicians", [])}
    reception = site.get("booking", {}).get("receptionMinutes", 15) * MINUTE
    wanted = {one["id"]: one for one in demand["appointments"]}
    names = {bay["id"]: bay.get("name") for bay in site["bays"]}
    for visit in schedule["assignments"]:
        name, job = visit["appointment"], wanted[visit["appointment"]]
        advisor = visit.get("advisor", job.get("receivedBy"))
        if advisor is not None:
            arrival, ready = civil(visit.get("arrival", job.get("arrived"))), civil(visit["ready"])
            events["advisor", advisor] += [
                Entry(("arrival", name), name, arrival, arrival + reception, None, True),
                Entry(("ready", name), name, ready, ready + reception, None, True)]
        for placed, operation in zip(visit["operations"], job["operations"]):
            split = operation.get("splittable", False)
            spans = pieces(site, placed) if split else [(civil(placed["start"]), civil(placed["end"]))]
            bay = placed.get("bay")
            place = None if bay is None else bay if names[bay] in (None, "", bay) else f"{names[bay]} ({bay})"
            for technician in set(placed["technicians"]):
                events["technician", technician] += [
                    Entry(("operation", name, operation["id"], str(i)), name, start, end, place, i == 0)
                    for i, (start, end) in enumerate(spans)]
    return events


# ---------------------------------------------------------------- what the files say

def file_name(role: str, name: str) -> str:
    """The documented name of a file."""
    out, small = "", False
    for byte in name.encode():
        sign = chr(byte)
        if sign.isascii() and sign.isalpha():
            out, small = out + ("_" if sign.islower() != small else "") + sign, sign.islower()
        else:
            out += sign if sign.isdigit() and byte < 128 or sign == "-" else f"~{byte:02X}"
    if len(out) > 100:
        checksum = 0xCBF29CE484222325  # FNV-1a of 64 bits
        for byte in name.encode():
            checksum = (checksum ^ byte) * 0x100000001B3 % 2**64
        out = f"{out[:80]}~~{checksum:X}"
    return f"{role}-{out}.ics"


def normal(text: str) -> str:
    """A text as a calendar can hold it."""
    text = re.sub("\r\n|\r|\u0085|\u2028|\u2029", "\n", text).replace("\t", " ")
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", "", text)


def shown(zone: ZoneInfo, time: datetime) -> datetime:
    """A civil time as clocks show it: one that they skip becomes the moment they skip to."""
    while time.replace(tzinfo=zone).astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None) != time:
        time += MINUTE
    return time


def line_faults(data: bytes) -> Iterator[str]:
    if not data.endswith(b"END:VCALENDAR\r\n") or re.search(rb"[^\r]\n|\r[^\n]", data):
        yield "a line does not end in CR LF"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} bytes"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a line ends within a character"


def moment(event: Any, name: str) -> datetime:
    return event.decoded(name).replace(tzinfo=None)


def file_faults(
    data: bytes, role: str, entries: list[Entry], site: dict[str, Any], demand: dict[str, Any], uids: dict[tuple[str, ...], str],
    counts: Counter[str],
) -> Iterator[str]:
    """What is wrong with a file; notes the UIDs of what is in it."""
    yield from line_faults(data)
    calendar = icalendar.Calendar.from_ical(data)
    for component in calendar.walk():
        if component.errors:
            yield f"the library says {component.errors}"
    zone = ZoneInfo(site["timeZone"])
    alone = [part.to_tz(lookup_tzid=False) for part in calendar.walk("VTIMEZONE")]
    if len(alone) != 1 or str(calendar.walk("VTIMEZONE")[0]["TZID"]) != site["timeZone"]:
        yield "not exactly the site's VTIMEZONE"
    wanted = {one["id"]: one for one in demand["appointments"]}
    now = civil(demand.get("now", demand["horizon"]["from"] + "T00:00"))
    rest = list(calendar.walk("VEVENT"))
    counts["events"] += len(rest)
    if len({str(event["UID"]) for event in rest}) != len(rest):
        yield "a UID stands twice"
    if len(rest) != len(entries):
        yield f"{len(rest)} events for {len(entries)}"
    for entry in entries:
        start, end = shown(zone, entry.start), shown(zone, entry.end)
        tail = normal(entry.appointment)

        def fits(event: Any) -> bool:
            what = str(event["UID"]).split("@")[0].split(".")[1]
            return (moment(event, "DTSTART") == start and str(event["DESCRIPTION"]).endswith(tail)
                    and what == {"arrival": "arrival", "ready": "ready", "operation": "op"}[entry.key[0]]
                    and (moment(event, "DTEND") if "DTEND" in event else start) == max(start, end))

        found = [event for event in rest if fits(event) and uids.get(entry.key, str(event["UID"])) == str(event["UID"])]
        if not found:
            yield f"no event for {entry}"
            continue
        event = found[0]
        rest.remove(event)
        uids[entry.key] = str(event["UID"])
        for name, time in ("DTSTART", start), ("DTEND", end):
            if name not in event:
                continue
            counts["times"] += 1
            true = time.replace(tzinfo=zone)
            if event.decoded(name).utcoffset() != true.utcoffset():
                yield f"{name} of {entry}: another offset than the zone's"
            if any(time.replace(tzinfo=one).utcoffset() != true.utcoffset() for one in alone):
                yield f"{name} of {entry}: the VTIMEZONE gives {[time.replace(tzinfo=one).utcoffset() for one in alone]}"
        if entry.location is not None and str(event.get("LOCATION")) != normal(entry.location):
            yield f"place of {entry}: {event.get('LOCATION')!r}"
        text = str(event["DESCRIPTION"]) + str(event["SUMMARY"])
        card = wanted[entry.appointment]
        if role == "technician" and (PHONE in text or CUSTOMER in text):
            yield f"the customer stands in a technician's calendar: {entry}"
        if role == "advisor" and not all(normal(card.get(name, "")) in text for name in ("phone", "customer", "note")):
            yield f"the customer, phone or remark is missing: {entry}"
        triggers = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        due = [timedelta(days=-1), timedelta(hours=-1)] if entry.reminded and entry.start >= now else []
        counts["alarms"] += len(triggers)
        if triggers != due or any(alarm["ACTION"] != "DISPLAY" for alarm in event.walk("VALARM")):
            yield f"alarms {triggers} of {entry}"
        stamp = shown(zone, now).replace(tzinfo=zone).astimezone(timezone.utc)
        if event.decoded("DTSTAMP") != stamp:
            yield f"DTSTAMP {event.decoded('DTSTAMP')} for {stamp}"
        if event["SEQUENCE"] != max(0, (now - datetime(2000, 1, 1)) // MINUTE):
            yield f"SEQUENCE {event['SEQUENCE']}"


# ---------------------------------------------------------------- cases

def bayline(options: argparse.Namespace, *words: Any) -> None:
    made = subprocess.run([str(options.bayline), *map(str, words)], capture_output=True, encoding="utf-8", timeout=300)
    if made.returncode != 0:
        raise RuntimeError(f"bayline {words[0]} ended with {made.returncode}: {made.stderr.strip()[:800]}")


def renamed(value: Any, names: dict[str, str]) -> Any:
    """A JSON value with ids replaced wherever they stand."""
    if isinstance(value, dict):
        return {key: renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def make_hostile(site: dict[str, Any], demand: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names: dict[str, str] = {}
    for i, person in enumerate(site["advisors"] + site["technicians"]):
        # aa, aA, Aa, AA, … differ by capitals alone.
        case = "".join(sign.upper() if i >> n & 1 else sign for n, sign in enumerate("abcdef"))
        names[person["id"]] = case if i % 3 else (HOSTILE if i % 2 else "\r\n;/..\"😀") + case
    for i, bay in enumerate(site["bays"]):
        names[bay["id"]] = f"{HOSTILE}{i}"
    for i, job in enumerate(demand["appointments"]):
        names[job["id"]] = f"{HOSTILE}{i}" if i % 2 else f"{i}." + "长" * 300
        job["plate"], job["request"] = HOSTILE, HOSTILE * 3
        job["note"] = HOSTILE + "备注😀" * 1000
        for operation in job["operations"]:
            operation["name"] = HOSTILE
    site, demand = renamed(site, names), renamed(demand, names)
    site["name"] = HOSTILE
    return site, demand


def night_case(zone: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Work around every change of the clock in 2026, every quarter of an hour of the night."""
    tz, visits, jobs = ZoneInfo(zone), [], []
    day = datetime(2026, 1, 1)
    while day < datetime(2026, 12, 31):
        if day.replace(tzinfo=tz).utcoffset() != (day + timedelta(days=1)).replace(tzinfo=tz).utcoffset():
            for i in range(20):
                start = day + i * 15 * MINUTE
                times = [(start + n * 15 * MINUTE).isoformat(timespec="minutes") for n in range(4)]
                name = f"{day:%m%d}-{i}"
                jobs.append({"id": name, "kind": "repair", "operations": [{"id": "1", "minutes": 15, "bay": "lift", "trade": "m"}]})
                placed = {"operation": "1", "bay": "B", "technicians": ["T"], "start": times[1], "end": times[2]}
                visits.append({"appointment": name, "arrival": times[0], "advisor": "S", "ready": times[3], "operations": [placed]})
        day += timedelta(days=1)
    site = {"format": "bayline.site/1", "name": "night", "timeZone": zone, "hours": "all",
            "calendars": {"all": {"weekly": {name: [["00:00", "24:00"]] for name in WEEKDAYS}}},
            "advisors": [{"id": "S", "calendar": "all"}], "bays": [{"id": "B", "types": ["lift"]}],
            "technicians": [{"id": "T", "skills": {"m": 1}, "calendar": "all"}]}
    demand = {"format": "bayline.demand/1", "horizon": {"from": "2026-01-01", "days": 365}, "appointments": jobs}
    schedule = {"format": "bayline.schedule/1", "assignments": visits, "unscheduled": []}
    return site, demand, schedule


def reported(folder: Path, language: str, options: argparse.Namespace) -> dict[str, bytes]:
    out = folder / f"out-{language}"
    shutil.rmtree(out, ignore_errors=True)
    bayline(options, "report", "--site", folder / "site.json", "--demand", folder / "demand.json", "--schedule",
            folder / "schedule.json", "--format", "ics", "--lang", language, "--quiet", "--out", out)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def check(folder: Path, language: str, uids: dict[tuple[str, ...], str], options: argparse.Namespace,
          counts: Counter[str]) -> Iterator[str]:
    site, demand, schedule = (json.loads((folder / f"{name}.json").read_bytes()) for name in ("site", "demand", "schedule"))
    files = reported(folder, language, options)
    counts["files"] += len(files)
    counts["bytes"] += sum(map(len, files.values()))
    people = expected(site, demand, schedule)
    if len(files) != len(people) or len({name.lower() for name in files}) != len(people):
        yield f"{len(files)} files for {len(people)} people"
    for (role, name), entries in people.items():
        path = file_name(role, name)
        if path not in files:
            yield f"no file {path}"
            continue
        yield from (f"{path}: {text}" for text in file_faults(files[path], role, entries, site, demand, uids, counts))
    if len(set(uids.values())) != len(uids):
        yield "two things have the same UID"


def case_faults(folder: Path, options: argparse.Namespace, counts: Counter[str]) -> Iterator[str]:
    uids: dict[tuple[str, ...], str] = {}
    first = None
    for language in LANGUAGES:
        yield from check(folder, language, uids, options, counts)
        first = first or reported(folder, language, options)
    if first != reported(folder, LANGUAGES[0], options):
        yield "the same input, other bytes"
    # Another search, an hour later: the UIDs must be those noted before.
    demand = json.loads((folder / "demand.json").read_bytes())
    if not (folder / "scheduled").exists():
        return
    schedule_case(folder, options, options.seed + 1000)
    now = civil(demand.get("now", demand["horizon"]["from"] + "T00:00")) + timedelta(minutes=60)
    demand["now"] = now.isoformat(timespec="minutes")
    (folder / "demand.json").write_text(json.dumps(demand, ensure_ascii=False), encoding="utf-8")
    yield from check(folder, LANGUAGES[1], uids, options, counts)


def schedule_case(folder: Path, options: argparse.Namespace, seed: int) -> None:
    bayline(options, "schedule", "--site", folder / "site.json", "--demand", folder / "demand.json", "--threads", 1,
            "--iterations", options.iterations, "--seed", seed, "--quiet", "--out", folder / "schedule.json")
    (folder / "scheduled").touch()


def cases(profile: str, options: argparse.Namespace, root: Path) -> Iterator[tuple[str, Path]]:
    """Folders with site and demand."""
    if profile == "history":
        bayline(options, "generate", "--profile", profile, "--seed", options.seed, "--quiet", "--out", root)
        days = sorted(path.parent for path in root.glob("*/demand.json"))
        for day in days[:: max(1, len(days) // options.cases)][: options.cases]:
            if not (day / "site.json").exists():
                shutil.copy(root / "site.json", day)
            yield day.name, day
        return
    for seed in range(options.seed, options.seed + options.cases):
        bayline(options, "generate", "--profile", profile, "--seed", seed, "--quiet", "--out", root / str(seed))
        yield str(seed), root / str(seed)


def prepare(folder: Path, number: int, zone: str, options: argparse.Namespace) -> None:
    site, demand = (json.loads((folder / f"{name}.json").read_bytes()) for name in ("site", "demand"))
    if number % 2:
        site, demand = make_hostile(site, demand)
    site["timeZone"] = zone
    for job in demand["appointments"]:
        job["customer"], job["phone"] = CUSTOMER, PHONE
    for name, value in ("site", site), ("demand", demand):
        (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    schedule_case(folder, options, options.seed)


def told(label: str, folder: Path, options: argparse.Namespace, counts: Counter[str]) -> None:
    try:
        faults = list(case_faults(folder, options, counts))
    except (RuntimeError, ValueError) as error:
        faults = [str(error)]
    counts["cases"] += 1
    if faults:
        counts["wrong"] += 1
        shutil.copytree(folder, options.keep / label.replace(" ", "-").replace("/", "-"), dirs_exist_ok=True)
    for text in faults[:5]:
        print(f"{label}: {text[:600]}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profiles", default="demo,week,replan,body,history")
    parser.add_argument("--cases", type=int, default=4, help="of each profile")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--iterations", type=int, default=20)
    parser.add_argument("--zones", default=ZONES)
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--keep", type=Path, default=Path("disagreements"))
    options = parser.parse_args()
    zones = options.zones.split(",")
    columns = "cases", "wrong", "files", "events", "times", "alarms", "bytes"
    print("| profile |", " | ".join(columns), "|")
    total, number = Counter[str](), 0
    with tempfile.TemporaryDirectory() as name:
        for profile in [*filter(None, options.profiles.split(",")), "night"]:
            counts = Counter[str]()
            if profile == "night":
                for zone in zones:
                    folder = Path(name) / "night" / zone
                    folder.mkdir(parents=True)
                    for part, value in zip(("site", "demand", "schedule"), night_case(zone)):
                        (folder / f"{part}.json").write_text(json.dumps(value), encoding="utf-8")
                    told(f"night {zone}", folder, options, counts)
            else:
                for label, folder in cases(profile, options, Path(name) / profile):
                    zone = zones[number % len(zones)]
                    prepare(folder, number, zone, options)
                    told(f"{profile} {label} {zone}", folder, options, counts)
                    number += 1
                    shutil.rmtree(folder)
            print(f"| {profile} |", " | ".join(f"{counts[column]:,}" for column in columns), "|", flush=True)
            total += counts
    print("| all |", " | ".join(f"{total[column]:,}" for column in columns), "|")
    return 1 if total["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
