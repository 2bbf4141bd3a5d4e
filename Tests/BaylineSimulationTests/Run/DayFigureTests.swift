import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// Every figure of one day, worked out by hand.
@Suite struct DayFigureTests {
  /// A repair from 08:00, wanted at 09:15 and ready at 09:30; a maintenance whose customer waits from 08:30, planned at 09:00
  /// and ready at 10:15; a comeback that could be begun at 13:00, comes at 14:00 and is ready at 15:30.
  private var workshop: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00") { $0.readyBy = time("09:15") }
    workshop.add("B", at: "08:30", advisor: "S2", [Step("09:00", "10:00", bay: "B2", crew: ["T2"])]) {
      $0.kind = .maintenance
      $0.waiting = true
      $0.readyBy = time("10:30")
    }
    workshop.add("C", at: "14:00", [Step("14:15", "15:15")]) {
      $0.kind = .comeback
      $0.availability = [window("13:00", "17:00")]
    }
    // A is ready just when its customer was told, B a quarter of an hour later.
    workshop.schedule.assignments[0].promise = time("09:30")
    workshop.schedule.assignments[1].promise = time("10:00")
    return workshop
  }

  private func window(_ from: String, _ to: String) -> TimeWindow {
    TimeWindow(from: time(from), to: time(to))
  }

  @Test func everyFigureOfADayThatGoesByItsPlan() {
    let figures = workshop.played().figures()
    let expected: [Figure: Double] = [
      .served: 3, .onTime: 50, .promisesKept: 50, .waiting: 105, .receptionWait: 0,
      // B waits from 08:45 to 09:00, the others not at all.
      .workWait: 5,
      // From 13:00 to 15:30.
      .returnDelay: 150,
      // Three hours of sixteen.
      .utilisation: 18.75, .overtime: 0, .breakWork: 0, .carryOver: 0, .lost: 0, .showRate: 100,
      .receivedInGrace: 100,
      .bookingShare: 100, .sameDayReturns: 100, .efficiency: 100,
      // Three hours of 24 on three bays.
      .bayUse: 12.5, .loanersOut: 0, .loanersMissing: 0,
      // Three vehicles by two advisors.
      .advisorVehicles: 1.5, .partsWaits: 0,
    ]
    #expect(expected.count == Figure.allCases.count)
    for (figure, value) in expected { #expect(figures[figure] == value, "\(figure)") }
  }

  @Test func anEmptyDayHasNoMeans() {
    let figures = TinyWorkshop().played().figures()
    #expect(figures[.served] == 0 && figures[.lost] == 0)
    #expect(figures[.utilisation] == 0)
    for figure in [Figure.onTime, .waiting, .workWait, .showRate, .bookingShare, .efficiency] {
      #expect(figures[figure] == nil, "\(figure)")
    }
  }

  // 60 minutes at 120% are planned as 50: of 60 minutes of standard time in 50.
  @Test func fastTechniciansAreEfficient() {
    var workshop = TinyWorkshop()
    workshop.site.technicians[0].efficiency = 120
    workshop.add("A", [Step("08:15", "09:05")])
    #expect(workshop.played().figures()[.efficiency] == 120)
    #expect(
      workshop.played { $0.durations.defaultValue = .constant(200) }.figures()[.efficiency] == 60)
  }

  // C is done on Tuesday at 09:00: it is not a comeback of the same day, and one vehicle stays over night.
  @Test func aComebackOfTheNextDay() {
    var workshop = workshop
    workshop.schedule.assignments[2].operations[0].start = time("+1 08:00")
    workshop.schedule.assignments[2].operations[0].end = time("+1 09:00")
    let figures = workshop.played().figures()
    #expect(figures[.sameDayReturns] == 0)
    #expect(figures[.carryOver] == 1)
    // Four hours of the afternoon and 75 minutes of the morning.
    #expect(figures[.returnDelay] == 315)
    // Tuesday is no arrival day: two hours of sixteen.
    #expect(figures[.utilisation] == 12.5)
  }

  // A was there before: it is served, but it is no new arrival and has no booking that could be kept.
  @Test func whoWasThereBeforeIsServedButNotReceived() {
    var workshop = workshop
    workshop.demand.appointments[0].arrived = time("-1 15:00")
    workshop.schedule.assignments[0].reception = nil
    let figures = workshop.played().figures()
    #expect(figures[.served] == 3)
    #expect(figures[.advisorVehicles] == 1)
    #expect(figures[.workWait] == 7.5)
  }

  // From 10:00 on: six hours of two technicians, of which C takes one.
  @Test func capacityCountsFromNow() {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("10:00")
    workshop.add("C", at: "14:00", [Step("14:15", "15:15")])
    let run = workshop.played()
    #expect(run.shop.capacity.shifts == 720)
    #expect(run.shop.capacity.open == 360)
    #expect(run.shop.capacity.closings == [minute("17:00")])
    #expect(run.shop.capacity.advisorDays == 2)
    #expect(run.figures()[.utilisation] == 60.0 * 100 / 720)
  }

  @Test func figuresOfTwoDaysAreThoseOfTheirSums() {
    let one = workshop.played().sums()
    var late = TinyWorkshop()
    late.add("A", at: "08:00") { $0.readyBy = time("12:00") }
    let both = one + late.played().sums()
    // One of two, and one of one: two of three are in time.
    #expect(abs((both.values[.onTime] ?? 0) - 200.0 / 3) < 1e-9)
    #expect(both.values[.served] == 2)
    #expect(both.values[.waiting] == 105)
  }

  @Test func whoCameBeforeTheWarmUpIsOverDoesNotCount() {
    let run = workshop.played()
    #expect(run.figures(from: minute("08:15"))[.served] == 2)
    #expect(run.figures(from: minute("08:15"))[.onTime] == 100)
    #expect(run.figures(from: minute("18:00"))[.served] == 0)
  }
}
