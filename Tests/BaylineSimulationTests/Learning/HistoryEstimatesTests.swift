import BaylineModel
import BaylineSolver
import TestSupport
import Testing

@testable import BaylineSimulation

/// What is learned from days that are all alike.
@Suite struct HistoryEstimatesTests {
  /// A takes 90 of 60 minutes by T and B does not come; at 15:00 T2 works an hour for somebody without a booking.
  private func day(_ edit: (inout PastDay) -> Void = { _ in }) -> (
    workshop: TinyWorkshop, day: PastDay
  ) {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00") { $0.operations[0].name = "oil" }
    workshop.add("B", at: "10:00", [Step("10:15", "11:15")]) { $0.kind = .maintenance }
    var day = workshop.past(edit: ["A": { $0.work("08:15-09:45") }, "B": { $0.stayAway() }])
    day.walkIn("W", at: "14:30")
    edit(&day)
    return (workshop, day)
  }

  private func estimates(_ days: Int, _ edit: (inout PastDay) -> Void = { _ in })
    -> HistoryEstimates
  {
    let (workshop, day) = day(edit)
    var estimator = HistoryEstimator(site: workshop.site)
    for _ in 0..<days { estimator.add(day) }
    return estimator.estimates
  }

  @Test func nothingIsKnownOfNoDays() {
    let (workshop, _) = day()
    let none = HistoryEstimator(site: workshop.site).estimates
    #expect(none.days == 0)
    #expect(none.uncertainty == .default)
    #expect(none.applied(to: workshop.site) == workshop.site)
    #expect(none.applied(to: workshop.demand) == workshop.demand)
  }

  // Everybody took half as long again but the walk-in, whose hour was an hour: oil by T 150%, the other by T2 100%.
  @Test func timesOfWorkAreLearnedFromTheFirstDays() {
    let few = estimates(10)
    #expect(few.work.jobs == 20)
    let oil = few.work.percent(of: "oil") * few.work.percent(ofTechnician: "T") / 100
    #expect(abs(oil - 150) < 3)
    #expect(few.work.variation < 1e-3)
    // Rates need more days.
    #expect(few.uncertainty.noShow == Uncertainty.default.noShow)
    #expect(few.uncertainty.walkIns == Uncertainty.default.walkIns)
    #expect(few.uncertainty.durations.operations["oil"] != nil)
  }

  @Test func ratesAreLearnedFromTwentyDays() {
    let many = estimates(20).uncertainty
    // One of two booked customers does not come: of the maintenance nearly all, of the repairs nearly none.
    #expect(many.noShow.defaultValue == 50)
    #expect(many.noShow[.maintenance] > 95 && many.noShow[.repair] < 5)
    #expect((many.noShowHours?[10] ?? 0) > 190 && (many.noShowHours?[8] ?? 100) < 10)
    #expect(many.noShowHours?[9] == 100)
    #expect(many.noShowWeekdays == [.monday: 100])
    #expect(many.punctuality.latePercent == 0 && many.punctuality.earlyPercent == 0)
    // One walk-in on each day, always at 14:30.
    #expect(many.walkIns.perDay == 1)
    #expect(many.walkIns.dispersion == 1)
    #expect(many.walkIns.weekdays == [.monday: 100])
    #expect(many.walkIns.kinds == [.repair: 20])
    let hours = many.walkIns.hours ?? []
    #expect(hours.indices.max { hours[$0] < hours[$1] } == 14)
    #expect(many.addedWork.percent.defaultValue == 0)
  }

  // An hour of the walk-in in sixteen hours of shifts: 6.25%.
  @Test func theReserveIsWhatWasNeededWithoutAPlan() {
    let (workshop, _) = day()
    #expect(estimates(20).applied(to: workshop.site).booking.reservePercent == 6)
    #expect(estimates(19).applied(to: workshop.site).booking.reservePercent == 0)
  }

