"""Opens the forms of generated days as their readers do, and looks for anything that a reader would stumble over.

For each profile and seed a case is generated and scheduled, and its forms are written in both languages. Checked:

- HTML: the parser finds known elements only, all of them closed; Chromium requests no other file and reports no error; at
  1280 and 390 pixels and on paper nothing is wider than the page or its box, and no short word is broken; texts of a Gantt
  chart are inside the chart and their bars and do not overlap; the PDF has the paper size of its form;
- CSV: Python's csv finds rows of one length, and LibreOffice the same cells;
- text: no line is wider than 100 columns and has no control characters.

With `--hostile` the free texts of each case are replaced by tags, quotes, formulas, control characters, bidirectional
marks, emoji and long words; phone numbers and customers must then not appear on forms that should not show them.

Prints a line for each case; the exit status is 1 if any check failed. Needs the Python package `playwright` (the driver;
the browser is `--chromium`), poppler-utils and LibreOffice.
"""
from __future__ import annotations

import argparse
import csv
import io
import re
import shutil
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright

from support.project import (
    Case, ProgramError, argument_parser, generate, make_schedule, names, read_json, run, run_checked, write_json)

LANGUAGES = "zh-Hans", "en"
FORMS = ["registration", "roster", "board", "workshop", "welcome", "picking", "calls", "stay", "drivers", "equipment",
         "reasons", "index"]
# Written only for a site that has drivers or equipment.
OPTIONAL = {"drivers", "equipment"}
# The forms that show customers in full, and those that show phone numbers.
WITH_CUSTOMER = {"registration", "roster", "calls", "drivers", "index"}
WITH_PHONE = {"registration", "calls", "drivers", "index"}
# Width and height in points.
PAPER_SIZES = {"A4 portrait": (595, 842), "A4 landscape": (842, 595), "A3 portrait": (842, 1191),
               "A3 landscape": (1191, 842)}
PAPERS = {"registration": "A4 landscape", "calls": "A4 landscape", "board": "A3 portrait", "workshop": "A3 landscape",
          "welcome": "A3 landscape"}
ELEMENTS = set("""html head meta title style body nav h1 h2 a article section header p span footer div table caption colgroup
col thead tr th tbody td br figure figcaption small svg g rect path circle text""".split())
VOID_ELEMENTS = {"meta", "col", "br"}
MAX_COLUMNS = 100

# Runs in the page and returns what a reader would stumble over: elements wider than their boxes, broken words, texts over
# texts.
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
        found.push(`text outside the chart: ${t.textContent}`);
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


# ---------------------------------------------------------------- cases

def make_hostile(case: Case) -> None:
    """Replaces every free text, and phone numbers and customers by texts that can be searched for."""
    site, demand = read_json(case.site), read_json(case.demand)
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
    write_json(case.site, site)
    write_json(case.demand, demand)


def write_forms(folder: Path, profile: str, seed: int, options: argparse.Namespace) -> float:
    """Generates and schedules a case and writes its forms, in a folder for each language; the seconds of the slowest."""
    case = generate(options.bayline, folder, profile, seed)
    if options.hostile:
        make_hostile(case)
    make_schedule(options.bayline, case, options.iterations)
    slowest = 0.0
    for language in LANGUAGES:
        begin = time.monotonic()
        run_checked(options.bayline, "report", *case.arguments, "--schedule", case.schedule, "--lang", language, "--format",
                    "html,csv,text", "--quiet", "--out", folder / language)
        slowest = max(slowest, time.monotonic() - begin)
    return slowest


# ---------------------------------------------------------------- HTML

