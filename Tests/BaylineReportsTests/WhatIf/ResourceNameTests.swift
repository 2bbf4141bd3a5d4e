import BaylineModel
import BaylineWording
import Testing

@testable import BaylineReports

@Suite struct ResourceNameTests {
  private let chinese = Glossary(.chinese)
  private let english = Glossary(.english)

  @Test func oneMoreOfWhatAWorkshopShares() {
    let tester = Scenario.ExtraResource.equipment(Equipment(id: "E1", name: "诊断电脑"))
    #expect(chinese.oneMore(tester) == "设备 +1：诊断电脑 (E1)")
    #expect(english.oneMore(tester) == "one more piece of equipment: 诊断电脑 (E1)")
    let limit = Scenario.ExtraResource.limit(BookingRules.ArrivalLimit(id: "lunch", most: 2))
    #expect(chinese.oneMore(limit) == "预约限额 +1：lunch")
    #expect(english.oneMore(limit) == "limit raised by one: lunch")
    #expect(chinese.oneMore(.driver) == "取送车司机 +1")
    #expect(english.oneMore(.driver) == "one more driver")
  }

  @Test func differencesOfStaffings() {
    let posts: [StaffingRanges.Post] = [.equipment(id: "E1", name: "诊断电脑"), .drivers, .loaners]
    #expect(chinese.difference([-1, 2, 0], posts)?.contains("1 设备 诊断电脑 (E1)") ?? false)
    #expect(english.difference([0, 2, 0], posts) == "+2 driver")
    #expect(chinese.group(.drivers) == "取送车司机" && english.group(.drivers) == "drivers")
    #expect(english.group(.equipment(id: "E2", name: nil)) == "equipment E2")
  }

  @Test func everyBoundHasItsReason() {
    #expect(
      Set(StaffingResult.Bound.allCases.map(english.bound)).count == StaffingResult.Bound.allCases.count)
    #expect(
      Set(StaffingResult.Bound.allCases.map(chinese.bound)).count == StaffingResult.Bound.allCases.count)
  }
}
