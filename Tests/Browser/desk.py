"""What browser tests of the desk share: a desk with its made-up shop, Debian's chromium, and a counter of keystrokes."""
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
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
    """The tests of a class share a desk: the one at BAYLINE_DESK_ADDRESS, or a new one with its made-up shop."""

    language = "en"

    @classmethod
    def setUpClass(cls) -> None:
        if reason := missing():
            cls.skip(reason)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)
        cls.address = os.environ.get("BAYLINE_DESK_ADDRESS") or cls.start()

    @staticmethod
    def skip(reason: str) -> None:
        """Skips the tests of the class and says so; in CI nothing is skipped."""
        if os.environ.get("CI") == "true":
            raise RuntimeError(reason)
        print(f"SKIPPED: {reason}", file=sys.stderr)
        raise unittest.SkipTest(reason)

    @classmethod
    def start(cls) -> str:
        """Starts a desk and returns its address."""
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        log = open(Path(folder.name) / "log", "w+")
        cls.addClassCleanup(log.close)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        desk = subprocess.Popen(
            [str(DESK), "--demo", "--store", f"{folder.name}/shop.sqlite", "--port", str(port), "--lang", cls.language],
            stdout=log, stderr=log)
        cls.addClassCleanup(desk.wait, 20)
        cls.addClassCleanup(desk.terminate)
        for _ in range(1200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                return f"http://127.0.0.1:{port}"
            if desk.poll() is not None:
                break
            time.sleep(0.5)
        log.seek(0)
        raise RuntimeError(f"the desk did not start: {log.read()}")

    def setUp(self) -> None:
        self.problems: list[str] = []

    def tearDown(self) -> None:
        self.assertEqual(self.problems, [], "the browser complained")

    def open(self, path: str = "/", width: int = 1440, height: int = 900) -> Page:
        """A page in a browser of its own, which reports what goes wrong in it."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale=self.language)
        context.set_default_timeout(60_000)
        context.add_cookies([{"name": "lang", "value": self.language, "url": self.address}])
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
