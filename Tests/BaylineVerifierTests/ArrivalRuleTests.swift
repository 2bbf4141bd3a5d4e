import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// READY, H1-H5 and H17: when a vehicle comes and who receives it.
@Suite struct ArrivalRuleTests {
  @Test func oneVisitByTheBookBreaksNothing() {
    #expect(workshop { $0.add() }.broken == [])
  }

  @Test func readyIsFifteenMinutesAfterTheLastOperation() {
    let wrong = workshop { $0.add(ready: "09:29") }
    #expect(wrong.broken == [.ready])
    #expect(wrong.verdict.violations.first?.detail == .wrongReadyTime(time("09:30")))
  }

  // Ready at 09:30.
  @Test(arguments: [("09:30", [Violation.Detail]()), ("09:29", [.promisedBeforeReady(time("09:30"))])])
  func nothingIsPromisedBeforeItIsReady(promise: String, details: [Violation.Detail]) {
    let visit = workshop {
      $0.add()
      $0.schedule.assignments[0].promise = time(promise)
    }
    #expect(visit.verdict.violations.map(\.detail) == details)
  }

  // Reception 11:45-12:00 ends with the morning; 11:50 is off the grid of 15 minutes, and ends at 12:05.
  @Test(arguments: [("11:45", [HardRule]()), ("11:50", [.h1, .h1, .h1]), ("12:00", [.h1, .h1])])
  func receptionEndsBeforeLunch(arrival: String, broken: [HardRule]) {
    #expect(workshop { $0.add(at: arrival, [Step("13:00", "14:00")]) }.broken == broken)
  }

  @Test func newArrivalsAreOnArrivalDays() {
    #expect(workshop { $0.add(at: "+1 08:00", [Step("+1 08:15", "+1 09:15")]) }.broken == [.h1])
  }

  @Test func newArrivalsAreNotBeforeNow() {
    let late = workshop {
      $0.demand.now = time("08:01")
      $0.add()
    }
    #expect(late.verdict.violations.map(\.detail) == [.arrivalBeforeNow(time("08:01"))])
  }

  @Test func advisorReceivesTheKind() {
    let wrong = workshop {
      $0.site.advisors[0].kinds = [.accident]
      $0.add()
    }
    #expect(wrong.verdict.violations.map(\.detail) == [.kindNotReceived(advisor: "S", kind: .repair)])
  }

  @Test func promisedArrivalNeedsTheAdvisorsShiftAlone() {
    // 08:07 is off the grid and yesterday is no arrival day; on a Sunday the advisor is off duty.
    func promised(_ arrival: String) -> [HardRule] {
      workshop {
        $0.add(at: arrival, [Step("08:22", "09:22")]) {
          $0.booked = Appointment.Booking(arrival: time(arrival))
        }
      }.broken
    }
    #expect(promised("08:07") == [])
    #expect(promised("-1 08:07") == [.h1])
  }

  @Test func arrivalsOfAnAdvisorAreAGapApart() {
    func two(_ second: String, booked: Bool) -> [HardRule] {
      workshop {
        $0.add("A")
        $0.add("B", at: second, [Step("10:00", "11:00")]) {
          if booked { $0.booked = Appointment.Booking(arrival: time(second)) }
        }
      }.broken
    }
    #expect(two("08:15", booked: false) == [])
    // 10 minutes apart, at least 15; the promised one is excused from the grid, the new one is not.
    #expect(two("08:10", booked: true) == [.h2])
    #expect(two("08:10", booked: false) == [.h1, .h2])
  }

  @Test func whatPromisesBreakAmongThemselvesIsNotCounted() {
    let settled = workshop {
      for (id, start) in [("A", "08:20"), ("B", "09:20"), ("C", "10:20"), ("D", "13:00")] {
        $0.add(id, [Step(start, String(describing: time(start) + 60).suffix(5).description)]) {
          $0.booked = Appointment.Booking(arrival: time("08:00"))
        }
      }
    }
    #expect(settled.broken == [])
  }

  @Test func receivedVehiclesCountForTheirAdvisor() {
    // R was received by S at 08:10, ten minutes after A arrives; that A is left alone with S2 does not matter to S.
    func received(by advisor: String) -> [HardRule] {
      workshop {
        $0.add()
        $0.add("R", at: nil, [Step("09:15", "10:15")]) {
          $0.arrived = time("08:10")
          $0.receivedBy = advisor
        }
      }.broken
    }
    #expect(received(by: "S") == [.h2])
    #expect(received(by: "S2") == [])
  }

  // Four arrivals from 08:00, 15 minutes apart, break three in an hour; the fourth at 09:00 does not.
  @Test(arguments: [("09:00", [HardRule]()), ("08:45", [.h3])])
  func threeArrivalsInAnyHour(fourth: String, broken: [HardRule]) {
    let four = workshop {
      $0.add("A", at: "08:00", [Step("08:15", "09:15")])
      $0.add("B", at: "08:15", [Step("09:15", "10:15")])
      $0.add("C", at: "08:30", [Step("10:15", "11:15")])
      $0.add("D", at: fourth, [Step("13:00", "14:00")])
    }
    #expect(four.broken == broken)
  }

  @Test func ownLimitReplacesTheSites() {
    let two = workshop {
      $0.site.advisors[0].bookingsPerHour = 1
      $0.add("A", [Step("08:15", "09:15")])
      $0.add("B", at: "08:30", [Step("09:15", "10:15")])
    }
    #expect(two.broken == [.h3])
  }

