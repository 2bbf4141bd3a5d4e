"""Makes work orders and time clock entries with known anomalies, and checks how `bayline import` reads them.

The two sheets of an invented workshop have `--orders` orders and about 1.8 stints for each, with names in several
spellings and a known number of anomalies of each kind. The import must list exactly these, with file, line, column and
code, and the history must hold exactly the visits that were made: outcome, times, people, bays and minutes.

Prints the wall time and the processor time of the import, which other programs disturb less. The exit status is 1 if
anything differs or the import takes longer than the limit.
"""
from __future__ import annotations

import csv
import io
import random
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from support.project import Json, WEEKDAYS, argument_parser, read_json, run, write_json

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ORDER_COLUMNS = ["工单号", "车牌号", "客户", "业务类型", "开单时间", "预约时间", "完工时间", "承诺交车", "服务顾问", "项目", "状态", "备注",
                 "VIN"]
CLOCK_COLUMNS = ["工单号", "作业", "技师", "工位", "开始时间", "结束时间"]
KINDS = {"定保": "maintenance", "首保": "firstService", "维修": "repair", "返修": "return", "事故": "accident"}
# Operations with their standard minutes.
OPERATIONS = [("更换机油机滤", 30), ("全车安全检查", 18), ("更换前制动片", 54), ("更换制动液", 42), ("轮胎换位", 30), ("更换火花塞", 42),
              ("底盘异响检查", 48), ("更换离合器", 300)]
SURNAMES, GIVEN_NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
ORDERS_PER_DAY, ADVISORS, BAYS, TECHNICIANS = 100, 8, 30, 40


def make_site() -> Json:
    """A workshop large enough for a hundred orders per day."""
    names = [surname + given for given in GIVEN_NAMES for surname in SURNAMES]
    return {
        "format": "bayline.site/1", "name": "打卡测试店", "hours": "open",
        "calendars": {"open": {"weekly": {day: [["08:00", "18:00"]] for day in WEEKDAYS}}},
        "advisors": [{"id": f"SA{i + 1}", "name": names[i], "calendar": "open"} for i in range(ADVISORS)],
        "bays": [{"id": f"B{i + 1:02}", "name": f"举升工位 {i + 1}", "types": ["express", "lift"]} for i in range(BAYS)],
        "technicians": [{"id": f"T{i + 1:02}", "name": names[20 + i], "skills": {"mechanical": 2}, "calendar": "open"}
                        for i in range(TECHNICIANS)],
    }


def spelled(name: str, rng: random.Random) -> str:
    """A person's name in one of several spellings, mostly that of the site."""
    return rng.choice((name, name, name, name, name[0] + " " + name[1:], name + "师傅", name[0] + "\u3000" + name[1:],
                       " " + name))


def formatted(time: datetime, rng: random.Random) -> str:
    return rng.choice((f"{time:%Y-%m-%d %H:%M}", f"{time.year}/{time.month}/{time.day} {time.hour}:{time.minute:02}",
                       f"{time:%Y-%m-%d %H:%M}:00"))


class Anomaly(NamedTuple):
    file: str
    line: int
    column: str
    code: str


class Stint(NamedTuple):
    """A clock entry that the import can use; the technician or the bay may be unknown."""

    operation: int
    technician: int | None
    bay: int | None
    start: datetime
    end: datetime
    line: int


# ---------------------------------------------------------------- the sheets

