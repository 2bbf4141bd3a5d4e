#!/usr/bin/env python3
"""Opens the forms of generated days as their readers do, and measures what a reader would stumble over.

    forms_check.py [--profiles P,P,…] [--seeds N] [--seed S] [--iterations N] [--bayline PROGRAM]
                   [--chromium PROGRAM] [--soffice PROGRAM] [--pictures DIR] [--hostile]

For each profile and seed a case is generated and scheduled, and its forms are written in both languages. It is asked that

- HTML: the parser finds known elements alone, all of them closed; Chromium asks for no other file and reports no error; at
  1280 and 390 pixels and on paper nothing is wider than the page or its box, and no short word is broken; texts of a Gantt chart lie in the picture and in
  their bars, and none on another; the PDF has the sheets of its form;
- CSV: Python's csv finds rows of one length, and LibreOffice the same cells;
- text: no line is wider than 100 columns, and no control character is in it.

With --hostile the free texts of each case are replaced by tags, quotes, formulas, control characters, bidirectional marks, emoji
and long words; phone numbers and customers are then looked for on the forms that shall not have them.

Prints a line for each case; exit status 1 if anything is wrong. --pictures keeps screenshots and PDFs.
Needs Python 3.11, `pip install playwright` (the driver alone; the browser is --chromium), poppler-utils and LibreOffice.
"""
from __future__ import annotations

import argparse
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Iterator

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FORMS = ["registration", "roster", "board", "workshop", "welcome", "picking", "calls", "stay", "reasons"]
# Forms that show customers in full, and those that show phone numbers.
WITH_CUSTOMER = {"registration", "roster", "calls", "index"}
WITH_PHONE = {"registration", "calls", "index"}
# Points, in the order width, height.
PAPER = {"A4 portrait": (595, 842), "A4 landscape": (842, 595), "A3 portrait": (842, 1191), "A3 landscape": (1191, 842)}
SHEETS = {"registration": "A4 landscape", "calls": "A4 landscape", "board": "A3 portrait", "workshop": "A3 landscape",
          "welcome": "A3 landscape"}
TAGS = set("""html head meta title style body nav h1 h2 a article section header p span footer div table caption colgroup col
thead tr th tbody td br figure figcaption svg g rect line polygon polyline text i""".split())
VOID = {"meta", "col", "br"}

# What a reader would stumble over, in the words of the page: elements wider than their box, texts over texts.
MEASURE = """() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) found.push(`page ${root.scrollWidth} > ${root.clientWidth}`);
  for (const e of document.querySelectorAll('td, th, h1, h2, p, caption, figcaption, footer, nav, nav a')) {
    if (e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1)
      found.push(`${e.tagName} ${e.scrollWidth} > ${e.clientWidth}: ${e.textContent.slice(0, 30)}`);
  }
  const words = [...document.querySelectorAll('th, td')].slice(0, 3000);
  for (const e of words) {
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const match of node.data.matchAll(/[A-Za-z0-9:]{2,12}/g)) {
        const range = document.createRange();
        range.setStart(node, match.index); range.setEnd(node, match.index + match[0].length);
        const lines = new Set([...range.getClientRects()].filter(r => r.width > 0.5).map(r => Math.round(r.top)));
        if (lines.size > 1) found.push(`${e.tagName} breaks the word ${match[0]}`);
      }
  }
  for (const svg of document.querySelectorAll('svg.gantt')) {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()]).filter(b => b[1].width > 0);
    for (const [t, b] of boxes) {
      if (b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1)
        found.push(`text outside the picture: ${t.textContent}`);
      const bar = t.parentNode.tagName === 'g' && t.parentNode.querySelector(':scope > rect');
      if (bar) {
        const r = bar.getBoundingClientRect();
        if (b.left < r.left - 1 || b.right > r.right + 1) found.push(`text outside its bar: ${t.textContent}`);
      }
    }
    boxes.sort((a, b) => a[1].left - b[1].left);
    for (let i = 0; i < boxes.length; i++)
      for (let j = i + 1; j < boxes.length && boxes[j][1].left < boxes[i][1].right - 1; j++) {
        const [a, b] = [boxes[i][1], boxes[j][1]];
        if (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height * 0.4)
          found.push(`text on text: ${boxes[i][0].textContent} | ${boxes[j][0].textContent}`);
      }
  }
  return found;
}"""

HOSTILE = ["<script>alert(1)</script>", "\"&'</td></table><b>", "=1+2", "+SUM(A1)", "@x", "a\nb\r\nc", "\u202eabc\u202d\u200f",
           "👨‍👩‍👧‍👦🚗", "\x1b[31mred\x1b[0m", "好" * 200, "W" * 120, "', onload='x", "]]>--><!--", "\u0000\u0007x", ", ;\t|"]