  @Test func theDemandTakesAsLongAsItTook() {
    let (workshop, _) = day()
    let learned = estimates(20)
    let demand = learned.applied(to: workshop.demand)
    guard case .standard(let oil) = demand.appointments[0].operations[0].work else { return }
    #expect(oil.minutes == Int((60 * learned.work.percent(of: "oil") / 100).rounded()))
    #expect(oil.minutes > 60)
    #expect(oil.bay == "lift" && oil.crew == WorkRequirement.Crew(trade: "mech", level: 2))
  }

  @Test func namedWorkIsScaledAndWorkWithoutPeopleIsNot() {
    var (workshop, _) = day()
    workshop.demand.appointments[0].operations[0].work = .alternatives([
      WorkRequirement.Alternative(technician: "T", minutes: 40)
    ])
    workshop.demand.appointments[1].operations[0].work = .standard(
      WorkRequirement.StandardWork(minutes: 30, bay: "wash"))
    let learned = estimates(20)
    let demand = learned.applied(to: workshop.demand)
    #expect(demand.appointments[1] == workshop.demand.appointments[1])
    let scaled = Int((40 * learned.work.percent(of: "oil") / 100).rounded())
    #expect(
      demand.appointments[0].operations[0].work
        == .alternatives([WorkRequirement.Alternative(technician: "T", minutes: scaled)]))
  }

  // Twenty minutes late on half of the days, ten early on the others.
  @Test func lateAndEarlyCustomersAreToldApart() {
    let (workshop, day) = day()
    var estimator = HistoryEstimator(site: workshop.site)
    for place in 0..<20 {
      var other = day
      other.actual.visits[0].came = place % 2 == 0 ? time("08:20") : time("07:50")
      estimator.add(other)
    }
    let punctuality = estimator.estimates.uncertainty.punctuality
    #expect(punctuality.latePercent == 50 && punctuality.late == .exponential(mean: 20))
    #expect(punctuality.earlyPercent == 50 && punctuality.early == .exponential(mean: 10))
  }

  // Half an hour is found on A's hour and a half, twelve minutes after it: a third.
  @Test func foundWorkIsLearned() {
    let learned = estimates(20) {
      $0.actual.visits[0].operations.append(
        ActualDay.Operation(
          operation: "more", added: .init(), bay: "B", technicians: ["T"], start: time("09:57"),
          end: time("10:27")))
    }
    #expect(learned.added.kinds[.repair] == Proportion(all: 40, some: 20))
    #expect(abs(learned.added.size.mean - 100.0 / 3) < 1e-9)
    #expect(learned.added.wait.mean == 12)
    #expect(learned.uncertainty.addedWork.percent.defaultValue == 50)
    #expect(learned.uncertainty.addedWork.approvalMinutes == .exponential(mean: 12))
    // Its half hour is part of what no plan knew.
    #expect(learned.load.extra == 20 * 90 && learned.load.shifts == 20 * 960)
  }

  // Who called off was expected no more.
  @Test func whoCalledOffDoesNotCountAsAbsent() {
    let learned = estimates(20) { $0.actual.visits[1].outcome = .cancelled }
    #expect(learned.bookings.all == Proportion(all: 20, some: 0))
    #expect(learned.uncertainty.noShow.defaultValue == 0)
  }

  @Test func whatIsKnownOnADayIsWhatWasBefore() {
    let (workshop, day) = day()
    let known = HistoryEstimator.estimatesByDay(site: workshop.site, days: [day, day, day])
    #expect(known.map(\.days) == [0, 1, 2])
    #expect(known.map(\.work.jobs) == [0, 2, 4])
  }

  @Test func aCalibrationNamesWhatItRestsOn() {
    let (workshop, day) = day()
    let calibration = HistoryCalibration(site: workshop.site, days: Array(repeating: day, count: 5))
    #expect(calibration.days == 5)
    // The walk-in's operation has no name.
    #expect(calibration.operations.map(\.name) == ["oil"])
    #expect(calibration.operations.map(\.jobs) == [5])
    #expect(calibration.technicians.map(\.name) == ["T", "T2"])
    #expect(calibration.technicians.map(\.jobs) == [5, 5])
    // Slower than usual and faster than usual.
    #expect(calibration.technicians[0].percent >= calibration.technicians[1].percent)
  }
}
