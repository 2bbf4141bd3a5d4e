import BaylineModel
import TestSupport
import Testing

@testable import BaylineStudies

/// Tiny has shifts of four hours without a break, and works of 60 minutes.
@Suite struct SlackRuleTests {
  private func minutes(_ instance: SlackedInstance) -> [Int] {
    instance.demand.appointments.flatMap(\.operations).map { operation in
      guard case .standard(let work) = operation.work else { return 0 }
      return work.minutes
    }
  }

  /// Repairs: 35% deviation, and in 15% of the visits 60% more work is found on one operation of two, so 4.5% on each.
  @Test func uncertainWorkIsLonger() {
    var tiny = TinyWorkshop()
    tiny.add("A", [Step("08:15", "09:15"), Step("09:15", "10:15")]) { $0.readyBy = time("12:00") }
    let none = SlackedInstance(
      site: tiny.site, demand: tiny.demand, keeping: tiny.schedule, uncertainty: .default,
      rule: SlackRule(deviations: 0, deadline: 30))
    // 60 × 1.045 = 62.7
    #expect(minutes(none) == [63, 63])
    #expect(none.demand.appointments[0].readyBy == time("11:30"))
    let one = SlackedInstance(
      site: tiny.site, demand: tiny.demand, keeping: tiny.schedule, uncertainty: .default,
      rule: SlackRule(deviations: 100, deadline: 0))
    // 60 × 1.045 × 1.35 = 84.6
    #expect(minutes(one) == [85, 85])
  }

  @Test func workStillFitsIntoAShift() {
    var tiny = TinyWorkshop()
    tiny.add("A", [Step("08:15", "12:00", minutes: 225)])
    let slacked = SlackedInstance(
      site: tiny.site, demand: tiny.demand, keeping: tiny.schedule, uncertainty: .default,
      rule: SlackRule(deviations: 100, deadline: 0))
    #expect(minutes(slacked) == [240])
  }

  @Test func theReserveLeavesLongerWorkTheSameRoom() {
    var tiny = TinyWorkshop()
    tiny.site.booking.reservePercent = 40
    tiny.add("A", [Step("08:15", "09:15"), Step("09:15", "10:15")])
    let slacked = SlackedInstance(
      site: tiny.site, demand: tiny.demand, keeping: tiny.schedule, uncertainty: .default,
      rule: SlackRule(deviations: 100, deadline: 0))
    // 60% × 170 / 120 = 85% of the time may be booked.
    #expect(slacked.site.booking.reservePercent == 15)
  }

  @Test func noWorkIsPlannedAtTheEndOfAShift() throws {
    var tiny = TinyWorkshop()
    tiny.add("A")
    let slacked = SlackedInstance(
      site: tiny.site, demand: tiny.demand, keeping: tiny.schedule, uncertainty: .none,
      rule: SlackRule(deviations: 0, deadline: 0, closing: 30))
    let date = tiny.demand.horizon.from
    for technician in slacked.site.technicians {
      let intervals = slacked.site.intervals(of: technician.calendar, on: date)
      #expect(
        intervals == [
          WorkCalendar.DayInterval(8 * 60, 12 * 60), WorkCalendar.DayInterval(13 * 60, 16 * 60 + 30),
        ])
    }
    #expect(slacked.site.intervals(of: slacked.site.advisors[0].calendar, on: date).last?.end == 17 * 60)
  }

  @Test func deadlinesFollowTheDelaysOfTheirVisits() {
    var tiny = TinyWorkshop()
    tiny.add("A") { $0.readyBy = time("12:00") }
    tiny.add("B") { $0.readyBy = time("12:00") }
    tiny.add("C") { $0.readyBy = time("12:00") }
    let slacked = SlackedInstance(
      site: tiny.site, demand: tiny.demand, keeping: tiny.schedule, uncertainty: .none,
      rule: SlackRule(deviations: 0, deadline: 15, followsDelays: true), delays: ["A": 40, "B": 5, "C": 600])
    #expect(slacked.demand.appointments.map(\.readyBy) == [time("11:20"), time("11:45"), time("10:00")])
  }

  @Test func lockedWorkIsAsItIs() {
    var tiny = TinyWorkshop()
    tiny.add("A", [Step("08:15", "09:15")]) {
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("08:15"))
    }
    let slacked = SlackedInstance(
      site: tiny.site, demand: tiny.demand, keeping: tiny.schedule, uncertainty: .default,
      rule: SlackRule(deviations: 100, deadline: 0))
    #expect(minutes(slacked) == [60])
  }

  @Test func visitsOfTheNominalPlanAreKept() {
    var tiny = TinyWorkshop()
    tiny.add("A") { $0.dropCost = 200 }
    tiny.leaveOut("C")
    tiny.leaveOut("D") { $0.arrived = time("07:00") }
    let slacked = SlackedInstance(
      site: tiny.site, demand: tiny.demand, keeping: tiny.schedule, uncertainty: .default,
      rule: SlackRule(deviations: 0, deadline: 0))
    #expect(slacked.demand.appointments.map(\.id) == ["A", "D"])
    #expect(slacked.demand.appointments.map(\.dropCost) == [2000, nil])
  }
}
