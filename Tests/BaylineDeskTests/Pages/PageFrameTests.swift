import Bayline
import BaylineReports
import BaylineStore
import BaylineWording
import Foundation
import Testing

@testable import BaylineDesk

/// The frame of every page.
struct PageFrameTests {
  private func context(_ role: Role, name: String = "Shop", language: Language = .english) -> PageContext {
    let site = Site(name: name, calendars: [:], hours: "open")
    let day = CivilDate(year: 2026, month: 11, day: 23) ?? CivilDate(ordinal: 1)
    let demand = Demand(horizon: Demand.Horizon(from: day), appointments: [])
    let book = Book(site: site, demand: demand, schedule: Schedule(assignments: []))
    return PageContext(
      book: book, now: CivilTime(day, minuteOfDay: 600),
      account: Account(name: "a", role: role, passwordHash: ""),
      language: language, csrf: "secret")
  }

  @Test func theNavigationShowsWhatARoleMayOpen() {
    func paths(_ role: Role) -> [String] {
      PageSection.allCases.filter { $0.isFor(context(role).account) }.map(\.path)
    }
    #expect(paths(.display) == ["/board", "/load"])
    #expect(paths(.advisor) == ["/call", "/", "/calls", "/board", "/load"])
    #expect(!context(.display).page("x") { _ in }.text.contains("href=\"/call\""))
  }

  @Test func keysOfSectionsAreDifferent() {
    #expect(Set(PageSection.allCases.map(\.key)).count == PageSection.allCases.count)
  }

  @Test func namesCannotBreakAPage() {
    let text = context(.manager, name: "<script>alert(1)</script>\"'").page("</title>") { _ in }.text
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("</title></title>"))
    // Every script is a file.
    #expect(
      text.components(separatedBy: "<script").dropFirst().allSatisfy { $0.hasPrefix(" type=\"module\" src=") }
    )
  }

  @Test func anOptionWithoutAValueStandsForNoChoice() {
    let text = context(.manager).callPage(plate: "").text
    #expect(text.contains("<option value=\"\">any</option>"))
  }

  @Test(arguments: [
    ("9:05", "2026-11-23T09:05"), ("15：00", "2026-11-23T15:00"), ("11-27 15:00", "2026-11-27T15:00"),
    ("2026-12-01T08:00", "2026-12-01T08:00"), ("01-05 08:00", "2027-01-05T08:00"),
  ])
  func timesAreReadAsTyped(_ typed: String, _ time: String) {
    let page = context(.manager)
    #expect(page.time(typed, near: page.today)?.description == time)
  }

  @Test(arguments: ["", "soon", "25:00", "13-40 10:00", "1 2 3"])
  func whatIsNoTimeIsNone(_ typed: String) {
    let page = context(.manager)
    #expect(page.time(typed, near: page.today) == nil)
  }
}
