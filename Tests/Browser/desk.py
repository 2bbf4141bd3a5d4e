"""What browser tests of the desk share: a desk with its made-up shop, Debian's chromium, and a counter of keystrokes."""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
DESK = Path(os.environ.get("BAYLINE_DESK") or ROOT / ".build/debug/bayline-desk")

try:
    from playwright.sync_api import Page, sync_playwright
except ImportError:
    sync_playwright = None


def missing() -> str | None:
    """What these tests lack here; they say so and are skipped."""
    if sync_playwright is None:
        return "playwright is missing: pip install playwright"
    if not CHROMIUM:
        return "chromium is missing: apt-get install chromium"
    if not DESK.exists():
        return f"{DESK} is missing: swift build --product bayline-desk, or set BAYLINE_DESK"
    return None


class DeskTest(unittest.TestCase):
    """Each test has a desk of its own."""

    language = "en"

    @classmethod
    def setUpClass(cls) -> None:
        if reason := missing():
            print(f"SKIPPED: {reason}", file=sys.stderr)
            raise unittest.SkipTest(reason)
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls) -> None:
        cls.browser.close()
        cls.playwright.stop()

    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.log = open(Path(self.folder.name) / "log", "w+")
        self.desk = subprocess.Popen(
            [str(DESK), "--demo", "--store", f"{self.folder.name}/shop.sqlite", "--port", "0", "--lang", self.language],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        for line in self.desk.stdout:
            if address := re.search(r"http://[^\s]+", line):
                self.address = address[0].rstrip("/.,")
                break
        else:
            self.log.seek(0)
            self.fail(f"the desk did not start: {self.log.read()}")
        self.problems: list[str] = []

    def tearDown(self) -> None:
        self.desk.terminate()
        self.desk.wait(10)
        self.desk.stdout.close()
        self.log.close()
        self.folder.cleanup()
        self.assertEqual(self.problems, [], "the browser complained")

    def open(self, path: str = "/", width: int = 1440, height: int = 900) -> Page:
        """A page in a browser of its own, which reports what goes wrong in it."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale=self.language)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda message: message.type == "error" and "status of 4" not in message.text
                and self.problems.append(message.text))
        page.goto(self.address + path)
        page.wait_for_load_state("load")
        return page

    def book(self, page: Page) -> dict:
        return page.request.get(self.address + "/api/book").json()


class Keys:
    """Types, and counts every keystroke."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += key.count("+") + 1

    def type(self, text: str) -> None:
        for character in text:
            self.page.keyboard.type(character)
            self.count += 1
