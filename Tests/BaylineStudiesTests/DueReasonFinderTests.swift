import BaylineModel
import Testing

@testable import BaylineStudies

/// The day with a date, for tests alone.
func day(_ text: String) -> CivilDate {
  guard let date = CivilDate(text) else { preconditionFailure("\(text) is no date of a test") }
  return date
}

/// Due dates and windows worked out by hand; the list is made on Monday 2027-03-15 for four weeks, to 2027-04-11.
@Suite struct DueReasonsTests {
  private let due = DueReasonFinder(from: day("2027-03-15"), days: 28)

  private func vehicle(_ edit: (inout CustomerVehicle) -> Void) -> CustomerVehicle {
    var vehicle = CustomerVehicle(plate: "A")
    edit(&vehicle)
    return vehicle
  }

  private func reasons(_ edit: (inout CustomerVehicle) -> Void) -> [OutreachPlan.Reason] {
    due.reasons(for: vehicle(edit)).map(\.reason)
  }

  // MARK: - Services

  @Test func firstServiceFollowsFromTheDailyMileageOfTheHandOver() throws {
    // 5,000 km at 45 km a day are 111.1 days, so the 112th after 2026-12-05 is 2027-03-27; six months would be later.
    let car = vehicle {
      $0.sold = day("2026-12-05")
      $0.dailyKilometres = 45
    }
    #expect(due.serviceDue(car) == day("2027-03-27"))
    let reason = try #require(due.reasons(for: car).first)
    #expect(reason.reason == .firstService)
    // Called two weeks before, at 03-13, which is over: from today on, to a week after 03-13 or a week from now.
    #expect(reason.call == OutreachPlan.DayWindow(day("2027-03-15"), day("2027-03-15"), day("2027-03-21")))
    // Not before two days from now, and up to two weeks late.
    #expect(reason.visit == OutreachPlan.DayWindow(day("2027-03-17"), day("2027-03-27"), day("2027-04-10")))
  }

  @Test func firstServiceIsDueAfterSixMonthsAtTheLatest() {
    // 5,000 km at 10 km a day take 500 days; six months after 2026-09-30 are 2027-03-30.
    let car = vehicle {
      $0.sold = day("2026-09-30")
      $0.dailyKilometres = 10
    }
    #expect(due.serviceDue(car) == day("2027-03-30"))
  }

  @Test func halfAYearAfterAMonthOfThirtyOneEndsWithItsMonth() {
    // Six months after 2026-08-31 there is no 02-31: 2027-02-28.
    let car = vehicle { $0.sold = day("2026-08-31") }
    #expect(due.serviceDue(car) == day("2027-02-28"))
  }

  @Test func laterServicesAreDueByMonthsOrKilometresWhicheverIsFirst() {
    // 2026-04-10 and twelve months: 2027-04-10. 10,000 km at 30,000 / 1,000 days = 30 a day: 334 days, 2027-03-10.
    let car = vehicle {
      $0.sold = day("2026-04-10").advanced(by: -1_000)
      $0.lastVisit = day("2026-04-10")
      $0.card.mileage = 30_000
    }
    #expect(car.kilometresADay == 30)
    #expect(due.serviceDue(car) == day("2027-03-10"))
    var slow = car
    slow.dailyKilometres = 20
    #expect(due.serviceDue(slow) == day("2027-04-10"))
    slow.intervalMonths = 6
    #expect(due.serviceDue(slow) == day("2026-10-10"))
  }

  @Test func whatTheLastServiceSaidCountsForMore() {
    // 25,000 − 21,000 = 4,000 km at 40 a day are 100 days after 2026-12-20: 2027-03-30, before the date that was said.
    let car = vehicle {
      $0.lastVisit = day("2026-12-20")
      $0.card.mileage = 21_000
      $0.dailyKilometres = 40
      $0.nextServiceKilometres = 25_000
      $0.nextServiceDate = day("2027-06-01")
    }
    #expect(due.serviceDue(car) == day("2027-03-30"))
  }

