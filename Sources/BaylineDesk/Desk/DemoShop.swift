import Bayline
import BaylineGenerator
import BaylineStore
import BaylineWording
import Foundation

/// A made-up shop with a book for two weeks, whose first day is half run.
enum DemoShop {
  /// Begins the book in a new store and lets the morning of `now` happen.
  ///
  /// The same day, time and language give the same book.
  ///
  /// - Parameters:
  ///   - now: In the opening hours, as ``startTime(real:book:)`` gives it.
  ///   - iterations: Those of the search for the schedule, by default enough for a good one in a second or two.
  static func begin(
    in store: BookStore, at now: CivilTime, _ language: Language, iterations: Int = 400
  ) async throws -> Book {
    var made = BookCaseGenerator(seed: seed, from: now.date, days: DeskSettings().days).generate()
    if language == .english { DemoWords().translate(&made) }
    made.site.locale = language
    let walkIn = takeWalkIn(from: &made.demand)
    var book = try await evening(made, language, iterations)
    let before = lastOpenDay(before: now.date)
    let history = DemoHistory(book: book, today: now.date, language: language)
    let (records, past) = (book.records, history.records)
    book.records.merge(past) { own, _ in own }
    var current = try store.begin(book, at: CivilTime(before, minuteOfDay: 1050), by: coordinator)
    // What is over is found in the store.
    current.records = current.records.filter { past[$0.key] == nil || records[$0.key] != nil }
    let words = Glossary(language)
    current = try store.commit(
      current, "planned", detail: words("明天的计划", "the plan for tomorrow"),
      at: CivilTime(before, minuteOfDay: 1060), by: coordinator)
    return try await DemoMorning(now: now, words: words).happen(current, walkIn, in: store)
  }

  /// The time at which the demo's clock starts: the real time in the opening hours, and otherwise 10:40 of the next open day.
  ///
  /// - Parameter book: The book of an earlier start, whose time does not go back.
  static func startTime(real: CivilTime, book: Book? = nil) -> CivilTime {
    let now = max(real, book?.demand.now ?? real)
    for ahead in 0..<14 {
      let day = now.date.advanced(by: ahead)
      guard let open = BookCaseGenerator.opening(on: day) else { continue }
      if ahead == 0, now.minuteOfDay >= open.from + 60, now.minuteOfDay < open.to - 60 { return now }
      let morning = CivilTime(day, minuteOfDay: 640)
      if morning > now { return morning }
    }
    return now
  }

  static let seed: UInt64 = 7
  /// The accounts in whose names things have happened.
  static let coordinator = "demo"

  private static func lastOpenDay(before date: CivilDate) -> CivilDate {
    (1...14).lazy.map { date.advanced(by: -$0) }.first { BookCaseGenerator.opening(on: $0) != nil }
      ?? date.advanced(by: -1)
  }

  // MARK: - The evening before

  private static let threads = 2
  private static let replications = 20
  /// The visits without a time that are still asked for.
  private static let waiting = 4

  /// The book as it was planned and promised the evening before.
  private static func evening(
    _ made: GeneratedCase, _ language: Language, _ iterations: Int
  ) async throws -> Book {
    var options = SearchOptions()
    options.limit = .iterations(iterations)
    options.threads = threads
    options.provesBound = false
    // Most visits without a time are left out of the book.
    options.explains = false
    var demand = made.demand
    var schedule = await Planner(site: made.site, demand: demand).schedule(options)
    schedule = await PromiseEstimator(site: made.site, demand: demand, replications: replications)
      .promising(schedule, threads: threads)
    schedule = ReasonText(site: made.site, demand: demand, language: language).worded(schedule)
    let left = Set(schedule.unscheduled.dropFirst(waiting).map(\.appointment))
    schedule.unscheduled.removeAll { left.contains($0.appointment) }
    demand.appointments.removeAll { left.contains($0.id) }
    let placed = schedule.assignmentsByVisit
    for index in demand.appointments.indices {
      guard let visit = placed[demand.appointments[index].id], let reception = visit.reception else {
        continue
      }
      demand.appointments[index].booked = Appointment.Booking(
        arrival: reception.arrival, advisor: reception.advisor)
      demand.appointments[index].readyBy = visit.promise
    }
    schedule.cost = nil
    try BookReplan.verify(schedule, made.site, demand, Glossary(language))
    let verdict = Verifier(site: made.site, demand: demand).verify(schedule)
    schedule.cost = ScheduleCost.Stated(total: verdict.cost.total, terms: verdict.cost)
    schedule.about = nil
    ScheduleFingerprint.stamp(&schedule, site: made.site, demand: demand)
    var book = Book(
      site: made.site, demand: demand, schedule: schedule, settings: settings(language))
    book.records = DemoRecords(demand, placed, Glossary(language)).records
    return book
  }

  private static func settings(_ language: Language) -> DeskSettings {
    let words = Glossary(language)
    var settings = DeskSettings()
    settings.catalogue = String(
      decoding: language == .chinese
        ? PackageResources.demo_jobs_csv : PackageResources.demo_jobs_en_csv, as: UTF8.self)
    settings.slackIncentive = words("这个时段到店，工时费九折", "10% off labour in this hour")
    settings.directions = words(
      "江东大道 188 号，由南门进，停在接待区", "188 Jiangdong Avenue, south gate, park at the reception")
    settings.phone = "021-1000 0188"
    settings.recalls = [
      .init(
        number: "R2026-031", title: words("前排气囊气体发生器", "front airbag inflator"),
        appliesTo: [words("云岭 X5 2.0T", "Yunling X5 2.0T")],
        notice: words(
          "第 3 号通知：更换气体发生器，约 1 小时，免费；配件到店后预约",
          "Notice 3: replace the inflator, about an hour, free; book once the part is here")),
      .init(
        number: "R2026-044", title: words("燃油软管", "fuel hose"),
        appliesTo: [words("云岭 S5 1.5T", "Yunling S5 1.5T")],
        notice: words(
          "第 1 号通知：检查并更换燃油软管，路试后交车", "Notice 1: check and replace the fuel hose, road test before hand-over")),
      .init(
        number: "R2026-052", title: words("电池管理软件", "battery software"),
        appliesTo: [words("云岭 E5", "Yunling E5"), words("云岭 E7", "Yunling E7")],
        notice: words("第 2 号通知：升级到 4.1.7", "Notice 2: update to 4.1.7")),
    ]
    return settings
  }

  /// Takes a short visit of another day out of the demand, to come without a booking.
  private static func takeWalkIn(from demand: inout Demand) -> Appointment? {
    let index = demand.appointments.firstIndex { visit in
      visit.kind == .maintenance && visit.operations.count <= 3 && visit.waiting
        && visit.availability?.first.map { $0.from.date > demand.horizon.from } ?? false
    }
    guard let index else { return nil }
    var visit = demand.appointments.remove(at: index)
    visit.walkIn = true
    (visit.availability, visit.preferredArrival, visit.readyBy) = (nil, nil, nil)
    (visit.preferredAdvisor, visit.preferredTechnician) = (nil, nil)
    (visit.loaner, visit.collect, visit.deliver) = (false, nil, nil)
    (visit.card.called, visit.card.note) = (nil, nil)
    return visit
  }
}
