"""Reads the calendar files of `bayline report` with the Python library `icalendar` and compares them with the schedule.

Each generated case is scheduled in one of the time zones (its dates stay, so that some are days on which clocks change)
and reported in both languages. Every other case gets hostile ids, names and notes: line breaks, `BEGIN:VEVENT`, `;`,
quotes, emoji, control characters, ids that differ in case only, notes of 10 kB. A separate case has work in the nights on
which clocks change. Checked of the files:

- there is one for each advisor and technician, and their names differ even where case does not count;
- lines end in CR LF and have at most 75 bytes of UTF-8; the library reads them without an error;
- the events are exactly those of the schedule: start, end, offset from UTC, location, appointment; splittable operations
  stretch by stretch, computed here minute by minute from the site's calendars;
- the VTIMEZONE alone, without the name of the zone, gives the offsets of the system's zone table;
- customers and phone numbers are in advisors' calendars only, and notes arrive there complete;
- alarms are one day and one hour before events that are not past, and for the first stretch of an operation only;
- UIDs are unique in a file; after another search with a later `now` they are the same, with a higher SEQUENCE and a later
  DTSTAMP; the same input gives the same bytes.

Prints a table; the exit status is 1 if any check failed. Needs the Python package `icalendar`.
"""
from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar

from support.markdown import table_header, table_row
from support.project import (
    WEEKDAYS, Case, Json, argument_parser, generate, keep_files, make_schedule, names, read_json, run_checked, spans_of_day,
    write_json)

ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "Africa/Casablanca",
         "America/St_Johns", "Australia/Lord_Howe", "Africa/Cairo", "Europe/Dublin", "Antarctica/Troll", "America/Santiago",
         "Pacific/Chatham", "UTC"]
LANGUAGES = "zh-Hans", "en"
COLUMNS = "cases", "failed", "files", "events", "times", "alarms", "bytes"
MINUTE = timedelta(minutes=1)
HOSTILE = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:1;,:\\\"'^\u2028\u0085\u000b\u0000\u001b[2J=cmd 😀👩‍👩‍👧e\u0301 "
CUSTOMER, PHONE = "Zebulon Quux", "+00 555 0100"

Key = tuple[str, ...]  # identifies an event in all schedules of a case, whatever its time


class Entry(NamedTuple):
    """An expected event."""

    key: Key
    appointment: str
    start: datetime
    end: datetime
    location: str | None
    has_alarms: bool


# ---------------------------------------------------------------- the expected events

def parsed(text: str) -> datetime:
    return datetime.fromisoformat(text)


def now_of(demand: Json) -> datetime:
    return parsed(demand.get("now", demand["horizon"]["from"] + "T00:00"))


def is_working(site: Json, calendar: str | None, minute: datetime) -> bool:
    if calendar is None:
        return True
    spans = spans_of_day(site["calendars"][calendar], minute.date())
    return any(start <= minute.strftime("%H:%M") < end for start, end in spans)


def stretches(site: Json, placed: Json) -> list[tuple[datetime, datetime]]:
    """The stretches of common working time of an operation."""
    people = {person["id"]: person["calendar"] for person in site["technicians"]}
    bays = {bay["id"]: bay.get("calendar") for bay in site["bays"]}
    calendars = {people[name] for name in placed["technicians"]} | {bays[placed["bay"]] if "bay" in placed else None}
    found: list[tuple[datetime, datetime]] = []
    time, end = parsed(placed["start"]), parsed(placed["end"])
    while time < end:
        if all(is_working(site, calendar, time) for calendar in calendars):
            if found and found[-1][1] == time:
                found[-1] = found[-1][0], time + MINUTE
            else:
                found.append((time, time + MINUTE))
        time += MINUTE
    return found or [(parsed(placed["start"]), end)]


