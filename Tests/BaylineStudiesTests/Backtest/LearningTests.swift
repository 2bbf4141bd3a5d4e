import Bayline
import BaylineFormats
import BaylineGenerator
import BaylineModel
import BaylineSimulation
import TestSupport
import Testing

@testable import BaylineStudies

/// What records teach, against the truths that the made-up past was made with.
@Suite struct LearningTests {
  private static let days = HistorySample.history.days(
    in: CivilDate(
      ordinal: GeneratedHistory.sampleMonth.lowerBound.ordinal - 150)...GeneratedHistory.sampleMonth
      .upperBound)
  private static let learning = HistoryCalibration(site: HistorySample.site, days: days)

  /// What was learned from the first half tells the times of the second better than the standard does.
  @Test func learnedTimesAreNearerToThoseOfLaterDays() {
    let half = Self.days.count / 2
    let estimates = Self.estimates(Array(Self.days[..<half]))
    var (standard, learned) = (0.0, 0.0)
    let site = estimates.applied(to: HistorySample.site)
    for day in Self.days[half...] {
      let scaled = estimates.applied(to: day.demand)
      for (plain, better) in zip(day.demand.appointments, scaled.appointments) {
        guard let visit = day.actual.visits.first(where: { $0.appointment == plain.id }) else { continue }
        for done in visit.operations where done.added == nil && done.technicians.count == 1 {
          guard let one = plain.operations.first(where: { $0.id == done.operation }),
            let other = better.operations.first(where: { $0.id == done.operation }),
            let was = Self.minutes(one, done.technicians[0], HistorySample.site),
            let now = Self.minutes(other, done.technicians[0], site)
          else { continue }
          standard += Double((was - done.worked) * (was - done.worked))
          learned += Double((now - done.worked) * (now - done.worked))
        }
      }
    }
    #expect(standard > 0)
    #expect(learned < 0.8 * standard, "\(learned) of \(standard)")
  }

  @Test func whatWasLearnedOfTimesCountsOnce() {
    let estimates = Self.estimates(Self.days)
    let chances = estimates.uncertaintyOfLearnedDemand
    #expect(estimates.uncertainty.durations.operations.count > 5)
    #expect(
      chances.durations
        == Uncertainty.Durations(.lognormal(mean: 100, variation: estimates.work.variation)))
    #expect(chances.noShow == estimates.uncertainty.noShow)
  }

  private static func estimates(_ days: [PastDay]) -> HistoryEstimates {
    var learner = HistoryEstimator(site: HistorySample.site)
    for day in days { learner.add(day) }
    return learner.estimates
  }

  private static func minutes(_ operation: ServiceOperation, _ technician: String, _ site: Site) -> Int? {
    guard case .standard(let work) = operation.work,
      let efficiency = site.technicians.first(where: { $0.id == technician })?.efficiency
    else { return nil }
    return (work.minutes * 100 + efficiency - 1) / efficiency
  }

  @Test func whatIsLearnedIsAFileThatTheFormatsAccept() throws {
    let site = SiteFormat.decode(Array(SiteFormat.encode(Self.learning.site).utf8), file: "site.json")
    #expect(site.diagnostics.isEmpty)
    #expect(site.site == Self.learning.site)
    let text = UncertaintyFormat.encode(Self.learning.uncertainty)
    let reading = UncertaintyFormat.decode(Array(text.utf8), file: "uncertainty.json", site: site.names)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.uncertainty == Self.learning.uncertainty)
  }

  @Test func ratesAreThoseOfTheRecord() {
    let booked = Self.days.flatMap { day in
      day.actual.visits.filter { $0.booked != nil && ($0.outcome == .served || $0.outcome == .noShow) }
    }
    let share = Double(booked.count { $0.outcome == .noShow }) * 100 / Double(booked.count)
    #expect(abs(Self.learning.uncertainty.noShow.defaultValue - share) < 0.06)
    // Shrinking keeps weekdays and hours around the rate of all.
    let days = Self.learning.uncertainty.noShowWeekdays.values
    #expect(days.contains { $0 >= 100 } && days.contains { $0 <= 100 })
    let walkIns = Self.days.map { day in
      Double(
        day.actual.requests.count { request in
          request.walkIn
            && day.actual.visits.contains { $0.appointment == request.id && $0.outcome == .served }
        })
    }
    let perDay = walkIns.reduce(0, +) / Double(walkIns.count)
    #expect(abs((Self.learning.uncertainty.walkIns.perDay ?? 0) - perDay) < 0.06)
  }

  @Test func fewDaysTeachTimesAloneAndNothingTeachesNothing() {
    let few = HistoryCalibration(site: HistorySample.site, days: Array(Self.days.prefix(5)))
    #expect(few.uncertainty.noShow == Uncertainty.default.noShow)
    #expect(few.site.booking.reservePercent == HistorySample.site.booking.reservePercent)
    let none = HistoryCalibration(site: HistorySample.site, days: [])
    #expect(none.site == HistorySample.site)
    #expect(none.uncertainty == .default)
  }
}
