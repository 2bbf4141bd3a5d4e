#!/usr/bin/env python3
"""Takes the pictures of docs/desk.md in a browser: a call, a no-show, an absent technician, a plan, the next morning.

A desk with its made-up shop runs at a fixed time. Each scene is done as a person would do it, by keyboard or mouse, and
pictures are taken on the way. They are scaled and reduced to few colours, so that the repository stays small.
"""
from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desk.running import Desk, desk_parser
from support.project import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: The width of the pictures; how many colours a picture may have,
#: the first that makes it small enough; and its size in bytes at most.
WIDTH = 960
COLOURS = (32, 24, 16, 12)
LIMIT = 60_000
#: Times in the workshop: a morning, an hour later, when somebody has not come, and the next morning.
MORNING, NOON, NEXT = "2026-12-02T10:40", "2026-12-02T11:40", "2026-12-03T08:05"


class Film:
    def __init__(self, browser: Browser, folder: Path, timeout: float) -> None:
        self.browser, self.folder, self.timeout = browser, folder, timeout
        self.address = ""

    def open(self, path: str) -> Page:
        context = self.browser.new_context(viewport={"width": 1440, "height": 810}, locale="en")
        context.set_default_timeout(self.timeout * 1000)
        page = context.new_page()
        page.goto(self.address + path)
        page.wait_for_load_state("load")
        return page

    def take(self, page: Page, name: str) -> None:
        """Keeps what the window shows."""
        from PIL import Image

        page.wait_for_timeout(500)
        image = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
        path = self.folder / f"desk-{name}.png"
        for colours in COLOURS:
            image.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
            if (size := path.stat().st_size) <= LIMIT:
                break
        print(f"{path.name}: {image.width} × {image.height}, {size // 1000} KB", flush=True)
        if size > LIMIT:
            raise SystemExit(f"{path}: {size} bytes; at most {LIMIT}")

    # ---------------------------------------------------------------- scenes

    def call(self) -> None:
        """A call, from the ring to the booking, without the mouse."""
        page = self.open("/")
        visits = page.request.get(self.address + "/api/book").json()["visits"]
        plate = next(visit["appointment"]["plate"] for visit in visits if visit["appointment"].get("plate"))
        keys = page.keyboard
        keys.press("c")
        page.wait_for_selector("#plate:focus")
        keys.type(plate[-5:], delay=40)
        page.wait_for_selector("#plate-list [role=option]")
        keys.press("Enter")
        page.wait_for_selector("#jobs:focus")
        keys.type("minor", delay=40)
        page.wait_for_selector("#jobs-list [role=option]")
        keys.press("Enter")
        keys.press("Enter")
        keys.type("fri 10:00")
        keys.press("Enter")
        page.wait_for_selector("#offers button:focus")
        page.locator("#offers").evaluate("node => node.scrollIntoView({block: 'end'})")
        self.take(page, "call-offers")
        keys.press("1")
        page.wait_for_selector("#booked #spoken")
        page.locator("#booked").scroll_into_view_if_needed()
        self.take(page, "call-booked")

    def no_show(self) -> None:
        """A customer who did not come, and the call that follows."""
        page = self.open("/?show=late")
        button = page.locator("tr button[data-act=noShow]").first
        plate = ""
        if button.count():
            visit = button.get_attribute("data-for") or ""
            visits = page.request.get(self.address + "/api/book").json()["visits"]
            plate = next(each["appointment"].get("plate", "") for each in visits if each["id"] == visit)
            button.click()
            page.wait_for_selector("dialog .button.danger")
            self.take(page, "no-show")
            page.locator("dialog .button.danger").click()
            page.wait_for_selector(".toast")
        else:
            print("nobody is missing at this time")
        calls = self.open("/calls")
        entry = calls.locator("#calls li", has_text=plate)
        if plate and entry.count():
            entry.first.evaluate("node => node.scrollIntoView({block: 'center'})")
        self.take(calls, "follow-up")

    def absence(self) -> None:
        """A technician who is away, with what changes before it is taken over."""
        page = self.open("/board?by=technician")
        page.locator(".board-row[data-row]:has(.job[data-movable]) .row-name").first.click()
        page.locator("dialog .choices button").nth(2).click()
        page.wait_for_selector("dialog .button.primary")
        self.take(page, "absence-preview")
        page.locator("dialog .button.primary").click()
        page.wait_for_selector(".board-row.away")
        self.take(page, "absence-board")

    def planning(self) -> None:
        """Tomorrow, planned by one button."""
        page = self.open("/planning")
        page.locator("[data-plan]").first.click()
        page.wait_for_selector("#planner[data-state=done]")
        self.take(page, "plan")

    def next_morning(self) -> None:
        """The next morning, with what was left."""
        self.take(self.open("/"), "next-morning")


def main() -> int:
    parser = desk_parser(__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs/images", metavar="DIR")
    parser.add_argument("--chromium", default=shutil.which("chromium") or "chromium", metavar="PROGRAM")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="of a step")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        desk = Desk(options.desk.resolve(), Path(folder) / "shop.sqlite")
        film = Film(browser, options.out, options.timeout)
        try:
            for time, scenes in ((MORNING, (film.call, film.absence, film.planning)), (NOON, (film.no_show,)),
                                 (NEXT, (film.next_morning,))):
                desk.start("--at", time)
                film.address = f"http://127.0.0.1:{desk.port}"
                for scene in scenes:
                    scene()
                desk.stop()
        finally:
            desk.kill()
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