def expected_events(site: Json, demand: Json, schedule: Json) -> dict[tuple[str, str], list[Entry]]:
    """The events of each person, by role and id."""
    events: dict[tuple[str, str], list[Entry]] = {("advisor", one["id"]): [] for one in site.get("advisors", [])}
    events |= {("technician", one["id"]): [] for one in site.get("technicians", [])}
    reception = site.get("booking", {}).get("receptionMinutes", 15) * MINUTE
    requested = {one["id"]: one for one in demand["appointments"]}
    bay_names = {bay["id"]: bay.get("name") for bay in site["bays"]}
    for visit in schedule["assignments"]:
        name, job = visit["appointment"], requested[visit["appointment"]]
        advisor = visit.get("advisor", job.get("receivedBy"))
        if advisor is not None:
            arrival, ready = parsed(visit.get("arrival", job.get("arrived"))), parsed(visit["ready"])
            events["advisor", advisor] += [
                Entry(("arrival", name), name, arrival, arrival + reception, None, True),
                Entry(("ready", name), name, ready, ready + reception, None, True)]
        for placed, operation in zip(visit["operations"], job["operations"]):
            is_split = operation.get("splittable", False)
            spans = stretches(site, placed) if is_split else [(parsed(placed["start"]), parsed(placed["end"]))]
            bay = placed.get("bay")
            location = None if bay is None else bay if bay_names[bay] in (None, "", bay) else f"{bay_names[bay]} ({bay})"
            for technician in set(placed["technicians"]):
                events["technician", technician] += [
                    Entry(("operation", name, operation["id"], str(i)), name, start, end, location, i == 0)
                    for i, (start, end) in enumerate(spans)]
    return events


def file_name(role: str, name: str) -> str:
    """The name of a person's file, as docs/calendars.md defines it."""
    out, is_lower = "", False
    for byte in name.encode():
        character = chr(byte)
        if character.isascii() and character.isalpha():
            out += ("_" if character.islower() != is_lower else "") + character
            is_lower = character.islower()
        else:
            out += character if character.isdigit() and byte < 128 or character == "-" else f"~{byte:02X}"
    if len(out) > 100:
        checksum = 0xCBF29CE484222325  # 64-bit FNV-1a
        for byte in name.encode():
            checksum = (checksum ^ byte) * 0x100000001B3 % 2**64
        out = f"{out[:80]}~~{checksum:X}"
    return f"{role}-{out}.ics"


def normalized(text: str) -> str:
    """A text as a calendar can represent it."""
    text = re.sub("\r\n|\r|\u0085|\u2028|\u2029", "\n", text).replace("\t", " ")
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", "", text)


def existing(zone: ZoneInfo, time: datetime) -> datetime:
    """A civil time that exists: one that clocks skip becomes the time that they skip to."""
    while time.replace(tzinfo=zone).astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None) != time:
        time += MINUTE
    return time


# ---------------------------------------------------------------- files

def line_failures(data: bytes) -> Iterator[str]:
    if not data.endswith(b"END:VCALENDAR\r\n") or re.search(rb"[^\r]\n|\r[^\n]", data):
        yield "a line does not end in CR LF"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} bytes"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a line break splits a character"


def civil_time(event: Any, name: str) -> datetime:
    return event.decoded(name).replace(tzinfo=None)


