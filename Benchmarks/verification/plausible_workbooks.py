"""Writes workbooks as coordinators keep them and checks that `bayline import` reads what they say.

Each workbook is drawn at random: a table with any headings in any row, titles, groups, sections, totals, remarks, hidden and
merged rows, days and times in one column or two; a sheet for each advisor; or a matrix of advisors and times. It is written
by openpyxl, XlsxWriter or pandas, and its visits are known. A run must end either

- with exit status 0 and exactly these visits: plate, customer, phone, jobs, day and time, advisor, waiting; or
- with exit status 2 and diagnostics that name a cell.

The exit status is 1 if any check failed.
"""
from __future__ import annotations

import datetime
import random
import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import xlsxwriter

from support.project import DATASETS, argument_parser, keep_files, read_json, run

LOCATED = re.compile(r"[^:]+:(([^:]*![A-Z]{1,3}\d+)|(\d+:[A-Z]{1,3})): .+; .+")
DAY = datetime.date(2027, 3, 16)
JOBS = {"小保养": 2, "大保养": 5, "前刹车片": 1, "后刹车片": 1, "空调滤芯": 1, "空气滤芯": 1, "火花塞": 1}
HEADINGS = {
    "plate": ["车牌号", "车牌", "车牌号码", "牌照号", "车 牌 号", "车牌号*", "车牌\n号"],
    "customer": ["客户", "客户姓名", "姓名", "车主", "送修人", "客户名称"],
    "phone": ["电话", "手机", "联系电话", "手机号码", "联系电话（必填）", "手机号"],
    "jobs": ["项目", "预约项目", "维修项目", "保养项目", "【项目】", "作业项目"],
    "time": ["期望到店", "预约时间", "预约进厂时间", "到店时间", "来厂时间", "期望到店时间", "时间"],
    "advisor": ["指定顾问", "服务顾问", "顾问", "服务专员", "接待员"],
    "waiting": ["在店等待", "是否等待", "等不等", "是否在店等待"],
    "mileage": ["里程", "里程(km)", "进厂里程", "行驶里程（公里）"],
}
STRANGE = ["序号", "登记人", "会员等级", "车架号", "颜色", "来源", "是否回访"]


@dataclass
class Visit:
    """What a row says."""

    plate: str
    customer: str
    phone: str
    jobs: list[str]
    clock: datetime.time
    advisor: str | None
    waiting: bool
    mileage: int