  @Test func siteCountsTheArrivalsOfAllAdvisors() {
    let two = workshop {
      $0.site.booking.siteBookingsPerHour = 1
      $0.add("A", [Step("08:15", "09:15")])
      $0.add("B", advisor: "S2", [Step("09:15", "10:15")])
    }
    // Both arrive at 08:00: one hour that is too full, named once.
    #expect(two.verdict.violations.map(\.subject) == [.site])
  }

  @Test(arguments: [(2, [HardRule]()), (1, [.h4])])
  func arrivalsInADay(most: Int, broken: [HardRule]) {
    let two = workshop {
      $0.site.booking.advisorBookingsPerDay = most
      $0.add("A", [Step("08:15", "09:15")])
      $0.add("B", at: "13:00", [Step("13:15", "14:15")])
    }
    #expect(two.broken == broken)
  }

  // A window from 08:00 to 08:15 holds its first minute and not its end.
  @Test(arguments: [("08:00", [HardRule]()), ("08:15", [.h5])])
  func arrivalIsInAWindow(arrival: String, broken: [HardRule]) {
    let visit = workshop {
      $0.add(at: arrival, [Step("08:30", "09:30")]) {
        $0.availability = [TimeWindow(from: time("08:00"), to: time("08:15"))]
      }
    }
    #expect(visit.broken == broken)
  }

  /// Two repairs on Monday, at 08:00 and 08:15, the second of them by a customer who waits, with one limit.
  private func limited(
    _ limit: BookingRules.ArrivalLimit, edit: (inout Appointment) -> Void = { _ in }
  ) -> [Violation] {
    workshop {
      $0.site.booking.limits = [limit]
      $0.add("A", edit: edit)
      $0.add("B", at: "08:15", [Step("09:15", "10:15")]) {
        $0.waiting = true
        edit(&$0)
      }
    }.verdict.violations
  }

  @Test(arguments: [
    (BookingRules.ArrivalLimit(id: "L", most: 2), false), (BookingRules.ArrivalLimit(id: "L", most: 1), true),
    (BookingRules.ArrivalLimit(id: "L", kinds: [.repair, .recall], most: 1), true),
    (BookingRules.ArrivalLimit(id: "L", kinds: [.recall], most: 0), false),
    (BookingRules.ArrivalLimit(id: "L", waiting: true, most: 1), false),
    (BookingRules.ArrivalLimit(id: "L", waiting: true, most: 0), true),
    (BookingRules.ArrivalLimit(id: "L", waiting: false, most: 0), true),
    (BookingRules.ArrivalLimit(id: "L", weekdays: [.monday], most: 1), true),
    (BookingRules.ArrivalLimit(id: "L", weekdays: [.tuesday, .sunday], most: 0), false),
    (BookingRules.ArrivalLimit(id: "L", hours: WorkCalendar.DayInterval(480, 495), most: 1), false),
    (BookingRules.ArrivalLimit(id: "L", hours: WorkCalendar.DayInterval(480, 496), most: 1), true),
    (BookingRules.ArrivalLimit(id: "L", hours: WorkCalendar.DayInterval(496, 1440), most: 0), false),
  ])
  func limitCountsItsArrivals(limit: BookingRules.ArrivalLimit, isExceeded: Bool) {
    #expect(limited(limit).map(\.rule) == (isExceeded ? [.h17] : []))
  }

  // Named at the time from which the limit holds.
  @Test func limitSaysWhoComes() {
    let arrivals = [
      Violation.ArrivalReference(appointment: "A", at: time("08:00")),
      Violation.ArrivalReference(appointment: "B", at: time("08:15")),
    ]
    let limit = BookingRules.ArrivalLimit(id: "L", hours: WorkCalendar.DayInterval(450, 540), most: 1)
    #expect(
      limited(limit) == [
        Violation(.h17, .limit("L"), at: time("07:30"), .limitExceeded(arrivals: arrivals, most: 1))
      ])
  }

  // A weekday is that of the civil calendar, also where another one's hours hold.
  @Test func limitGoesByTheCivilCalendar() {
    let monday = workshop {
      $0.site.dates[time("00:00").date] = .hours(of: .tuesday)
      $0.site.booking.limits = [
        BookingRules.ArrivalLimit(id: "M", weekdays: [.monday], most: 0),
        BookingRules.ArrivalLimit(id: "T", weekdays: [.tuesday], most: 0),
      ]
      $0.add()
    }
    #expect(monday.verdict.violations.map(\.subject) == [.limit("M")])
  }

  @Test func limitGivesWayToPromises() {
    let limit = BookingRules.ArrivalLimit(id: "L", most: 0)
    func promise(_ appointment: inout Appointment) {
      appointment.booked = Appointment.Booking(arrival: time(appointment.id == "A" ? "08:00" : "08:15"))
    }
    #expect(limited(limit, edit: promise) == [])
    // One promised arrival is the limit for all; another one is too many.
    #expect(limited(limit) { if $0.id == "A" { promise(&$0) } }.map(\.rule) == [.h17])
  }

  @Test func arrivedVehiclesAreNotLimited() {
    let there = workshop {
      $0.site.booking.limits = [BookingRules.ArrivalLimit(id: "L", most: 0)]
      $0.add(at: nil) { $0.arrived = time("08:00") }
    }
    #expect(there.broken == [])
  }
}