class Checker:
    """Checks the calendar files of one case and remembers the UIDs of their events."""

    def __init__(self, folder: Path, options: argparse.Namespace, counts: Counter[str]) -> None:
        self.case, self.options, self.counts = Case(folder), options, counts
        self.uids: dict[Key, str] = {}

    def failures(self, has_search: bool) -> Iterator[str]:
        """What is wrong with the files in both languages and, where there was a search, after another one."""
        first = None
        for language in LANGUAGES:
            yield from self.language_failures(language)
            first = first or self.report(language)
        if first != self.report(LANGUAGES[0]):
            yield "the same input gives other bytes"
        if not has_search:
            return
        # An hour later, with another schedule.
        make_schedule(self.options.bayline, self.case, self.options.iterations, "--seed", self.options.seed + 1000)
        demand = read_json(self.case.demand)
        demand["now"] = (now_of(demand) + 60 * MINUTE).isoformat(timespec="minutes")
        write_json(self.case.demand, demand)
        yield from self.language_failures(LANGUAGES[1])

    def report(self, language: str) -> dict[str, bytes]:
        """The files of the program, by name."""
        out = self.case.folder / f"out-{language}"
        shutil.rmtree(out, ignore_errors=True)
        run_checked(self.options.bayline, "report", *self.case.arguments, "--schedule", self.case.schedule,
                    "--format", "ics", "--lang", language, "--quiet", "--out", out)
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}

    def language_failures(self, language: str) -> Iterator[str]:
        site, demand, schedule = (read_json(path) for path in (self.case.site, self.case.demand, self.case.schedule))
        files = self.report(language)
        self.counts["files"] += len(files)
        self.counts["bytes"] += sum(map(len, files.values()))
        people = expected_events(site, demand, schedule)
        if len(files) != len(people) or len({name.lower() for name in files}) != len(people):
            yield f"{len(files)} files for {len(people)} people"
        for (role, name), entries in people.items():
            path = file_name(role, name)
            if path in files:
                yield from (f"{path}: {text}" for text in self.file_failures(files[path], role, entries, site, demand))
            else:
                yield f"no file {path}"
        if len(set(self.uids.values())) != len(self.uids):
            yield "two events have the same UID"

    def file_failures(self, data: bytes, role: str, entries: list[Entry], site: Json, demand: Json) -> Iterator[str]:
        yield from line_failures(data)
        calendar = icalendar.Calendar.from_ical(data)
        for component in calendar.walk():
            if component.errors:
                yield f"the library reports {component.errors}"
        zones = calendar.walk("VTIMEZONE")
        if len(zones) != 1 or str(zones[0]["TZID"]) != site["timeZone"]:
            yield "not exactly the site's VTIMEZONE"
        # The zones by their rules, not by their name.
        rules = [zone.to_tz(lookup_tzid=False) for zone in zones]
        events = list(calendar.walk("VEVENT"))
        self.counts["events"] += len(events)
        if len({str(event["UID"]) for event in events}) != len(events):
            yield "a UID occurs twice"
        if len(events) != len(entries):
            yield f"{len(events)} events, expected {len(entries)}"
        requested = {one["id"]: one for one in demand["appointments"]}
        zone = ZoneInfo(site["timeZone"])
        for entry in entries:
            start, end = existing(zone, entry.start), existing(zone, entry.end)
            event = next((event for event in events if self.matches(event, entry, start, end)), None)
            if event is None:
                yield f"no event for {entry}"
                continue
            events.remove(event)
            self.uids[entry.key] = str(event["UID"])
            yield from self.offset_failures(event, entry, start, end, zone, rules)
            yield from self.text_failures(event, entry, role, requested[entry.appointment])
            yield from self.alarm_failures(event, entry, now_of(demand))
            yield from revision_failures(event, now_of(demand), zone)

    def matches(self, event: Any, entry: Entry, start: datetime, end: datetime) -> bool:
        uid = str(event["UID"])
        kind = {"arrival": "arrival", "ready": "ready", "operation": "op"}[entry.key[0]]
        return (civil_time(event, "DTSTART") == start and uid.split("@")[0].split(".")[1] == kind
                and str(event["DESCRIPTION"]).endswith(normalized(entry.appointment))
                and (civil_time(event, "DTEND") if "DTEND" in event else start) == max(start, end)
                and self.uids.get(entry.key, uid) == uid)

    def offset_failures(self, event: Any, entry: Entry, start: datetime, end: datetime, zone: ZoneInfo, rules: list[Any]
                        ) -> Iterator[str]:
        for name, time in ("DTSTART", start), ("DTEND", end):
            if name not in event:
                continue
            self.counts["times"] += 1
            offset = time.replace(tzinfo=zone).utcoffset()
            if event.decoded(name).utcoffset() != offset:
                yield f"{name} of {entry}: not the zone's offset"
            by_rules = [time.replace(tzinfo=one).utcoffset() for one in rules]
            if any(one != offset for one in by_rules):
                yield f"{name} of {entry}: the VTIMEZONE gives {by_rules}"

    def text_failures(self, event: Any, entry: Entry, role: str, job: Json) -> Iterator[str]:
        if entry.location is not None and str(event.get("LOCATION")) != normalized(entry.location):
            yield f"location of {entry}: {event.get('LOCATION')!r}"
        text = str(event["DESCRIPTION"]) + str(event["SUMMARY"])
        if role == "technician" and (PHONE in text or CUSTOMER in text):
            yield f"the customer is in a technician's calendar: {entry}"
        if role == "advisor" and not all(normalized(job.get(name, "")) in text for name in ("phone", "customer", "note")):
            yield f"the customer, phone or note is missing: {entry}"

    def alarm_failures(self, event: Any, entry: Entry, now: datetime) -> Iterator[str]:
        alarms = event.walk("VALARM")
        triggers = [alarm.decoded("TRIGGER") for alarm in alarms]
        self.counts["alarms"] += len(triggers)
        expected = [timedelta(days=-1), timedelta(hours=-1)] if entry.has_alarms and entry.start >= now else []
        if triggers != expected or any(alarm["ACTION"] != "DISPLAY" for alarm in alarms):
            yield f"alarms {triggers} of {entry}"


