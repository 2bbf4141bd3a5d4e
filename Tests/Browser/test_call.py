"""Calls and the day in a real browser: `python3 -m unittest discover Tests/Browser`."""
from __future__ import annotations

import unittest

from desk import DeskTest, Keys


class CallTest(DeskTest):
    def known_plate(self, page) -> str:
        """The plate of somebody who has been here and is not expected now."""
        visits = self.book(page)["visits"]
        return next(visit["appointment"]["plate"] for visit in visits if visit["appointment"].get("plate"))

    def take_call(self, page, plate: str, job: str, at: str) -> Keys:
        keys = Keys(page)
        keys.press("c")
        page.wait_for_url("**/call")
        page.wait_for_selector("#plate:focus")
        keys.type(plate[-5:])
        page.wait_for_selector("#plate-list [role=option]")
        keys.press("Enter")
        page.wait_for_selector("#jobs:focus")
        keys.type(job)
        page.wait_for_selector("#jobs-list [role=option]")
        keys.press("Enter", "Enter")
        keys.type(at)
        keys.press("Enter")
        page.wait_for_selector("#offers button")
        page.wait_for_selector("#offers button:focus")
        return keys

    def test_a_known_customer_is_booked_in_forty_keystrokes(self) -> None:
        page = self.open()
        keys = self.take_call(page, self.known_plate(page), "minor", "fri")
        keys.press("1")
        page.wait_for_selector("#booked #spoken")
        self.assertTrue(page.inner_text("#spoken").strip())
        self.assertTrue(page.inner_text("#message").strip())
        visit = page.get_attribute("#booked", "data-visit")
        booked = page.request.get(f"{self.address}/api/visits/{visit}").json()
        self.assertEqual(booked["status"], "booked")
        print(f"from ring to booked: {keys.count} keystrokes")
        self.assertLessEqual(keys.count, 25)

    def test_two_coordinators_never_get_the_same_slot(self) -> None:
        first, second = self.open(), self.open()
        plates = [visit["appointment"]["plate"] for visit in self.book(first)["visits"]
                  if visit["appointment"].get("plate")][:2]
        self.take_call(first, plates[0], "minor", "fri 10")
        self.take_call(second, plates[1], "minor", "fri 10")
        first.keyboard.press("1")
        first.wait_for_selector("#booked #spoken")
        second.keyboard.press("1")
        second.wait_for_selector("#booked #spoken, #notes .notice.warn")
        if second.query_selector("#booked #spoken") is None:
            # The slot was gone: a sentence and fresh offers, one of which can be had.
            second.wait_for_selector("#offers button:focus")
            second.keyboard.press("1")
            second.wait_for_selector("#booked #spoken")
        visits = [page.request.get(f"{self.address}/api/visits/{page.get_attribute('#booked', 'data-visit')}").json()
                  for page in (first, second)]
        places = [(visit["assignment"]["arrival"], visit["assignment"]["advisor"]) for visit in visits]
        self.assertNotEqual(places[0], places[1])

    def test_a_no_show_takes_three_clicks(self) -> None:
        page = self.open()
        row = page.locator("tr[data-status=booked], tr[data-status=confirmed], tr[data-status=reminded]").first
        visit = row.get_attribute("data-visit")
        direct = row.locator(":scope > td > .row > button[data-act=noShow]")
        clicks = 0
        if direct.count():
            direct.click()
            clicks += 1
        else:
            row.locator("summary").click()
            row.locator("[data-act=noShow]").click()
            clicks += 2
        page.locator("dialog .button.danger").click()
        clicks += 1
        page.wait_for_selector(".toast")
        self.assertLessEqual(clicks, 3)
        answer = page.request.get(f"{self.address}/api/visits/{visit}").json()
        # A customer who is not expected before later cannot be a no-show yet; the desk says so.
        if answer["status"] != "noShow":
            self.assertIn("bad", page.get_attribute(".toast", "class"))

    def test_the_frame_works_by_keyboard(self) -> None:
        page = self.open()
        page.keyboard.press("?")
        page.wait_for_selector("dialog .shortcuts")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        page.keyboard.press("/")
        self.assertEqual(page.evaluate("document.activeElement.name"), "q")


class ChineseCallTest(CallTest):
    language = "zh"

    def take_call(self, page, plate: str, job: str, at: str) -> Keys:
        # First letters of the pinyin; a date reads the same in both languages.
        return super().take_call(page, plate, {"minor": "xby"}.get(job, job), {"fri": "周五", "fri 10": "周五 10"}[at])


if __name__ == "__main__":
    unittest.main()