@dataclass
class Grid:
    """The cells of a sheet, its merged spans and its hidden rows, all counted from 0."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


# ---------------------------------------------------------------- visits

def draw_visits(rng: random.Random, advisors: list[str]) -> list[Visit]:
    found = []
    slots = sorted(rng.sample(range(32, 70), rng.randint(3, 12)))
    for number, slot in enumerate(slots):
        found.append(Visit(
            plate=f"{rng.choice('沪浙皖')}{rng.choice('AIB')}·{number:02}{rng.randrange(100, 999)}",
            customer=rng.choice("王李张刘陈") + rng.choice("甲乙丙丁明芳") + rng.choice(["", "伟"]),
            phone=f"13{rng.randrange(10**8, 10**9)}", jobs=rng.sample(sorted(JOBS), rng.choice([1, 1, 2])),
            clock=datetime.time(slot // 4, slot % 4 * 15), advisor=rng.choice(advisors), waiting=rng.random() < 0.5,
            mileage=rng.randrange(10, 900) * 100))
    return found


def plate_text(visit: Visit, rng: random.Random) -> str:
    plate = visit.plate
    return rng.choice([plate, plate.replace("·", ""), plate.replace("·", " "), plate.lower(), plate.replace("·", "."),
                       "".join(chr(ord(c) + 0xFEE0) if c.isascii() else c for c in plate.replace("·", ""))])


def clock_text(clock: datetime.time, rng: random.Random) -> str:
    hour, minute = clock.hour, clock.minute
    forms = [f"{hour}:{minute:02}", f"{hour}：{minute:02}", f"{hour}点{minute:02}分" if minute else f"{hour}点"]
    if minute == 30:
        forms.append(f"{hour}点半")
    if hour < 12:
        forms += [f"上午{hour}:{minute:02}", f"{hour}:{minute:02} AM"]
    elif hour > 12:
        forms += [f"下午{hour - 12}:{minute:02}", f"{hour - 12}:{minute:02} PM", f"下午{hour - 12}点{minute or ''}"]
    return rng.choice(forms)


def moment(visit: Visit, rng: random.Random, style: str) -> Any:
    """The time of a visit as a cell: with the day or without."""
    if style == "serial":
        return datetime.datetime.combine(DAY, visit.clock)
    if style == "clock":
        return rng.choice([visit.clock, clock_text(visit.clock, rng)])
    day = rng.choice(["2027/3/16", "2027-03-16", "3月16日", "2027年3月16日", "3/16", "周二", "2027.3.16", "3月16日（周二）", "16日"])
    return f"{day} {clock_text(visit.clock, rng)}"


# ---------------------------------------------------------------- layouts

def table(rng: random.Random, name: str, visits: list[Visit], title: str, with_advisor: bool) -> Grid:
    grid = Grid(name)
    style = rng.choice(["serial", "clock", "text", "two"])
    keys = ["plate", "customer", "phone", "jobs", "waiting", "mileage"] + (["advisor"] if with_advisor else [])
    keys = [key for key in keys if key in ("plate", "jobs", "advisor") or rng.random() < 0.8]
    keys += ["day", "time"] if style == "two" else ["time"]
    keys += rng.sample(STRANGE, rng.randint(0, 2))
    rng.shuffle(keys)
    width = len(keys)
    grid.rows.append([title])
    if rng.random() < 0.5:
        grid.merged.append((0, 0, 0, width - 1))
    for line in range(rng.choice([0, 0, 1, 12])):
        grid.rows.append([f"说明 {line + 1}：请按时填写"])
    if rng.random() < 0.3:
        grid.rows.append(["客户信息"] + [None] * (width // 2 - 1) + ["服务信息"])
    headings = {key: rng.choice(HEADINGS.get(key, [key])) for key in keys}
    headings["day"] = rng.choice(["日期", "预约日期", "到店日期"])
    if style == "two":
        headings["time"] = rng.choice(["时间", "预约时间", "到店时间"])
    grid.rows.append([headings[key] for key in keys])
    add_rows(grid, rng, visits, keys, "clock" if style == "two" else style)
    if rng.random() < 0.5:
        grid.rows += [["合计", f"{len(visits)}台"]]
    if rng.random() < 0.3:
        grid.rows += [["备注：红色为VIP"]]
    return grid


def add_rows(grid: Grid, rng: random.Random, visits: list[Visit], keys: list[str], style: str) -> None:
    has_sections, is_in_afternoon = rng.random() < 0.3, False
    separator = rng.choice(["+", "，", "、", "/", ";", ",", "\n", "；"])
    splits = rng.random() < 0.3 and "customer" in keys
    if has_sections:
        grid.rows.append(["上午"])
    for number, visit in enumerate(visits):
        if has_sections and not is_in_afternoon and visit.clock.hour >= 12:
            is_in_afternoon = True
            grid.rows.append(["下午"])
        if rng.random() < 0.1:
            grid.rows.append([])
        cells = {"plate": plate_text(visit, rng), "customer": visit.customer, "mileage": visit.mileage, "day": DAY,
                 "phone": rng.choice([visit.phone, int(visit.phone)]), "jobs": separator.join(visit.jobs),
                 "waiting": rng.choice(["是", "等", "√"] if visit.waiting else ["否", "不等", None]),
                 "time": moment(visit, rng, style), "advisor": visit.advisor, "序号": number + 1}
        if splits and len(visit.jobs) == 2:
            first = len(grid.rows)
            cells["jobs"] = visit.jobs[0]
            grid.rows.append([cells.get(key) for key in keys])
            grid.rows.append([visit.jobs[1] if key == "jobs" else None for key in keys])
            grid.merged += [(first, column, first + 1, column) for column, key in enumerate(keys) if key != "jobs"]
        else:
            grid.rows.append([cells.get(key) for key in keys])
    if rng.random() < 0.2:
        ghost = dict(plate="沪Z·00000", customer="已取消", phone="13800000000", jobs="小保养", time="8:00", day=DAY)
        grid.hidden.append(len(grid.rows))
        grid.rows.append([ghost.get(key) for key in keys])


def matrix(rng: random.Random, visits: list[Visit], advisors: list[str]) -> Grid:
    grid = Grid("排班", [[rng.choice(["2027-3-16", "2027年3月16日"]), *advisors]])
    for slot in range(32, 72):
        clock = datetime.time(slot // 4, slot % 4 * 15)
        row: list[Any] = [f"{clock.hour}:{clock.minute:02}"]
        for advisor in advisors:
            found = next((visit for visit in visits if (visit.clock, visit.advisor) == (clock, advisor)), None)
            row.append(f"{found.plate.replace('·', '')} {found.customer[0]}先生 {'+'.join(found.jobs)}" if found else
                       "午休" if slot == 48 and not any(v.clock == clock for v in visits) else None)
        grid.rows.append(row)
    return grid


def draw(rng: random.Random, advisors: list[str]) -> tuple[list[Grid], list[Visit], str]:
    """The sheets of a workbook, its visits, and the name of its layout."""
    visits = draw_visits(rng, advisors)
    title = rng.choice(["云岭汽车江东4S店 预约登记表  2027年3月16日", "预约登记表（2027-03-16）", "2027年3月16日（周二）预约"])
    layout = rng.choice(["table", "table", "table", "advisors", "matrix"])
    if layout == "matrix":
        return [matrix(rng, visits, advisors)], visits, layout
    notes = [Grid("说明", [["红色为VIP"], ["电话必填"]])] if rng.random() < 0.3 else []
    if layout == "table":
        return [table(rng, "预约", visits, title, True), *notes], visits, layout
    own = {name: [visit for visit in visits if visit.advisor == name] for name in advisors}
    return [table(rng, name, some, title, False) for name, some in own.items() if some] + notes, visits, layout


# ---------------------------------------------------------------- writing

def write_openpyxl(path: Path, grids: list[Grid]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for line, row in enumerate(grid.rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.cell(line + 1, column + 1, value)
        for top, left, bottom, right in grid.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for line in grid.hidden:
            sheet.row_dimensions[line + 1].hidden = True
    book.save(path)


def write_xlsxwriter(path: Path, grids: list[Grid]) -> None:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy/m/d h:mm"})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for top, left, bottom, right in grid.merged:
            sheet.merge_range(top, left, bottom, right, "")
        for line, row in enumerate(grid.rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(line, column, value)
        for line in grid.hidden:
            sheet.set_row(line, options={"hidden": True})
    book.close()


def write_pandas(path: Path, grids: list[Grid]) -> None:
    with pandas.ExcelWriter(path, engine="openpyxl") as writer:
        for grid in grids:
            width = max(map(len, grid.rows))
            rows = [row + [None] * (width - len(row)) for row in grid.rows]
            frame = pandas.DataFrame(rows, dtype=object)
            frame.to_excel(writer, sheet_name=grid.name, index=False, header=False)
            sheet = writer.sheets[grid.name]
            for line in grid.hidden:
                sheet.row_dimensions[line + 1].hidden = True


WRITERS = {"openpyxl": write_openpyxl, "xlsxwriter": write_xlsxwriter, "pandas": write_pandas}


# ---------------------------------------------------------------- checks

def bare(plate: str) -> str:
    return plate.replace("·", "")


def differences(demand: Any, grids: list[Grid], visits: list[Visit], layout: str, advisors: dict[str, str]) -> list[str]:
    """How a demand differs from what the workbook says."""
    expected = {bare(visit.plate): visit for visit in visits}
    found = {bare(visit.get("plate", "?")): visit for visit in demand["appointments"]}
    if len(found) != len(demand["appointments"]) or set(found) != set(expected):
        return [f"visits {sorted(found)}, not {sorted(expected)}"]
    wrong = []
    for plate, visit in expected.items():
        got = found[plate]
        arrival = f"{DAY}T{visit.clock:%H:%M}"
        if got.get("preferredArrival") != arrival:
            wrong.append(f"{plate} comes at {got.get('preferredArrival')}, not {arrival}")
        if len(got["operations"]) != sum(JOBS[job] for job in visit.jobs):
            wrong.append(f"{plate} has {len(got['operations'])} operations, not those of {visit.jobs}")
        if got.get("preferredAdvisor") != advisors[visit.advisor or ""]:
            wrong.append(f"{plate} has the advisor {got.get('preferredAdvisor')}")
        if layout != "matrix":
            for key, value in (("customer", visit.customer), ("phone", visit.phone), ("mileage", visit.mileage)):
                if key in got and got[key] != value:
                    wrong.append(f"{plate}: {key} is {got[key]}, not {value}")
            if got.get("waiting", False) and not visit.waiting:
                wrong.append(f"{plate} waits")
    return wrong


def main() -> int:
    parser = argument_parser(__doc__, keep=True)
    parser.add_argument("--count", type=int, default=200, help="workbooks")
    parser.add_argument("--seed", type=int, default=1, help="seed of the layouts")
    options = parser.parse_args()
    site = DATASETS / "demo/site.json"
    advisors = {advisor["name"]: advisor["id"] for advisor in read_json(site)["advisors"]}
    counts: Counter[tuple[str, str]] = Counter()
    failed = 0
    for number in range(options.count):
        rng = random.Random(f"{options.seed}-{number}")
        grids, visits, layout = draw(rng, sorted(advisors)[:3])
        writer = rng.choice(sorted(WRITERS))
        if writer == "pandas" and any(grid.merged for grid in grids):
            writer = "openpyxl"  # pandas merges no cells
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            WRITERS[writer](folder / "book.xlsx", grids)
            done = run(options.bayline, "import", folder / "book.xlsx", "--jobs", DATASETS / "spreadsheets/jobs.csv", "--site",
                       site, "--lang", "en", "--out", folder / "demand.json", "--from", DAY, timeout=60)
            if done.returncode == 0:
                result = "right"
                failures = differences(read_json(folder / "demand.json"), grids, visits, layout, advisors)
            else:
                result = "located fault"
                lines = [line for line in done.stderr.splitlines() if line]
                failures = [f"exit status {done.returncode}"] if done.returncode != 2 else []
                failures += [f"no place: {line}" for line in lines if not LOCATED.fullmatch(line)]
                print(f"{number} ({layout}, {writer}): {lines[:2]}", flush=True)
            counts[layout, result] += 1
            for failure in failures:
                print(f"{number} ({layout}, {writer}): FAILED {failure}", flush=True)
            if failures:
                failed += 1
                (folder / "stderr.txt").write_text(done.stderr, encoding="utf-8")
                keep_files(folder, options.keep, f"workbook-{number}")
    for (layout, result), count in sorted(counts.items()):
        print(f"{layout:10} {result:14} {count:5}")
    print(f"failed: {failed} of {options.count}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
