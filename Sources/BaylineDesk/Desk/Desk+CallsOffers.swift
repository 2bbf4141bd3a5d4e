import Bayline
import BaylineReports
import BaylineSimulation
import BaylineSpreadsheets
import BaylineStore
import BaylineWording
import Synchronization

/// What calls are answered from, kept while the book stays the same.
final class CallCache: Sendable {
  let catalogue = CatalogueCache()
  private let last = Mutex<(version: Int, desk: OfferDesk)?>(nil)

  /// The desk of a book, verified once; a book from which a visit was taken out is another one of the same version.
  ///
  /// - Throws: Why the schedule is not valid for the demand.
  func desk(_ book: Book, now: CivilTime) throws(Schedule.Problem) -> OfferDesk {
    let known = last.withLock { $0 }
    if let known, known.version == book.version, known.desk.demand == book.demand {
      return known.desk.at(now)
    }
    let desk = try OfferDesk(
      site: book.site, demand: book.demand, schedule: book.schedule, now: now,
      promising: Self.promises(site: book.site))
    last.withLock { $0 = (book.version, desk) }
    return desk
  }

  /// The simulated days of each offer's promise: a caller does not wait.
  private static let replications = 40

  /// What customers are told, from the days around the visit alone: who is done before it arrives, or comes after it is
  /// ready, is not simulated.
  static func promises(site: Site) -> OfferDesk.PromiseRule {
    let rule = PromiseEstimator.rule(site: site, replications: replications)
    return { id, demand, schedule in
      guard let visit = schedule.assignments.first(where: { $0.appointment == id }),
        let arrival = visit.begin
      else { return rule(id, demand, schedule) }
      let from = CivilTime(arrival.date)
      let to = CivilTime(visit.ready.date.advanced(by: 1))
      var (near, around) = (demand, schedule)
      around.unscheduled = []
      around.assignments.removeAll { other in
        other.ready < from || other.begin.map { $0 >= to } ?? false
      }
      let ids = Set(around.assignments.map(\.appointment))
      near.appointments.removeAll { !ids.contains($0.id) }
      return rule(id, near, around)
    }
  }
}

extension Schedule.Assignment {
  /// When the vehicle comes, or its first work begins.
  fileprivate var begin: CivilTime? { reception?.arrival ?? operations.map(\.start).min() }
}

/// The times that can be offered.
extension Desk {
  nonisolated func offers(
    for request: Appointment, count: Int = 3, _ language: Language
  ) async throws -> OfferList {
    try await beginDay()
    let book = self.book
    let desk = try offerDesk(book, language)
    return list(desk, renumbered(request, in: book), count, book, language)
  }

  /// The times that a visit can be moved to.
  nonisolated func offers(moving visit: String, _ language: Language) async throws -> OfferList {
    try await beginDay()
    let book = self.book
    let record = try movable(visit, in: book, language)
    let (desk, request) = try movingDesk(record, in: book, language)
    var list = list(desk, request, Self.movingCount + 1, book, language)
    // Another time is asked for.
    list.answer.offers.removeAll { $0.reception.arrival == record.assignment?.reception?.arrival }
    list.answer.offers = Array(list.answer.offers.prefix(Self.movingCount))
    return list
  }

  private static let movingCount = 3

  /// Ends the days before today, if that has not happened; otherwise waits for nobody's change.
  private nonisolated func beginDay() async throws {
    if clock.now.date > book.demand.horizon.from { try await rollOver(by: Self.ownName) }
  }

  /// Why a visit is where it is, or cannot be at a time.
  nonisolated func explanation(
    of visit: String, at time: CivilTime?, _ language: Language
  ) async throws -> String {
    let book = self.book
    let words = Glossary(language)
    let (site, demand) = (book.site, book.demand)
    guard let appointment = demand.appointments.first(where: { $0.id == visit }) else {
      throw unplanned(visit, in: book, words)
    }
    do throws(PlacementQuestion.Problem) {
      var question = try PlacementQuestion(visit: visit, in: demand)
      question.arrival = time
      var explanation = try Planner(site: site, demand: demand).explain(question, in: book.schedule)
      explanation.reason = explanation.reason.map {
        ReasonText(site: site, demand: demand, language: language).worded($0, of: appointment)
      }
      return ExplanationText(site: site, demand: demand, language: language).text(explanation)
    } catch {
      throw refusal(error, visit, book, words)
    }
  }

  /// Why a question about a visit of the plan has no answer.
  private nonisolated func refusal(
    _ problem: PlacementQuestion.Problem, _ visit: String, _ book: Book, _ words: Glossary
  ) -> DeskError {
    switch problem {
    case .alreadyArrived:
      return .refused(words("车已在店，没有到店时间可问", "the vehicle is on site, and has no arrival to ask about"))
    case .beyondHorizon(let time):
      let horizon = book.demand.horizon
      let (first, last) = (words.dayAndTime(horizon.start), words.dayAndTime(horizon.end))
      return .refused(
        words(
          "\(words.dayAndTime(time)) 不在预约簿内；请给 \(first) 到 \(last) 之间的时间",
          "\(words.dayAndTime(time)) is outside the book; give a time from \(first) to \(last)"))
    case .noPlace:
      return .refused(words("没有别的排法：作业都已固定", "there is no alternative: all of its work is fixed"))
    case .infeasible, .unrepresentableCrew: return contradiction(words)
    case .unknownAppointment, .ambiguousAppointment, .unknownResource, .ambiguousResource:
      return .noVisit(visit, words)
    }
  }

