import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// How many arrivals the bound lets advisors take together. In the tiny workshop two advisors take three an hour, a quarter
/// of an hour apart, and fifteen a day; there are 16 slots from 08:00 to 11:45 and 16 from 13:00 to 16:45.
@Suite struct ArrivalLimitsTests {
  private func limits(_ edit: (inout TinyWorkshop) -> Void = { _ in }) -> ArrivalLimits {
    var workshop = TinyWorkshop()
    edit(&workshop)
    return ArrivalLimits(workshop.problem)
  }

  /// The limits of the hours, the gaps and the days of all advisors.
  private func all(_ limits: ArrivalLimits) -> (hours: [Int], gaps: [Int], days: [Int]) {
    (limits.all[0].limits, limits.all[1].limits, limits.all[2].limits)
  }

  @Test func twoAdvisorsTakeTwiceAsMany() {
    let (hours, gaps, days) = all(limits())
    // From 11:15 on fewer slots are left of the hour: three at 11:15, two at 11:30, one at 11:45.
    #expect(hours.count == 32)
    #expect(hours[0...13].allSatisfy { $0 == 6 })
    #expect(hours[14] == 4 && hours[15] == 2)
    #expect(gaps.allSatisfy { $0 == 2 })
    #expect(days == [30])
  }

  @Test func aDayHoldsNoMoreThanItsSlots() {
    let (_, _, days) = all(
      limits {
        $0.site.booking.advisorBookingsPerDay = 99
        $0.site.booking.advisorGapMinutes = 60
      })
    // An hour apart: 08:00, 09:00, 10:00, 11:00 and four in the afternoon, for each of two.
    #expect(days == [16])
  }

  @Test func whoIsOffDutyTakesNobody() {
    let (hours, gaps, _) = all(
      limits {
        $0.addCalendar("late", [(13, 17)])
        $0.site.advisors[1].calendar = "late"
      })
    #expect(hours[0] == 3 && hours[16] == 6)
    #expect(gaps[0] == 1 && gaps[16] == 2)
  }

  @Test func anAdvisorsOwnLimitCounts() {
    let (hours, _, days) = all(
      limits {
        $0.site.advisors[1].bookingsPerHour = 1
        $0.site.advisors[1].bookingsPerDay = 2
      })
    #expect(hours[0] == 4)
    #expect(days == [17])
  }

  // At 11:45 two could come; one was promised, which is no reason to take more than before, but one advisor alone may hold
  // more promises than its limit.
  @Test func promisesMayExceedTheLimit() {
    let one = all(limits { $0.add { $0.booked = Appointment.Booking(arrival: time("11:45")) } })
    #expect(one.hours[15] == 6)
    #expect(one.gaps[15] == 2)
    let five = all(
      limits { workshop in
        for place in 0..<5 {
          workshop.leaveOut("\(place)") { $0.booked = Appointment.Booking(arrival: time("11:45")) }
        }
      })
    // All five at one advisor, two more than three, and three at the other.
    #expect(five.hours[15] == 8)
    #expect(five.gaps[15] == 6)
  }

  // Somebody came at 08:10 and was received by S: one of six in the hours that hold 08:10 is gone.
  @Test func whoWasReceivedBeforeIsTakenOff() {
    let hours = all(
      limits {
        $0.add("A", at: nil) {
          $0.arrived = time("08:10")
          $0.receivedBy = "S"
        }
      }
    ).hours
    #expect(hours[0] == 5)
    #expect(hours[1] == 6)
  }

  @Test func theSiteHasAnHourOfItsOwn() {
    let limits = limits { $0.site.booking.siteBookingsPerHour = 2 }
    #expect(limits.all.count == 4)
    #expect(limits.all[3].limits.allSatisfy { $0 == 2 })
  }

  // S receives maintenance alone: repairs have S2, and with it limits of their own.
  @Test func visitsOfFewerAdvisorsHaveLimitsOfTheirOwn() {
    var workshop = TinyWorkshop()
    workshop.site.advisors[0].kinds = [.maintenance]
    workshop.leaveOut("A")
    workshop.leaveOut("B") { $0.kind = .maintenance }
    workshop.leaveOut("C") { $0.booked = Appointment.Booking(arrival: time("08:00")) }
    workshop.leaveOut("D") { $0.arrived = time("08:00") }
    let problem = workshop.problem
    let limits = ArrivalLimits(problem)
    #expect(limits.all.count == 6)
    #expect(limits.all[3].advisors == [AdvisorIndex(1)])
    #expect(limits.all[3].limits[0] == 3 && limits.all[5].limits == [15])
    // The repair counts in both, the maintenance and the promise in those of all, the vehicle that is there in none.
    #expect(
      (0..<4).map { limits.constraints(of: problem.visit($0)) } == [
        [0, 1, 2, 3, 4, 5], [0, 1, 2], [0, 1, 2], [],
      ])
  }

  @Test func withoutAGapThereAreNoGaps() {
    let limits = limits {
      $0.site.booking.advisorGapMinutes = 0
      $0.site.booking.receptionMinutes = 0
    }
    #expect(limits.all.map(\.length) == [60, 0])
    #expect(limits.all[0].limits[0] == 6)
  }

  // An arrival at 09:00 counts in the hours that begin from 08:01 to 09:00: 08:15, 08:30, 08:45, 09:00.
  @Test func anArrivalCountsInEveryWindowThatHoldsIt() {
    let limits = limits()
    #expect(limits.windows(of: limits.all[0], at: minute("09:00")) == 1..<5)
    #expect(limits.windows(of: limits.all[1], at: minute("09:00")) == 4..<5)
    #expect(limits.windows(of: limits.all[2], at: minute("09:00")) == 0..<1)
    #expect(limits.windows(of: limits.all[2], at: minute("+1 09:00")).isEmpty)
    #expect(limits.windows(of: limits.all[0], at: minute("07:00")).isEmpty)
    // Off the grid, as a promise may be.
    #expect(limits.windows(of: limits.all[1], at: minute("09:05")) == 4..<5)
  }

  @Test func withoutSlotsThereIsNothingToLimit() {
    #expect(limits { $0.demand.now = time("17:00") }.all.isEmpty)
  }
}