  @Test func serviceIsCalledTwoWeeksBefore() throws {
    // Due 04-05: called on 03-22, a week more or less; comes from two days after that call to two weeks after it is due, cut to the
    // days of the list.
    let reason = try #require(
      due.reasons(
        for: vehicle {
          $0.lastVisit = day("2027-01-20")
          $0.nextServiceDate = day("2027-04-05")
        }
      ).first)
    #expect(reason.reason == .serviceDue)
    #expect(reason.call == OutreachPlan.DayWindow(day("2027-03-15"), day("2027-03-22"), day("2027-03-29")))
    #expect(reason.visit == OutreachPlan.DayWindow(day("2027-03-24"), day("2027-04-05"), day("2027-04-11")))
  }

  @Test func overdueServiceComesSoonWithinFourWeeks() throws {
    let reason = try #require(
      due.reasons(
        for: vehicle {
          $0.lastVisit = day("2027-01-20")
          $0.nextServiceDate = day("2027-02-01")
        }
      ).first)
    #expect(reason.call == OutreachPlan.DayWindow(day("2027-03-15"), day("2027-03-15"), day("2027-03-21")))
    #expect(reason.visit == OutreachPlan.DayWindow(day("2027-03-17"), day("2027-03-17"), day("2027-04-11")))
  }

  @Test func whatIsBestLaterIsTheNextListsAffair() {
    #expect(
      reasons {
        $0.lastVisit = day("2027-01-20")
        $0.nextServiceDate = day("2027-04-12")
      } == [])
  }

  @Test func anAnsweredCallIsNotMadeTwice() {
    func car(_ called: String, failed: Int) -> [OutreachPlan.Reason] {
      reasons {
        $0.lastVisit = day("2027-01-20")
        $0.nextServiceDate = day("2027-04-05")
        $0.lastCalled = day(called)
        $0.failedCalls = failed
      }
    }
    // The days of this call begin on 03-15, so that one of the day before was about something else.
    #expect(car("2027-03-15", failed: 0) == [])
    #expect(car("2027-03-14", failed: 0) == [.serviceDue])
    #expect(car("2027-03-15", failed: 1) == [.serviceDue])
  }

  // MARK: - Warranty, absence, new owners

  @Test func warrantyIsSpokenOfAMonthAndTwoWeeksBefore() throws {
    // Ends 04-20: a month before is 03-20; two weeks before is 04-06, whose days begin on 04-03.
    let first = try #require(
      due.reasons(
        for: vehicle {
          $0.warrantyEnd = day("2027-04-20")
          $0.lastVisit = day("2027-03-01")
        }
      ).first)
    #expect(first.reason == .warrantyEnding)
    #expect(first.call == OutreachPlan.DayWindow(day("2027-03-17"), day("2027-03-20"), day("2027-04-02")))
    #expect(first.visit == OutreachPlan.DayWindow(day("2027-03-19"), day("2027-04-06"), day("2027-04-11")))
    // The first call was answered on 03-18 of the week before a list of 03-22: the second is next.
    let next = DueReasonFinder(from: day("2027-03-22"), days: 28)
    let second = try #require(
      next.reasons(
        for: vehicle {
          $0.warrantyEnd = day("2027-04-20")
          $0.lastVisit = day("2027-03-01")
          $0.lastCalled = day("2027-03-18")
        }
      ).first)
    #expect(second.reason == .warrantyEndsSoon)
    #expect(second.call == OutreachPlan.DayWindow(day("2027-04-03"), day("2027-04-06"), day("2027-04-09")))
    #expect(second.visit == OutreachPlan.DayWindow(day("2027-04-05"), day("2027-04-13"), day("2027-04-18")))
  }

  @Test func warrantyThatEndsTomorrowIsTooLate() {
    #expect(
      reasons {
        $0.warrantyEnd = day("2027-03-16")
        $0.lastVisit = day("2027-03-01")
      } == [])
  }

  @Test func freeChecksForLongUnseenAndOutOfWarranty() {
    // Six months after 2026-09-30 are 2027-03-30, within the list; after 2026-10-12 they are 04-12, after it.
    #expect(
      reasons {
        $0.lastVisit = day("2026-09-30")
        $0.nextServiceDate = day("2028-01-01")
      } == [.sixMonthsUnseen])
    #expect(
      reasons {
        $0.lastVisit = day("2026-10-12")
        $0.nextServiceDate = day("2028-01-01")
      } == [.threeMonthsUnseen])
    #expect(
      reasons {
        $0.lastVisit = day("2026-10-12")
        $0.nextServiceDate = day("2028-01-01")
        $0.warrantyEnd = day("2026-12-31")
      } == [.outOfWarranty, .threeMonthsUnseen])
    // It came after the warranty had ended.
    #expect(
      reasons {
        $0.lastVisit = day("2027-02-12")
        $0.nextServiceDate = day("2028-01-01")
        $0.warrantyEnd = day("2026-12-31")
      } == [])
  }

  @Test(arguments: [
    ("2027-03-08", "2027-03-15"), ("2027-03-01", "2027-03-15"), ("2027-02-08", "2027-03-15"),
    ("2027-01-30", "2027-03-16"), ("2026-12-20", "2027-03-15"),
  ])
  func newOwnersAreCalledAtSevenThirtyFiveAndFortyFiveDays(sold: String, called: String) throws {
    // 7 days; 14, the last day of the first call; 35; 44, so that the next is at 45; 85, within 45 to 90.
    let reason = due.reasons(for: vehicle { $0.sold = day(sold) }).first { $0.reason == .newOwner }
    #expect(try #require(reason).call.best == day(called))
    #expect(try #require(reason).visit == nil)
  }

  @Test func impossibleThingsAreTold() {
    let rules = OutreachRules()
    let today = day("2027-03-15")
    func odd(_ edit: (inout CustomerVehicle) -> Void) -> [CustomerVehicle.Oddity] {
      vehicle(edit).oddities(on: today, rules: rules)
    }
    #expect(odd { $0.lastVisit = day("2027-03-16") } == [.future])
    #expect(
      odd {
        $0.sold = day("2026-03-16")
        $0.lastVisit = day("2026-03-15")
      } == [.visitBeforeSale])
    #expect(odd { _ in } == [.nothingKnown])
    #expect(
      odd {
        $0.sold = day("2026-01-01")
        $0.dailyKilometres = 2_000
      } == [.kilometresADay])
    #expect(
      odd {
        $0.sold = day("2026-01-01")
        $0.card.mileage = 2_000
      } == [.mileageWithoutDate])
  }
}