  /// Why there is nothing to explain about a visit.
  private nonisolated func unplanned(_ visit: String, in book: Book, _ words: Glossary) -> DeskError {
    guard let record = book.records[visit] else { return .noVisit(visit, words) }
    let name = record.appointment.card.plate ?? visit
    return .refused(
      words("\(name) 还没有时间; 请先查可约时间", "\(name) has no time yet; ask for the times that it can have"))
  }

  // MARK: - Desks

  /// The desk of a book, at the time of the clock.
  ///
  /// - Throws: ``DeskError/refused(_:)`` if the book contradicts itself.
  nonisolated func offerDesk(_ book: Book, _ language: Language) throws -> OfferDesk {
    do throws(Schedule.Problem) {
      return try calls.desk(book, now: clock.now)
    } catch {
      throw contradiction(Glossary(language))
    }
  }

  /// The desk without a visit, and the visit as a request for another time.
  nonisolated func movingDesk(
    _ record: VisitRecord, in book: Book, _ language: Language
  ) throws -> (desk: OfferDesk, request: Appointment) {
    let visit = record.appointment
    do throws(Schedule.Problem) {
      var (desk, request) = try OfferDesk.moving(
        visit, site: book.site, demand: book.demand, schedule: book.schedule, now: clock.now,
        promising: CallCache.promises(site: book.site))
      // What was promised belongs to the old time.
      if visit.booked != nil || visit.readyBy == record.assignment?.promise { request.readyBy = nil }
      return (desk, request)
    } catch {
      throw contradiction(Glossary(language))
    }
  }

  private nonisolated func contradiction(_ words: Glossary) -> DeskError {
    .refused(
      words(
        "当前计划与门店或预约不一致，暂时不能报时间; 请重新排程",
        "the schedule contradicts the site or the visits, so that no times can be offered; plan the day again"
      ))
  }

  /// The visit that is to be moved.
  ///
  /// - Throws: ``DeskError/notFound(_:)``, or ``DeskError/refused(_:)`` if it is over or on site.
  nonisolated func movable(_ visit: String, in book: Book, _ language: Language) throws -> VisitRecord {
    let words = Glossary(language)
    guard let record = try book.records[visit] ?? store.visit(visit) else {
      throw DeskError.noVisit(visit, words)
    }
    let name = record.appointment.card.plate ?? visit
    let isPlanned = book.demand.appointments.contains { $0.id == visit }
    if record.status.isOver || (!isPlanned && book.records[visit] == nil) {
      throw DeskError.refused(
        words("\(name) 的这次预约已结束; 请新建预约", "this visit of \(name) is over; book a new one"))
    }
    if record.appointment.isOnSite || record.status.isInHouse {
      throw DeskError.refused(
        words("\(name) 的车已在店; 不能再改约", "the vehicle \(name) is already on site; it cannot be moved"))
    }
    return record
  }

  /// A request under an id that no visit of the book has.
  nonisolated func renumbered(_ request: Appointment, in book: Book) -> Appointment {
    var copy = request
    while book.demand.appointments.contains(where: { $0.id == copy.id }) { copy.id += "b" }
    return copy
  }

  // MARK: - The list

  /// The offers for a request, with what the coordinator should know.
  nonisolated func list(
    _ desk: OfferDesk, _ request: Appointment, _ count: Int, _ book: Book, _ language: Language
  ) -> OfferList {
    let words = Glossary(language)
    let answer = desk.offers(for: request, count: count).worded(site: book.site, demand: desk.demand, words)
    let text = OfferText(
      site: book.site, demand: desk.demand, request: request, now: desk.now, language: language)
    var notes = text.notes(answer)
    let arrivals = answer.offers.map(\.reception.arrival)
    notes += [SameVehicles.line(request, at: arrivals, desk.demand, book.schedule, words)].compactMap(\.self)
    if let opened = answer.offers.first(where: \.isOutsideAvailability) {
      notes.append(
        words(
          "返修当天加开：\(opened.reception.arrival.clock)",
          "opened today for the comeback: \(opened.reception.arrival.clock)"))
    }
    notes += Self.partNotes(answer.offers, desk.demand, words)
    if let slack = answer.offers.first(where: { book.isSlack($0.reception.arrival) }) {
      let incentive = book.settings.slackIncentive
      let time = slack.reception.arrival
      notes.append(
        words("\(words.dayAndTime(time)) 是空闲时段", "\(words.dayAndTime(time)) is a slack hour")
          + (incentive.isEmpty ? "" : words("：", ": ") + incentive))
    }
    return OfferList(version: book.version, answer: answer, notes: notes)
  }

  /// The parts that have to come first.
  private static func partNotes(_ offers: [Offer], _ demand: Demand, _ words: Glossary) -> [String] {
    let awaited = offers.first?.parts.filter { $0.arrives != nil } ?? []
    return awaited.compactMap { supply in
      guard let arrives = supply.arrives else { return nil }
      let name = demand.parts.first { $0.id == supply.part }?.name ?? supply.part
      return words(
        "配件 \(name) × \(supply.quantity) 需订货，\(words.dayAndTime(arrives)) 到",
        "part \(name) × \(supply.quantity) has to be ordered, here \(words.dayAndTime(arrives))")
    }
  }
}

extension Book {
  /// Whether few customers come in the hour: at most half of the mean of the day's open hours.
  func isSlack(_ arrival: CivilTime) -> Bool {
    let date = arrival.date
    guard let hours = site.openingHours.span(on: date) else { return false }
    let open = max(1, (hours.end - hours.start) / 60)
    let times = schedule.assignments.compactMap(\.reception?.arrival).filter { $0.date == date }
    let same = times.count { $0.minuteOfDay / 60 == arrival.minuteOfDay / 60 }
    return times.count >= open && same * 2 * open <= times.count
  }
}