class StrictParser(HTMLParser):
    """Accepts known elements only, each closed where it was opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.failures: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.failures.append(f"element {tag}")
        for name, value in attributes:
            if name.startswith("on") or name in ("src", "srcset"):
                self.failures.append(f"attribute {name}")
            if name == "href" and not str(value).startswith(("#", "tel:")):
                self.failures.append(f"link {value}")
        if tag not in VOID_ELEMENTS:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.failures.append(f"end of {tag}")

    def handle_comment(self, data: str) -> None:
        self.failures.append("comment")


def html_failures(path: Path) -> Iterator[str]:
    parser = StrictParser()
    text = path.read_text("utf-8")
    parser.feed(text)
    parser.close()
    yield from dict.fromkeys(parser.failures)
    if parser.stack:
        yield f"not closed: {parser.stack}"
    if re.search(r"https?:|url\(|@import", text.split("</style>")[0]):
        yield "refers to another file"


def page_failures(browser: Browser, path: Path, images: Path | None, is_hostile: bool) -> Iterator[str]:
    address = path.resolve().as_uri()
    paper = PAPERS.get(path.stem, "A4 portrait")
    # The millimetres between the margins in CSS pixels.
    printable = round((PAPER_SIZES[paper][0] * 25.4 / 72 - 16) * 96 / 25.4)
    for medium, width in (("wide", 1280), ("phone", 390), ("paper", printable)):
        if medium == "paper" and path.stem == "index":  # it has sheets of several sizes, which are checked form by form
            continue
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_default_timeout(300_000)
        found: list[str] = []

        def check_request(request: Request) -> None:
            if request.url.split("#")[0] != address:
                found.append(f"requests {request.url}")

        page.on("request", check_request)
        page.on("console", lambda message: found.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: found.append(f"error: {error}"))
        if medium == "paper":
            page.emulate_media(media="print")
        page.goto(address)
        # Hostile words are too long not to be broken.
        found += [text for text in page.evaluate(MEASURE) if not (is_hostile and "breaks the word" in text)]
        yield from (f"{medium}: {text}" for text in found[:5])
        if images and medium != "paper":
            height = min(5000, page.evaluate("document.documentElement.scrollHeight"))
            page.screenshot(path=images / f"{path.stem}-{medium}.png", full_page=True,
                            clip={"x": 0, "y": 0, "width": width, "height": height})
        if medium == "wide" and path.stem != "index":
            pdf = (images or path.parent) / f"{path.stem}.pdf"
            page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
            yield from pdf_failures(pdf, paper)
        page.close()


def pdf_failures(pdf: Path, paper: str) -> Iterator[str]:
    output = run("pdfinfo", "-l", 999, pdf).stdout
    sizes = [(round(float(width)), round(float(height)))
             for width, height in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", output)]
    if not sizes or any(abs(a - b) > 2 for size in sizes for a, b in zip(size, PAPER_SIZES[paper])):
        yield f"paper: {set(sizes)} instead of {paper}"
    sheets = run("pdftotext", "-layout", pdf, "-").stdout.split("\f")[:-1]
    empty = [number for number, text in enumerate(sheets, 1) if len(text.split()) < 4]
    if empty:
        yield f"paper: empty sheets {empty}"


# ---------------------------------------------------------------- CSV and text

def read_rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def csv_failures(folder: Path, soffice: str | None, office_profile: Path) -> Iterator[str]:
    paths = sorted(folder.glob("*.csv"))
    tables = {path.name: read_rows(path) for path in paths}
    for name, table in tables.items():
        if len({len(row) for row in table}) != 1:
            yield f"{name}: rows of different lengths"
    if not soffice:
        return
    out = folder / "office"
    columns = "/".join(f"{number}/2" for number in range(1, 25))  # every column is text
    run(soffice, f"-env:UserInstallation={office_profile.as_uri()}", "--headless", f"--infilter=CSV:44,34,76,1,{columns}",
        "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true", "--outdir", out, *paths)
    for name, table in tables.items():
        path = out / name
        if not path.exists():
            yield f"{name}: LibreOffice does not open it"
            continue
        width = len(table[0])
        converted = [(row + [""] * width)[:width] for row in read_rows(path)]
        if converted != table:
            row = next((i for i, pair in enumerate(zip(table, converted)) if pair[0] != pair[1]), "length")
            yield f"{name}: LibreOffice differs in row {row}"


def columns_of(line: str) -> int:
    """The width of a line in a terminal."""
    width = 0
    for character in line:
        if unicodedata.category(character) not in ("Mn", "Me", "Cf"):
            width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def text_failures(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        if any(unicodedata.category(character) == "Cc" and character != "\n" for character in text):
            yield f"{path.name}: a control character"
        # Joined emoji take two columns together, more in the sum.
        wide = [line for line in text.split("\n") if "\u200d" not in line and columns_of(line) > MAX_COLUMNS]
        if wide:
            yield f"{path.name}: {columns_of(wide[0])} columns: {wide[0][:60]}"


def privacy_failures(folder: Path) -> Iterator[str]:
    for path in sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in (".html", ".csv", ".txt")):
        text = path.read_text("utf-8")
        if "PHONE0" in text and path.stem not in WITH_PHONE:
            yield f"{path.name}: a phone number"
        if "CUSTOMER" in text and path.stem not in WITH_CUSTOMER:
            yield f"{path.name}: a customer"


def failures(browser: Browser, folder: Path, images: Path | None, office_profile: Path, options: argparse.Namespace
             ) -> Iterator[str]:
    """What is wrong with the forms of one language."""
    yield from csv_failures(folder, options.soffice, office_profile)
    yield from text_failures(folder)
    if options.hostile:
        yield from privacy_failures(folder)
    for form in FORMS:
        path = folder / f"{form}.html"
        if form in OPTIONAL and not path.exists():
            continue
        yield from (f"{path.name}: {text}" for text in html_failures(path))
        yield from (f"{path.name}: {text}" for text in page_failures(browser, path, images, options.hostile))


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("--profiles", type=names, default=["demo", "week", "replan", "body", "scarce", "small"],
                        metavar="P,P,…", help="profiles of bayline generate")
    parser.add_argument("--seeds", type=int, default=1, help="cases of each profile")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first case of each profile")
    parser.add_argument("--iterations", type=int, default=200, help="iterations of each schedule")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"), metavar="PROGRAM",
                        help="the browser")
    parser.add_argument("--soffice", default=shutil.which("soffice"), metavar="PROGRAM",
                        help="LibreOffice; empty: leave its checks out")
    parser.add_argument("--images", type=Path, metavar="DIR", help="keep screenshots and PDF files here")
    parser.add_argument("--hostile", action="store_true", help="replace the free texts by hostile ones")
    options = parser.parse_args()
    slowest, failed = 0.0, 0
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as temporary:
        browser = driver.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for profile in options.profiles:
            for seed in range(options.seed, options.seed + options.seeds):
                folder = Path(temporary) / f"{profile}-{seed}"
                begin, found = time.monotonic(), []
                try:
                    slowest = max(slowest, write_forms(folder, profile, seed, options))
                    for language in LANGUAGES:
                        images = options.images and options.images / f"{profile}-{seed}-{language}"
                        if images:
                            images.mkdir(parents=True, exist_ok=True)
                        found += [f"{language} {text}" for text in failures(
                            browser, folder / language, images, Path(temporary) / "office", options)]
                except ProgramError as error:
                    found.append(str(error))
                failed += bool(found)
                print(f"{profile} {seed}: {f'{len(found)} failures' if found else 'passed'}, "
                      f"{time.monotonic() - begin:.0f} s", flush=True)
                for text in found[:40]:
                    print("  " + text, flush=True)
                shutil.rmtree(folder, ignore_errors=True)
        browser.close()
    print(f"slowest report: {slowest:.2f} s for the HTML, CSV and text of one case in one language")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