def revision_failures(event: Any, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    stamp = existing(zone, now).replace(tzinfo=zone).astimezone(timezone.utc)
    if event.decoded("DTSTAMP") != stamp:
        yield f"DTSTAMP {event.decoded('DTSTAMP')}, expected {stamp}"
    sequence = max(0, (now - datetime(2000, 1, 1)) // MINUTE)
    if event["SEQUENCE"] != sequence:
        yield f"SEQUENCE {event['SEQUENCE']}, expected {sequence}"


# ---------------------------------------------------------------- cases

def renamed(value: Any, new_names: dict[str, str]) -> Any:
    """A JSON value with ids replaced wherever they occur."""
    if isinstance(value, dict):
        return {key: renamed(item, new_names) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, new_names) for item in value]
    return new_names.get(value, value) if isinstance(value, str) else value


def make_hostile(site: Json, demand: Json) -> tuple[Json, Json]:
    new_names: dict[str, str] = {}
    for i, person in enumerate(site["advisors"] + site["technicians"]):
        # Names such as abcdef, Abcdef, aBcdef, ABcdef, which differ in case only.
        name = "".join(letter.upper() if i >> n & 1 else letter for n, letter in enumerate("abcdef"))
        new_names[person["id"]] = name if i % 3 else (HOSTILE if i % 2 else "\r\n;/..\"😀") + name
    for i, bay in enumerate(site["bays"]):
        new_names[bay["id"]] = f"{HOSTILE}{i}"
    for i, job in enumerate(demand["appointments"]):
        new_names[job["id"]] = f"{HOSTILE}{i}" if i % 2 else f"{i}." + "长" * 300
        job["plate"], job["request"] = HOSTILE, HOSTILE * 3
        job["note"] = HOSTILE + "备注😀" * 1000
        for operation in job["operations"]:
            operation["name"] = HOSTILE
    site, demand = renamed(site, new_names), renamed(demand, new_names)
    site["name"] = HOSTILE
    return site, demand


def write_night_case(case: Case, zone: str) -> None:
    """Writes a case with work around every change of clocks in 2026, each quarter of an hour of the night."""
    tz, visits, jobs = ZoneInfo(zone), [], []
    day = datetime(2026, 1, 1)
    while day < datetime(2026, 12, 31):
        if day.replace(tzinfo=tz).utcoffset() != (day + timedelta(days=1)).replace(tzinfo=tz).utcoffset():
            for i in range(20):
                start = day + i * 15 * MINUTE
                times = [(start + n * 15 * MINUTE).isoformat(timespec="minutes") for n in range(4)]
                name = f"{day:%m%d}-{i}"
                jobs.append({"id": name, "kind": "repair",
                             "operations": [{"id": "1", "minutes": 15, "bay": "lift", "trade": "m"}]})
                placed = {"operation": "1", "bay": "B", "technicians": ["T"], "start": times[1], "end": times[2]}
                visits.append({"appointment": name, "arrival": times[0], "advisor": "S", "ready": times[3],
                               "operations": [placed]})
        day += timedelta(days=1)
    write_json(case.folder / "site.json", {
        "format": "bayline.site/1", "name": "night", "timeZone": zone, "hours": "all",
        "calendars": {"all": {"weekly": {name: [["00:00", "24:00"]] for name in WEEKDAYS}}},
        "advisors": [{"id": "S", "calendar": "all"}], "bays": [{"id": "B", "types": ["lift"]}],
        "technicians": [{"id": "T", "skills": {"m": 1}, "calendar": "all"}]})
    write_json(case.demand, {
        "format": "bayline.demand/1", "horizon": {"from": "2026-01-01", "days": 365}, "appointments": jobs})
    write_json(case.schedule, {"format": "bayline.schedule/1", "assignments": visits, "unscheduled": []})


def generated_cases(profile: str, options: argparse.Namespace, root: Path) -> Iterator[tuple[str, Case]]:
    """The labels and folders of generated cases."""
    if profile == "history":
        generate(options.bayline, root, profile, options.seed)
        days = sorted(path.parent for path in root.glob("*/demand.json"))
        for day in days[::max(1, len(days) // options.cases)][:options.cases]:
            if not (day / "site.json").exists():
                shutil.copy(root / "site.json", day)
            yield day.name, Case(day)
        return
    for seed in range(options.seed, options.seed + options.cases):
        yield str(seed), generate(options.bayline, root / str(seed), profile, seed)


def prepare(case: Case, is_hostile: bool, zone: str, options: argparse.Namespace) -> None:
    """Sets the zone and the customers of a case, and schedules it."""
    site, demand = read_json(case.site), read_json(case.demand)
    if is_hostile:
        site, demand = make_hostile(site, demand)
    site["timeZone"] = zone
    for job in demand["appointments"]:
        job["customer"], job["phone"] = CUSTOMER, PHONE
    write_json(case.site, site)
    write_json(case.demand, demand)
    make_schedule(options.bayline, case, options.iterations, "--seed", options.seed)


def check(label: str, case: Case, has_search: bool, options: argparse.Namespace, counts: Counter[str]) -> None:
    try:
        failures = list(Checker(case.folder, options, counts).failures(has_search))
    except (RuntimeError, ValueError) as error:
        failures = [str(error)]
    counts["cases"] += 1
    if failures:
        counts["failed"] += 1
        keep_files(case.folder, options.keep, label)
    for failure in failures[:5]:
        print(f"{label}: {failure[:600]}", flush=True)


def main() -> int:
    parser = argument_parser(__doc__, keep=True)
    parser.add_argument("--profiles", type=names, default=["demo", "week", "replan", "body", "history"], metavar="P,P,…",
                        help="profiles of bayline generate")
    parser.add_argument("--cases", type=int, default=4, help="cases of each profile")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first case of each profile")
    parser.add_argument("--iterations", type=int, default=20, help="iterations of each schedule")
    parser.add_argument("--zones", type=names, default=ZONES, metavar="Z,Z,…", help="time zones")
    options = parser.parse_args()
    print(table_header(["profile", *COLUMNS]))
    totals, number = Counter[str](), 0
    with tempfile.TemporaryDirectory() as name:
        for profile in [*options.profiles, "night"]:
            counts = Counter[str]()
            if profile == "night":
                for zone in options.zones:
                    case = Case(Path(name) / "night" / zone)
                    case.folder.mkdir(parents=True)
                    write_night_case(case, zone)
                    check(f"night {zone}", case, False, options, counts)
            else:
                for label, case in generated_cases(profile, options, Path(name) / profile):
                    zone = options.zones[number % len(options.zones)]
                    prepare(case, number % 2 == 1, zone, options)
                    check(f"{profile} {label} {zone}", case, True, options, counts)
                    number += 1
                    shutil.rmtree(case.folder)
            print(table_row([profile, *(f"{counts[column]:,}" for column in COLUMNS)]), flush=True)
            totals += counts
    print(table_row(["all", *(f"{totals[column]:,}" for column in COLUMNS)]))
    return 1 if totals["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
