"""Every page against WCAG 2.2 AA by axe-core, wide and narrow: `python3 -m unittest discover Tests/Browser`."""
from __future__ import annotations

import unittest
from pathlib import Path
from urllib.parse import quote

from desk import DeskTest

try:
    import axe_playwright_python as axe
except ImportError:
    axe = None

PAGES = ["/", "/?show=late", "/call", "/calls", "/roster", "/board", "/board?by=technician", "/planning", "/mine", "/parts",
         "/briefing", "/print", "/load", "/statistics", "/journal", "/search?q=a", "/nowhere", "/settings", "/settings/people",
         "/settings/shifts", "/settings/bays", "/settings/rules", "/settings/catalogue", "/settings/files", "/settings/users",
         "/wall/welcome", "/wall/workshop", "/wall/workshop?by=technician"]
#: Success criteria of levels A and AA.
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


class AccessTest(DeskTest):
    @classmethod
    def setUpClass(cls) -> None:
        if axe is None:
            cls.skip("axe-core is missing: pip install -r Tests/Browser/requirements.txt")
        super().setUpClass()
        cls.script = (Path(axe.__file__).parent / "axe.min.js").read_text()

    def faults(self, page, where: str) -> list[str]:
        """What axe-core objects to. It is evaluated from outside: pages run no script but their own."""
        page.evaluate(self.script)
        found = page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]
        return [f"{where}: {fault['id']}: {node['html'][:200]}: {node['failureSummary'][:400]}"
                for fault in found for node in fault["nodes"]]

    def visit(self, page) -> str:
        return "/visit/" + quote(self.book(page)["visits"][0]["id"], safe="")

    def check(self, width: int, theme: str = "light") -> None:
        page = self.open("/", width=width)
        faults: list[str] = []
        for path in [*PAGES, self.visit(page)]:
            separator = "&" if "?" in path else "?"
            page.goto(f"{self.address}{path}{separator}theme={theme}")
            page.wait_for_load_state("load")
            faults += self.faults(page, path)
        # What the browser says of a page that is not there.
        self.problems = [problem for problem in self.problems if "404" not in problem]
        self.assertEqual(faults, [], "\n".join(faults))

    def test_wide_pages(self) -> None:
        self.check(1440)

    def test_narrow_pages(self) -> None:
        self.check(390)

    def test_dark_pages(self) -> None:
        self.check(1440, "dark")

    def test_dialogs(self) -> None:
        for width in [1440, 390]:
            page = self.open("/board?by=technician", width=width)
            page.locator(".board-row[data-row] .row-name").first.click()
            page.wait_for_selector("dialog")
            faults = self.faults(page, f"the dialog of a technician at {width}")
            page = self.open("/", width=width)
            page.keyboard.press("?")
            page.wait_for_selector("dialog .shortcuts")
            faults += self.faults(page, f"the shortcuts at {width}")
            self.assertEqual(faults, [], "\n".join(faults))


class ChineseAccessTest(AccessTest):
    language = "zh"


if __name__ == "__main__":
    unittest.main()