/// One call a vehicle.
@Suite struct OutreachCandidateTests {
  @Test func severalReasonsAreOneCallWithinTheDaysOfAll() throws {
    let due = DueReasonFinder(from: day("2027-03-15"), days: 28)
    var car = CustomerVehicle(plate: "A")
    car.lastVisit = day("2027-01-20")
    car.nextServiceDate = day("2027-04-02")
    car.warrantyEnd = day("2027-04-08")
    let candidate = try #require(OutreachPlan.Candidate(car, due.reasons(for: car), leadDays: 2))
    // The service: called 03-12 to 03-26, comes 03-21 to 04-11. The warranty: first call 03-05 to 03-21, comes 03-07 to 04-08.
    #expect(candidate.reasons.map(\.reason) == [.serviceDue, .warrantyEnding])
    #expect(candidate.call == OutreachPlan.DayWindow(day("2027-03-15"), day("2027-03-19"), day("2027-03-21")))
    #expect(
      candidate.visit == OutreachPlan.DayWindow(day("2027-03-21"), day("2027-04-02"), day("2027-04-08")))
    #expect(candidate.kind == .maintenance)
  }

  @Test func aServiceHoldsTheCheckOfAMoreUrgentReason() throws {
    let due = DueReasonFinder(from: day("2027-03-15"), days: 28)
    var car = CustomerVehicle(plate: "A")
    car.lastVisit = day("2027-01-20")
    car.nextServiceDate = day("2027-03-25")
    car.warrantyEnd = day("2027-03-28")
    let candidate = try #require(OutreachPlan.Candidate(car, due.reasons(for: car), leadDays: 2))
    #expect(candidate.primaryReason == .warrantyEndsSoon)
    #expect(candidate.kind == .maintenance)
  }
}
