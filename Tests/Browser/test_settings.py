"""The settings in a real browser: `python3 -m unittest discover Tests/Browser`."""
from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from desk import DeskTest

PAGES = ["", "/people", "/shifts", "/bays", "/rules", "/catalogue", "/files", "/users"]


class SettingsTest(DeskTest):
    def save(self, page) -> None:
        """Saves, and agrees to what it does to visits."""
        page.locator(".save-bar .primary").click()
        page.wait_for_load_state()
        confirm = page.locator("form:has([name=confirmed]) .primary")
        if confirm.count():
            confirm.click()
            page.wait_for_load_state()

    def test_every_page_fits_its_window(self) -> None:
        for width in [390, 1024, 1440]:
            page = self.open("/settings", width=width)
            for path in PAGES:
                answer = page.goto(self.address + "/settings" + path)
                self.assertEqual(answer.status, 200, path)
                self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width, path)

    def test_a_fault_is_beside_its_field_and_nothing_is_lost(self) -> None:
        page = self.open("/settings/people")
        page.locator("#technicians .record summary").first.click()
        name = page.locator("[name='technicians.0.name']").input_value()
        page.fill("[name='technicians.0.efficiency']", "fast")
        page.fill("[name='technicians.0.name']", name + " Jr.")
        self.save(page)
        page.wait_for_selector("[id='technicians.0.efficiency.fault']")
        self.assertEqual(page.input_value("[name='technicians.0.name']"), name + " Jr.")
        page.fill("[name='technicians.0.efficiency']", "104")
        self.save(page)
        page.wait_for_url("**/settings/people?saved=1")
        self.assertIn(name + " Jr.", page.inner_text("#technicians"))

    def test_nobody_overwrites_somebody_else(self) -> None:
        first, second = self.open("/settings/bays"), self.open("/settings/bays")
        first.fill("[name='bays.0.name']", "Left lift")
        self.save(first)
        first.wait_for_url("**/settings/bays?saved=1")
        second.fill("[name='bays.0.name']", "My lift")
        self.save(second)
        second.wait_for_selector("#notice.warn")
        self.assertIn("Left lift", second.inner_text(".conflict"))
        self.assertEqual(second.input_value("[name='bays.0.name']"), "My lift")

    def test_the_workbook_comes_back_unchanged(self) -> None:
        page = self.open("/settings/files")
        with page.expect_download() as download:
            page.locator("a[href$='site.xlsx']").click()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "site.xlsx"
            download.value.save_as(path)
            form = page.locator("form.upload").first
            form.locator("input[type=file]").set_input_files(path)
            form.locator("button").click()
            page.wait_for_selector(".empty")
        self.assertEqual(page.locator("[name=upload] ~ .primary").count(), 0)


if __name__ == "__main__":
    unittest.main()