def run(command: list[Any], seconds: float = 300) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, encoding="utf-8", timeout=seconds)


# ---------------------------------------------------------------- cases

def make_hostile(folder: Path) -> None:
    """Replaces every free text; sentinels stand for the phone number and the customer."""
    site, demand = (json.loads((folder / name).read_text("utf-8")) for name in ("site.json", "demand.json"))
    count = 0

    def text() -> str:
        nonlocal count
        count += 1
        return HOSTILE[count % len(HOSTILE)].replace("\x00", "")

    site["name"] += HOSTILE[0]
    for list_name in ("advisors", "technicians", "bays"):
        for item in site[list_name]:
            item["name"] = text()
            if "team" in item:
                item["team"] = text()
    for part in demand["parts"]:
        part["name"], part["shelf"] = text(), text()
    for number, visit in enumerate(demand["appointments"]):
        for member in ("vehicle", "request", "note", "title"):
            visit[member] = text()
        visit["plate"] = f"{text()[:9]}{number:03}"
        visit["customer"], visit["phone"] = f"甲CUSTOMER{number:03}乙", f"PHONE{number:05}"
        for operation in visit["operations"]:
            operation["name"] = text()
    for name, value in (("site.json", site), ("demand.json", demand)):
        (folder / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def make_case(folder: Path, profile: str, seed: int, options: argparse.Namespace) -> str | None:
    """Generates and schedules; what went wrong, if anything."""
    made = run([options.bayline, "generate", "--profile", profile, "--seed", seed, "--quiet", "--out", folder])
    if made.returncode == 0 and options.hostile:
        make_hostile(folder)
    files = ["--site", folder / "site.json", "--demand", folder / "demand.json"]
    if made.returncode == 0:
        made = run([options.bayline, "schedule", *files, "--iterations", options.iterations, "--threads", 1, "--no-bound",
                    "--quiet", "--out", folder / "schedule.json"])
    for language in ("zh-Hans", "en"):
        if made.returncode == 0:
            begin = time.monotonic()
            made = run([options.bayline, "report", *files, "--schedule", folder / "schedule.json", "--lang", language,
                        "--format", "html,csv,text", "--quiet", "--out", folder / language])
            options.seconds.append(time.monotonic() - begin)
    return None if made.returncode == 0 else f"ended with {made.returncode}: {made.stderr.strip()[:300]}"


# ---------------------------------------------------------------- HTML

class Strict(HTMLParser):
    """Known elements alone, each closed where it was opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"element {tag}")
        self.wrong += [f"attribute {name}" for name, _ in attributes if name.startswith("on") or name in ("src", "srcset")]
        self.wrong += [f"link {value}" for name, value in attributes if name == "href" and not str(value).startswith("#")]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(f"end of {tag}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append("comment")


def html_faults(path: Path) -> Iterator[str]:
    parser = Strict()
    text = path.read_text("utf-8")
    parser.feed(text)
    parser.close()
    yield from dict.fromkeys(parser.wrong)
    if parser.stack:
        yield f"not closed: {parser.stack}"
    if re.search(r"https?:|url\(|@import", text.split("</style>")[0]):
        yield "asks for something else"


def page_faults(browser: Browser, path: Path, pictures: Path | None, hostile: bool = False) -> Iterator[str]:
    address = path.resolve().as_uri()
    paper = SHEETS.get(path.stem, "A4 portrait")
    # Millimetres within the margins as pixels of CSS.
    inside = round((PAPER[paper][0] * 25.4 / 72 - 16) * 96 / 25.4)
    for name, width in (("wide", 1280), ("phone", 390), ("paper", inside)):
        if name == "paper" and path.stem == "index":  # sheets of several sizes: measured form by form
            continue
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_default_timeout(300_000)
        trouble: list[str] = []
        page.on("request", lambda request: request.url.split("#")[0] == address or trouble.append(f"asks for {request.url}"))
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        if name == "paper":
            page.emulate_media(media="print")
        page.goto(address)
        # Words without end have to be broken.
        trouble += [text for text in page.evaluate(MEASURE) if not (hostile and "breaks the word" in text)]
        yield from (f"{name}: {text}" for text in trouble[:5])
        if pictures and name != "paper":
            height = min(5000, page.evaluate("document.documentElement.scrollHeight"))
            page.screenshot(path=pictures / f"{path.stem}-{name}.png", full_page=True,
                            clip={"x": 0, "y": 0, "width": width, "height": height})
        if name == "wide" and path.stem != "index":
            pdf = (pictures or path.parent) / f"{path.stem}.pdf"
            page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
            yield from pdf_faults(pdf, paper)
        page.close()


def pdf_faults(pdf: Path, paper: str) -> Iterator[str]:
    told = run(["pdfinfo", "-l", 999, pdf]).stdout
    sizes = [(round(float(w)), round(float(h))) for w, h in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)]
    if not sizes or any(abs(a - b) > 2 for size in sizes for a, b in zip(size, PAPER[paper])):
        yield f"paper: {set(sizes)} instead of {paper}"
    words = run(["pdftotext", "-layout", pdf, "-"]).stdout.split("\f")[:-1]
    empty = [number + 1 for number, text in enumerate(words) if len(text.split()) < 4]
    if empty:
        yield f"paper: empty sheets {empty}"


# ---------------------------------------------------------------- CSV and text

def csv_faults(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    paths = sorted(folder.glob("*.csv"))
    rows = {path.stem: list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))) for path in paths}
    for name, table in rows.items():
        if len({len(row) for row in table}) != 1:
            yield f"{name}.csv: rows of different lengths"
    if not options.soffice:
        return
    out = folder / "office"
    columns = "/".join(f"{number}/2" for number in range(1, 25))  # every column is text
    run([options.soffice, f"-env:UserInstallation={options.profile_folder.as_uri()}", "--headless",
         f"--infilter=CSV:44,34,76,1,{columns}", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true",
         "--outdir", out, *paths], 600)
    for name, table in rows.items():
        path = out / f"{name}.csv"
        if not path.exists():
            yield f"{name}.csv: LibreOffice does not open it"
            continue
        office = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
        width = len(table[0])
        office = [(row + [""] * width)[:width] for row in office]
        if office != table:
            where = next((i for i, pair in enumerate(zip(table, office)) if pair[0] != pair[1]), "length")
            yield f"{name}.csv: LibreOffice differs in row {where}"


def columns_of(line: str) -> int:
    width = 0
    for character in line:
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def text_faults(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        if any(unicodedata.category(c) == "Cc" and c != "\n" for c in text):
            yield f"{path.name}: a control character"
        # Joined emoji are one character of two columns, which the sum does not know.
        wide = [line for line in text.split("\n") if "\u200d" not in line and columns_of(line) > 100]
        if wide:
            yield f"{path.name}: {columns_of(wide[0])} columns: {wide[0][:60]}"


def leaks(folder: Path) -> Iterator[str]:
    for path in sorted(p for p in folder.iterdir() if p.is_file() and p.suffix in (".html", ".csv", ".txt")):
        text = path.read_text("utf-8")
        if "PHONE0" in text and path.stem not in WITH_PHONE:
            yield f"{path.name}: a phone number"
        if "CUSTOMER" in text and path.stem not in WITH_CUSTOMER:
            yield f"{path.name}: a customer"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profiles", default="demo,week,replan,body,scarce,small")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--iterations", type=int, default=200)
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    parser.add_argument("--soffice", default=shutil.which("soffice"), help="empty: without LibreOffice")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    options.seconds, failures = [], 0
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as temporary:
        options.profile_folder = Path(temporary) / "office-profile"
        browser = driver.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for profile in options.profiles.split(","):
            for seed in range(options.seed, options.seed + options.seeds):
                folder = Path(temporary) / f"{profile}-{seed}"
                folder.mkdir()
                begin, wrong = time.monotonic(), []
                fault = make_case(folder, profile, seed, options)
                if fault:
                    wrong.append(fault)
                for language in [] if fault else ["zh-Hans", "en"]:
                    here = folder / language
                    pictures = options.pictures and options.pictures / f"{profile}-{seed}-{language}"
                    if pictures:
                        pictures.mkdir(parents=True, exist_ok=True)
                    told = [*csv_faults(here, options), *text_faults(here), *(leaks(here) if options.hostile else [])]
                    for name in FORMS + ["index"]:
                        path = here / f"{name}.html"
                        told += [f"{path.name}: {text}" for text in html_faults(path)]
                        told += [f"{path.name}: {text}" for text in page_faults(browser, path, pictures, options.hostile)]
                    wrong += [f"{language} {text}" for text in told]
                failures += bool(wrong)
                print(f"{profile} {seed}: {'wrong: ' + str(len(wrong)) if wrong else 'all right'}, "
                      f"{time.monotonic() - begin:.0f} s", flush=True)
                for text in wrong[:40]:
                    print("  " + text, flush=True)
                shutil.rmtree(folder)
        browser.close()
    print(f"report: {max(options.seconds, default=0):.2f} s at most, html, csv and text of a case in one language")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
