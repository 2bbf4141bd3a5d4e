#!/usr/bin/env python3
"""Makes work orders and a time clock with known odd rows, and checks what `bayline import` makes of them.

    history_sheets.py [--orders N] [--seed S] [--encoding gb18030] [--limit SECONDS] [--bayline PROGRAM] [--keep DIR]

The two sheets have N orders (100,000) and about 1.8 stints for each, of a made-up workshop: names in several spellings, and a known number of odd
rows of each sort. The import shall list exactly these, with line, column and what was done; the history shall be what the script has in mind:
every visit with its outcome, times, people, bays and minutes, none more and none less. Prints the time of the import, and that of processors, which other programs disturb less; exit code 1 if anything
is otherwise, or slower than the limit. Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import csv
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
KINDS = {"定保": "maintenance", "首保": "firstService", "维修": "repair", "返修": "return", "事故": "accident"}
# Operations with their standard minutes, the type of bay and the trade.
OPERATIONS = [("更换机油机滤", 30, "express"), ("全车安全检查", 18, "express"), ("更换前制动片", 54, "lift"), ("更换制动液", 42, "lift"),
              ("轮胎换位", 30, "lift"), ("更换火花塞", 42, "express"), ("底盘异响检查", 48, "lift"), ("更换离合器", 300, "lift")]
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
PER_DAY = 100


def site() -> dict[str, Any]:
    """A workshop that is large enough for a hundred orders a day."""
    week = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    names = [s + g for g in GIVEN for s in SURNAMES]
    return {
        "format": "bayline.site/1", "name": "打卡测试店", "calendars": {"open": {"weekly": week}}, "hours": "open",
        "advisors": [{"id": f"SA{i + 1}", "name": names[i], "calendar": "open"} for i in range(8)],
        "bays": [{"id": f"B{i + 1:02}", "name": f"举升工位 {i + 1}", "types": ["express", "lift"]} for i in range(30)],
        "technicians": [{"id": f"T{i + 1:02}", "name": names[20 + i], "skills": {"mechanical": 2}, "calendar": "open"} for i in range(40)],
    }


def spelled(name: str, chance: random.Random) -> str:
    """A name in one of several spellings, that of the site most often."""
    return chance.choice((name, name, name, name, name[0] + " " + name[1:], name + "师傅", name[0] + "\u3000" + name[1:], " " + name))


def shown(moment: datetime, chance: random.Random) -> str:
    return chance.choice((f"{moment:%Y-%m-%d %H:%M}", f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment.minute:02}",
                          f"{moment:%Y-%m-%d %H:%M}:00"))


class Sheets:
    """The two tables, what is odd about them, and the visits that they stand for."""

    ORDERS = ["工单号", "车牌号", "客户", "业务类型", "开单时间", "预约时间", "完工时间", "承诺交车", "服务顾问", "项目", "状态", "备注", "VIN"]
    CLOCK = ["工单号", "作业", "技师", "工位", "开始时间", "结束时间"]

    def __init__(self, count: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.site = site()
        self.orders: list[list[str]] = []
        self.clock: list[list[str]] = []
        # (file, line, column, code, done)
        self.odd: Counter[tuple[str, int, str, str]] = Counter()
        self.visits: dict[tuple[str, str], Any] = {}
        self.free = dict.fromkeys(range(40), datetime.min)
        first = date(2023, 1, 2)
        for number in range(count):
            self.order(number, first + timedelta(days=number // PER_DAY))
        self.closing_words()

    def note(self, file: str, column: str, code: str, line: int | None = None) -> None:
        rows = self.orders if file == "orders.csv" else self.clock
        self.odd[(file, line or len(rows) + 2, column, code)] += 1

    def order(self, number: int, day: date) -> None:
        """One order with its stints; one in some has something odd."""
        chance = self.chance
        id = f"RO{day:%y%m%d}{number % PER_DAY:03}"
        at = datetime(day.year, day.month, day.day, 8) + timedelta(minutes=chance.randrange(0, 420))
        booked = at - timedelta(minutes=chance.randrange(-10, 20)) if chance.random() < 0.6 else None
        advisor = chance.randrange(8)
        kind = chance.choice(list(KINDS))
        row = [id, f"沪A{number:05}", "客户" + str(number % 977), kind, shown(at, chance), shown(booked, chance) if booked else "", "", "",
               spelled(self.site["advisors"][advisor]["name"], chance), "", "", "", f"LSV{number:014}"]
        expected: dict[str, Any] = {"outcome": "served", "kind": KINDS[kind], "advisor": f"SA{advisor + 1}", "came": at, "booked": booked,
                                    "operations": [], "known": booked is not None}
        draw = chance.randrange(1000)
        if draw < 20 and booked:
            return self.absent(row, expected, booked)
        if draw == 20:
            row[3] = "保羊"
            self.note("orders.csv", "D", "unknownKind")
            expected["kind"] = "repair"
        elif draw == 21:
            row[8] = "某某人"
            self.note("orders.csv", "I", "unknownAdvisor")
            expected["advisor"] = None
        elif draw == 22:
            row[4] = "昨天上午"
            self.note("orders.csv", "E", "unreadableTime")
            expected = {}
        elif draw == 23:
            row[4] = ""
            self.note("orders.csv", "E", "missingCell")
            expected = {}
        ends = self.stints(id, at, expected)
        if draw == 24:
            row[6] = shown(at - timedelta(hours=2), chance)
            self.note("orders.csv", "G", "beforeOpening")
            closed = None
        elif draw == 25 and ends:
            closed = ends - timedelta(minutes=5)
            row[6] = shown(closed, chance)
        else:
            closed = (ends or at) + timedelta(minutes=chance.randrange(5, 40))
            row[6] = shown(closed, chance)
        expected["closed"] = closed
        if draw == 25 and ends:
            for line, (_, end) in self.last_stints.items():
                if end > closed:
                    self.note("clock.csv", "F", "afterClosing", line)
            expected["closed"] = None
        self.orders.append(row)
        if expected.get("came") is None:
            return
        if not expected["operations"]:
            code = "orderWithoutUsableStints" if self.had_stints else "orderWithoutStints"
            self.note("orders.csv", "A", code, len(self.orders) + 1)
        else:
            self.visits[(f"{day}", id)] = expected
        if draw == 26:
            self.note("orders.csv", "A", "duplicateOrder")
            self.orders.append(row)

    def absent(self, row: list[str], expected: dict[str, Any], booked: datetime) -> None:
        row[4], row[9] = "", OPERATIONS[self.chance.randrange(7)][0]
        row[10] = self.chance.choice(("未到", "爽约", "取消：客户改期", "no-show"))
        expected.update(outcome="cancelled" if row[10].startswith("取消") else "noShow", came=None, advisor=None)
        self.orders.append(row)
        self.visits[(f"{booked:%Y-%m-%d}", row[0])] = expected

    def stints(self, id: str, at: datetime, expected: dict[str, Any]) -> datetime | None:
        """The stints of an order, one or two operations; returns the end of the last usable one."""
        chance = self.chance
        self.had_stints, self.last_stints = False, {}
        usable: list[tuple[int, int, int, datetime, datetime]] = []
        left_out = not expected
        if chance.randrange(1000) == 0:
            return None
        start = at + timedelta(minutes=chance.randrange(10, 30))
        for operation in chance.sample(range(8), chance.choice((1, 1, 2, 2, 2))):
            minutes = max(5, round(OPERATIONS[operation][1] * chance.uniform(0.7, 1.4)))
            parts = 2 if chance.random() < 0.1 else 1
            # Whoever has been free for longest, so that nobody is in two places.
            technician = min(self.free, key=self.free.__getitem__)
            bay = chance.randrange(30)
            for _ in range(parts):
                start = max(start, self.free[technician])
                end = start + timedelta(minutes=max(3, minutes // parts))
                row = [id, chance.choice((OPERATIONS[operation][0], " " + OPERATIONS[operation][0])),
                       spelled(self.site["technicians"][technician]["name"], chance), self.site["bays"][bay]["name"].replace(
                           " ", chance.choice((" ", " ", "", "\u3000"))), shown(start, chance), shown(end, chance)]
                who: int | None = technician
                where: int | None = bay
                take = True
                if left_out:
                    self.note("clock.csv", "A", "orderLeftOut")
                    take = False
                else:
                    draw = chance.randrange(2000)
                    if draw in (0, 1):
                        row[2], who = "", None
                        self.note("clock.csv", "C", "missingTechnician")
                    elif draw == 2:
                        row[2], who = "外援甲乙", None
                        self.note("clock.csv", "C", "unknownTechnician")
                    elif draw == 3:
                        row[3], where = "户外停车场", None
                        self.note("clock.csv", "D", "unknownBay")
                    elif draw == 4:
                        row[5], take = row[4], False
                        self.note("clock.csv", "F", "endNotAfterStart")
                    elif draw == 5:
                        row[5], take = shown(start + timedelta(hours=30), chance), False
                        self.note("clock.csv", "F", "longerThanADay")
                    elif draw == 6:
                        row[4], row[5], take = shown(start - 9 * DAY, chance), shown(end - 9 * DAY, chance), False
                        self.note("clock.csv", "E", "outsideOrder")
                    elif draw == 7:
                        row[0], take = id + "X", False
                        self.note("clock.csv", "A", "unknownOrder")
                    elif draw == 8:
                        row[4], take = "8点多", False
                        self.note("clock.csv", "E", "unreadableTime")
                    elif draw == 9:
                        row[4], take = "", False
                        self.note("clock.csv", "E", "missingCell")
                    if draw != 7:
                        self.had_stints = True
                line = len(self.clock) + 2
                self.clock.append(row)
                if take:
                    usable.append((operation, -1 if who is None else who, -1 if where is None else where, start, end))
                    self.last_stints[line] = (start, end)
                    if who is not None:
                        self.free[technician] = end
                start = end + timedelta(minutes=chance.randrange(0, 12))
        if not expected:
            return None
        done: dict[int, list[tuple[int, int, int, datetime, datetime]]] = defaultdict(list)
        for stint in usable:
            done[stint[0]].append(stint)
        for operation, its in sorted(done.items(), key=lambda item: min(s[3] for s in item[1])):
            begin, end = min(s[3] for s in its), max(s[4] for s in its)
            worked: Counter[int] = Counter()
            bays: Counter[int] = Counter()
            for _, who, where, one, other in its:
                worked[who] += (other - one) // MINUTE
                if where >= 0:
                    bays[where] += (other - one) // MINUTE
            minutes = max(worked.values())
            expected["operations"].append({
                "name": OPERATIONS[operation][0], "technicians": {f"T{w + 1:02}" for w in worked if w >= 0},
                "bay": f"B{bays.most_common(1)[0][0] + 1:02}" if bays else None, "start": begin, "end": end,
                "minutes": None if minutes == (end - begin) // MINUTE else minutes})
        return max((s[4] for s in usable), default=None)

    def closing_words(self) -> None:
        """What needs both tables: two more orders that overlap with nothing, and a technician in two places."""
        for index in range(25):
            day = date(2022, 12, 1) + timedelta(days=index)
            at = datetime(day.year, day.month, day.day, 9)
            for number in (1, 2):
                id = f"OV{index:03}-{number}"
                self.orders.append([id, f"沪B{index}{number}", "", "维修", shown(at, self.chance), "", shown(at + timedelta(hours=6), self.chance), "",
                                    "SA1", "", "", "", ""])
                start, end = at + timedelta(minutes=20 * number), at + timedelta(minutes=20 * number + 60)
                if number == 2:
                    self.note("clock.csv", "E", "overlap")
                self.clock.append([id, "全车安全检查", "T01", "B01", shown(start, self.chance), shown(end, self.chance)])
                self.visits[(f"{day}", id)] = {
                    "outcome": "served", "kind": "repair", "advisor": "SA1", "came": at, "booked": None, "known": False,
                    "closed": at + timedelta(hours=6), "operations": [{
                        "name": "全车安全检查", "technicians": {"T01"}, "bay": "B01", "start": start, "end": end, "minutes": None}]}

    def text(self, rows: list[list[str]]) -> str:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        return out.getvalue()


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def compare(sheets: Sheets, folder: Path) -> list[str]:
    """What is otherwise than the script has in mind."""
    wrong: list[str] = []
    with (folder / "odd-rows.csv").open(encoding="utf-8-sig", newline="") as file:
        found = Counter((Path(r[0]).name, int(r[1]), r[2], r[4]) for r in list(csv.reader(file))[1:])
    for key in (found - sheets.odd):
        wrong.append(f"odd row that is none: {key}")
    for key in (sheets.odd - found):
        wrong.append(f"odd row that was not told: {key}")
    names = {}
    seen = set()
    for path in sorted(folder.glob("*/actual.json")):
        day = path.parent.name
        actual, demand = json.loads(path.read_text()), json.loads((path.parent / "demand.json").read_text())
        known = {a["id"]: a for a in demand.get("appointments", [])}
        asked = dict(known) | {a["id"]: a for a in actual.get("requests", [])}
        names[day] = asked
        for visit in actual["visits"]:
            id = visit["appointment"]
            if "arrived" in asked[id]:
                continue
            expected = sheets.visits.get((day, id))
            seen.add((day, id))
            if expected is None:
                wrong.append(f"{day} {id}: nobody has made it up")
                continue
            got = {"outcome": visit["outcome"], "kind": asked[id]["kind"], "advisor": visit.get("advisor"), "came": moment(visit.get("came")),
                   "booked": moment(visit.get("booked", {}).get("arrival")), "known": id in known}
            for key, value in got.items():
                if value != expected[key]:
                    wrong.append(f"{day} {id}: {key} is {value}, {expected[key]} was expected")
            wanted = {o["id"]: o.get("name") for o in asked[id]["operations"]}
            if expected["outcome"] != "served":
                continue
            work = [{"name": wanted[o["operation"]].strip(), "technicians": set(o["technicians"]), "bay": o.get("bay"), "start": moment(o["start"]),
                     "end": moment(o["end"]), "minutes": o.get("minutes")} for o in visit["operations"]]
            if work != expected["operations"]:
                wrong.append(f"{day} {id}: operations are {work}, {expected['operations']} were expected")
            ready = expected["closed"] or max(o["end"] for o in expected["operations"]) + 15 * MINUTE
            if moment(visit["ready"]) != ready:
                wrong.append(f"{day} {id}: ready is {visit['ready']}, {ready} was expected")
    for key in sheets.visits.keys() - seen:
        wrong.append(f"{key}: is missing")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoding", default="gb18030")
    parser.add_argument("--limit", type=float, default=10)
    parser.add_argument("--bayline", default=str(ROOT / ".build/release/bayline"))
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    sheets = Sheets(options.orders, options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "site.json").write_text(json.dumps(sheets.site, ensure_ascii=False))
        for name, rows in (("orders.csv", [Sheets.ORDERS] + sheets.orders), ("clock.csv", [Sheets.CLOCK] + sheets.clock)):
            (folder / name).write_bytes(sheets.text(rows).encode(options.encoding))
        command = [options.bayline, "import", str(folder / "orders.csv"), str(folder / "clock.csv"), "--site", str(folder / "site.json"),
                   "--out", str(folder / "past"), "--force", "--lang", "en"]
        begin = time.monotonic()
        made = subprocess.run(command, capture_output=True, text=True)
        seconds = time.monotonic() - begin
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"orders {len(sheets.orders)}, stints {len(sheets.clock)}, odd {sheets.odd.total()}: {seconds:.2f} s "
              f"(processor {used.ru_utime + used.ru_stime:.2f} s)")
        for code, count in sorted(Counter(key[3] for key in sheets.odd.elements()).items()):
            print(f"  {code}: {count}")
        print(made.stderr.strip().splitlines()[-1] if made.stderr.strip() else "")
        wrong = [f"exit code {made.returncode}: {made.stderr[:2000]}"] if made.returncode else compare(sheets, folder / "past")
    for line in wrong[:40]:
        print(line)
    if len(wrong) > 40:
        print(f"… and {len(wrong) - 40} more")
    if seconds > options.limit:
        print(f"slower than {options.limit} s")
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