class Sheets:
    """The two tables, their anomalies, and the visits that they describe."""

    def __init__(self, count: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.site = make_site()
        self.orders: list[list[str]] = []
        self.clock: list[list[str]] = []
        self.anomalies: Counter[Anomaly] = Counter()
        self.visits: dict[tuple[str, str], Json] = {}  # by day and order
        self.free_from = dict.fromkeys(range(TECHNICIANS), datetime.min)
        first = date(2023, 1, 2)
        for number in range(count):
            self.add_order(number, first + timedelta(days=number // ORDERS_PER_DAY))
        self.add_overlaps()

    def note(self, file: str, column: str, code: str, line: int | None = None) -> None:
        """Expects an anomaly, by default in the row that comes next."""
        rows = self.orders if file == "orders.csv" else self.clock
        self.anomalies[Anomaly(file, line or len(rows) + 2, column, code)] += 1

    def add_order(self, number: int, day: date) -> None:
        """Adds an order with its stints; about one order in forty is a no-show or has an anomaly."""
        rng = self.rng
        id = f"RO{day:%y%m%d}{number % ORDERS_PER_DAY:03}"
        opened = datetime(day.year, day.month, day.day, 8) + timedelta(minutes=rng.randrange(0, 420))
        booked = opened - timedelta(minutes=rng.randrange(-10, 20)) if rng.random() < 0.6 else None
        advisor = rng.randrange(ADVISORS)
        kind = rng.choice(list(KINDS))
        row = [id, f"沪A{number:05}", "客户" + str(number % 977), kind, formatted(opened, rng),
               formatted(booked, rng) if booked else "", "", "", spelled(self.site["advisors"][advisor]["name"], rng),
               "", "", "", f"LSV{number:014}"]
        visit: Json = {"outcome": "served", "kind": KINDS[kind], "advisor": f"SA{advisor + 1}", "came": opened,
                       "booked": booked, "operations": [], "known": booked is not None}
        is_readable = True
        draw = rng.randrange(1000)
        if draw < 20 and booked:
            self.add_no_show(row, visit, booked)
            return
        if draw == 20:
            row[3] = "保羊"
            self.note("orders.csv", "D", "unknownKind")
            visit["kind"] = "repair"
        elif draw == 21:
            row[8] = "某某人"
            self.note("orders.csv", "I", "unknownAdvisor")
            visit["advisor"] = None
        elif draw == 22:
            row[4] = "昨天上午"
            self.note("orders.csv", "E", "unreadableTime")
            is_readable = False
        elif draw == 23:
            row[4] = ""
            self.note("orders.csv", "E", "missingCell")
            is_readable = False
        has_stints, stints = self.add_stints(id, opened, is_readable)
        last_end = max((stint.end for stint in stints), default=None)
        closed = None
        if draw == 24:
            row[6] = formatted(opened - timedelta(hours=2), rng)
            self.note("orders.csv", "G", "beforeOpening")
        elif draw == 25 and last_end:
            closing = last_end - timedelta(minutes=5)
            row[6] = formatted(closing, rng)
            for stint in stints:
                if stint.end > closing:
                    self.note("clock.csv", "F", "afterClosing", stint.line)
        else:
            closed = (last_end or opened) + timedelta(minutes=rng.randrange(5, 40))
            row[6] = formatted(closed, rng)
        self.orders.append(row)
        if not is_readable:
            return
        visit["closed"] = closed
        visit["operations"] = list(operations_of(stints))
        if visit["operations"]:
            self.visits[f"{day}", id] = visit
        else:
            code = "orderWithoutUsableStints" if has_stints else "orderWithoutStints"
            self.note("orders.csv", "A", code, len(self.orders) + 1)
        if draw == 26:
            self.note("orders.csv", "A", "duplicateOrder")
            self.orders.append(row)

    def add_no_show(self, row: list[str], visit: Json, booked: datetime) -> None:
        row[4], row[9] = "", OPERATIONS[self.rng.randrange(7)][0]
        row[10] = self.rng.choice(("未到", "爽约", "取消：客户改期", "no-show"))
        visit.update(outcome="cancelled" if row[10].startswith("取消") else "noShow", came=None, advisor=None)
        self.orders.append(row)
        self.visits[f"{booked:%Y-%m-%d}", row[0]] = visit

    def add_stints(self, id: str, opened: datetime, is_readable: bool) -> tuple[bool, list[Stint]]:
        """Adds the stints of one or two operations; returns whether the order has any, and those that can be used."""
        rng = self.rng
        has_stints, usable = False, list[Stint]()
        if rng.randrange(1000) == 0:
            return False, []
        start = opened + timedelta(minutes=rng.randrange(10, 30))
        for operation in rng.sample(range(len(OPERATIONS)), rng.choice((1, 1, 2, 2, 2))):
            name, standard = OPERATIONS[operation]
            minutes = max(5, round(standard * rng.uniform(0.7, 1.4)))
            count = 2 if rng.random() < 0.1 else 1
            # The technician who has been free for longest, so that nobody works in two places at once.
            technician = min(self.free_from, key=self.free_from.__getitem__)
            bay = rng.randrange(BAYS)
            for _ in range(count):
                start = max(start, self.free_from[technician])
                end = start + timedelta(minutes=max(3, minutes // count))
                row = [id, rng.choice((name, " " + name)), spelled(self.site["technicians"][technician]["name"], rng),
                       self.site["bays"][bay]["name"].replace(" ", rng.choice((" ", " ", "", "\u3000"))),
                       formatted(start, rng), formatted(end, rng)]
                stint = None
                if is_readable:
                    stint = self.distort(row, Stint(operation, technician, bay, start, end, len(self.clock) + 2))
                    has_stints = has_stints or row[0] == id
                else:
                    self.note("clock.csv", "A", "orderLeftOut")
                self.clock.append(row)
                if stint is not None:
                    usable.append(stint)
                    if stint.technician is not None:
                        self.free_from[technician] = end
                start = end + timedelta(minutes=rng.randrange(0, 12))
        return has_stints, usable

    def distort(self, row: list[str], stint: Stint) -> Stint | None:
        """Puts an anomaly into one clock entry in two hundred; returns what the import can use of the entry."""
        rng = self.rng
        match rng.randrange(2000):
            case 0 | 1:
                row[2] = ""
                self.note("clock.csv", "C", "missingTechnician")
                return stint._replace(technician=None)
            case 2:
                row[2] = "外援甲乙"
                self.note("clock.csv", "C", "unknownTechnician")
                return stint._replace(technician=None)
            case 3:
                row[3] = "户外停车场"
                self.note("clock.csv", "D", "unknownBay")
                return stint._replace(bay=None)
            case 4:
                row[5] = row[4]
                self.note("clock.csv", "F", "endNotAfterStart")
            case 5:
                row[5] = formatted(stint.start + timedelta(hours=30), rng)
                self.note("clock.csv", "F", "longerThanADay")
            case 6:
                row[4], row[5] = formatted(stint.start - 9 * DAY, rng), formatted(stint.end - 9 * DAY, rng)
                self.note("clock.csv", "E", "outsideOrder")
            case 7:
                row[0] += "X"
                self.note("clock.csv", "A", "unknownOrder")
            case 8:
                row[4] = "8点多"
                self.note("clock.csv", "E", "unreadableTime")
            case 9:
                row[4] = ""
                self.note("clock.csv", "E", "missingCell")
            case _:
                return stint
        return None

    def add_overlaps(self) -> None:
        """Adds pairs of orders with one technician in two places at the same time."""
        for index in range(25):
            day = date(2022, 12, 1) + timedelta(days=index)
            opened = datetime(day.year, day.month, day.day, 9)
            closed = opened + timedelta(hours=6)
            for number in (1, 2):
                id, name = f"OV{index:03}-{number}", OPERATIONS[1][0]
                self.orders.append([id, f"沪B{index}{number}", "", "维修", formatted(opened, self.rng), "",
                                    formatted(closed, self.rng), "", "SA1", "", "", "", ""])
                start = opened + timedelta(minutes=20 * number)
                end = start + timedelta(minutes=60)
                if number == 2:
                    self.note("clock.csv", "E", "overlap")
                self.clock.append([id, name, "T01", "B01", formatted(start, self.rng), formatted(end, self.rng)])
                self.visits[f"{day}", id] = {
                    "outcome": "served", "kind": "repair", "advisor": "SA1", "came": opened, "booked": None, "known": False,
                    "closed": closed, "operations": [{"name": name, "technicians": {"T01"}, "bay": "B01", "start": start,
                                                      "end": end, "minutes": None}]}


def operations_of(stints: list[Stint]) -> Iterator[Json]:
    """The operations of a visit as the history must have them, in the order of their starts."""
    by_operation: dict[int, list[Stint]] = defaultdict(list)
    for stint in stints:
        by_operation[stint.operation].append(stint)
    for operation, group in sorted(by_operation.items(), key=lambda item: min(stint.start for stint in item[1])):
        start, end = min(stint.start for stint in group), max(stint.end for stint in group)
        minutes_by_technician: Counter[int | None] = Counter()
        minutes_by_bay: Counter[int] = Counter()
        for stint in group:
            minutes = (stint.end - stint.start) // MINUTE
            minutes_by_technician[stint.technician] += minutes
            if stint.bay is not None:
                minutes_by_bay[stint.bay] += minutes
        longest = max(minutes_by_technician.values())
        yield {"name": OPERATIONS[operation][0],
               "technicians": {f"T{technician + 1:02}" for technician in minutes_by_technician if technician is not None},
               "bay": f"B{minutes_by_bay.most_common(1)[0][0] + 1:02}" if minutes_by_bay else None,
               "start": start, "end": end, "minutes": None if longest == (end - start) // MINUTE else longest}


def encode(rows: list[list[str]], encoding: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


# ---------------------------------------------------------------- the comparison

def parsed(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def anomaly_differences(sheets: Sheets, folder: Path) -> Iterator[str]:
    (path,) = folder.glob("*.csv")  # the only table beside the days
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = Counter(Anomaly(Path(row[0]).name, int(row[1]), row[2], row[4]) for row in list(csv.reader(file))[1:])
    for anomaly in listed - sheets.anomalies:
        yield f"listed, but not an anomaly: {anomaly}"
    for anomaly in sheets.anomalies - listed:
        yield f"not listed: {anomaly}"


def visit_differences(label: str, visit: Json, requested: Json, known: bool, expected: Json) -> Iterator[str]:
    actual: dict[str, Any] = {
        "outcome": visit["outcome"], "kind": requested["kind"], "advisor": visit.get("advisor"), "known": known,
        "came": parsed(visit.get("came")), "booked": parsed(visit.get("booked", {}).get("arrival"))}
    if expected["outcome"] == "served":
        names = {operation["id"]: operation.get("name") for operation in requested["operations"]}
        actual["operations"] = [
            {"name": names[work["operation"]].strip(), "technicians": set(work["technicians"]), "bay": work.get("bay"),
             "start": parsed(work["start"]), "end": parsed(work["end"]), "minutes": work.get("minutes")}
            for work in visit["operations"]]
        actual["ready"] = parsed(visit["ready"])
        expected = expected | {"ready": expected["closed"] or max(
            operation["end"] for operation in expected["operations"]) + 15 * MINUTE}
    for key, value in actual.items():
        if value != expected[key]:
            yield f"{label}: {key} is {value}, expected {expected[key]}"


def differences(sheets: Sheets, folder: Path) -> Iterator[str]:
    """How the imported history differs from what was made."""
    yield from anomaly_differences(sheets, folder)
    seen = set()
    for path in sorted(folder.glob("*/actual.json")):
        day = path.parent.name
        record, demand = read_json(path), read_json(path.with_name("demand.json"))
        known = {visit["id"]: visit for visit in demand.get("appointments", [])}
        requested = known | {visit["id"]: visit for visit in record.get("requests", [])}
        for visit in record["visits"]:
            id = visit["appointment"]
            if "arrived" in requested[id]:  # counted on the day of its arrival
                continue
            seen.add((day, id))
            if (day, id) in sheets.visits:
                yield from visit_differences(f"{day} {id}", visit, requested[id], id in known, sheets.visits[day, id])
            else:
                yield f"{day} {id}: no such visit was made"
    for day, id in sheets.visits.keys() - seen:
        yield f"{day} {id}: is missing"


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("--orders", type=int, default=100_000, help="work orders")
    parser.add_argument("--seed", type=int, default=1, help="seed of the sheets")
    parser.add_argument("--encoding", default="gb18030", help="encoding of the sheets")
    parser.add_argument("--limit", type=float, default=10, help="seconds that the import may take")
    parser.add_argument("--out", type=Path, metavar="DIR", help="keep the sheets and the history here")
    options = parser.parse_args()
    sheets = Sheets(options.orders, options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        site, past = write_json(folder / "site.json", sheets.site), folder / "past"
        paths = [folder / "orders.csv", folder / "clock.csv"]
        for path, rows in zip(paths, ([ORDER_COLUMNS] + sheets.orders, [CLOCK_COLUMNS] + sheets.clock)):
            path.write_bytes(encode(rows, options.encoding))
        begin = time.monotonic()
        done = run(options.bayline, "import", *paths, "--site", site, "--out", past, "--force", "--lang", "en")
        seconds = time.monotonic() - begin
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{len(sheets.orders)} orders, {len(sheets.clock)} stints, {sheets.anomalies.total()} anomalies: "
              f"{seconds:.2f} s ({usage.ru_utime + usage.ru_stime:.2f} s of processor time)")
        for code, count in sorted(Counter(anomaly.code for anomaly in sheets.anomalies.elements()).items()):
            print(f"  {code}: {count}")
        print(*done.stderr.strip().splitlines()[-1:])
        failures = ([f"exit status {done.returncode}: {done.stderr[:2000]}"] if done.returncode
                    else list(differences(sheets, past)))
    for failure in failures[:40]:
        print(failure)
    if len(failures) > 40:
        print(f"… and {len(failures) - 40} more")
    if seconds > options.limit:
        print(f"slower than {options.limit} s")
    return 1 if failures or seconds > options.limit else 0


if __name__ == "__main__":
    sys.exit(main())
