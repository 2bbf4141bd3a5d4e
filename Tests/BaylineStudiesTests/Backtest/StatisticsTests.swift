import Bayline
import BaylineModel
import BaylineReports
import BaylineSimulation
import Testing

@Suite struct HistoryStatisticsTests {
  private let statistics = HistoryStatistics(site: HistorySample.site, days: HistorySample.days, by: .day)

  @Test func countsAreThoseOfTheRecords() throws {
    for (day, period) in zip(HistorySample.days, statistics.periods) {
      let visits = day.actual.visits
      let old = Set(day.demand.appointments.filter { $0.arrived != nil }.map(\.id))
      #expect(period.noShows == visits.count { $0.outcome == .noShow })
      #expect(period.cancelled == visits.count { $0.outcome == .cancelled })
      #expect(
        period.bookedServed + period.unbookedServed
          == visits.count { $0.outcome == .served && !old.contains($0.appointment) })
      #expect(period.reasons.values.reduce(0, +) == visits.count { $0.outcome != .served })
    }
  }

  /// A figure of a stretch is that of all its days, not the mean of theirs.
  @Test func figuresOfAStretchAreThoseOfAllItsDays() throws {
    let month = try #require(statistics.by(.month).periods.first)
    let total = try #require(statistics.total)
    #expect(month == total)
    var (kept, promised) = (0, 0)
    for day in HistorySample.days {
      let asked = Dictionary(
        uniqueKeysWithValues: (day.demand.appointments + day.actual.requests).map { ($0.id, $0) })
      for visit in day.actual.visits where visit.outcome == .served {
        guard let request = asked[visit.appointment], let readyBy = request.readyBy, let ready = visit.ready
        else { continue }
        // A vehicle that stays counts once, on the day on which it came.
        if request.arrived != nil { continue }
        promised += 1
        if ready <= readyBy { kept += 1 }
      }
    }
    let share = try #require(total.figures.values[.onTime])
    #expect(abs(share - Double(kept) * 100 / Double(promised)) < 1e-9)
  }

  /// Work that is done on a later day stands in two records, and is counted once.
  @Test func workIsCountedOnceByTrade() throws {
    var minutes = 0
    for day in HistorySample.days {
      for work in day.actual.visits.flatMap(\.operations)
      where work.start.date == day.actual.day && !work.technicians.isEmpty {
        minutes += work.worked * work.technicians.count
      }
    }
    #expect(statistics.total?.trades.values.reduce(0) { $0 + $1.worked } == minutes)
    let twice = HistorySample.days.flatMap { $0.actual.visits }.flatMap(\.operations)
      .reduce(0) { $0 + $1.worked * $1.technicians.count }
    #expect(twice > minutes)
  }

  /// 1 September 2022 was a Thursday: the sample begins in a week of three working days.
  @Test func weeksBeginOnMonday() {
    let weeks = statistics.by(.week).periods
    #expect(weeks.map(\.days).reduce(0, +) == HistorySample.days.count)
    #expect(weeks.dropFirst().allSatisfy { $0.from.weekday == .monday })
    #expect(weeks.first?.days == HistorySample.days.count { $0.actual.day < weeks[1].from })
  }

  @Test func everyStretchHasARowInBothLanguages() {
    for language in Language.allCases {
      let page = StatisticsPage(
        statistics.by(.week), siteName: "S", program: "bayline", files: [], withoutRecord: 2,
        language: language)
      #expect(page.csv.split(separator: "\r\n").count == 1 + statistics.by(.week).periods.count)
      #expect(page.html.contains("</svg>"))
      #expect(page.text.contains(statistics.periods[0].from.description))
    }
  }
}
