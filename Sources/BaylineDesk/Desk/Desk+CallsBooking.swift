import Bayline
import BaylineSpreadsheets
import BaylineStore
import BaylineWording

/// The end of a call: a booking, a call back, or a customer who takes none of the times.
extension Desk {
  /// Books a time that was offered.
  ///
  /// - Throws: ``DeskError/taken(_:)`` with fresh offers if it cannot be had any more with this advisor.
  func accept(
    _ request: Appointment, at arrival: CivilTime, advisor: String, by account: String, _ language: Language
  ) async throws -> Booked {
    await beginChange()
    defer { endChange() }
    try await rollOver(by: Self.ownName)
    return try committing(language) { book in
      let (record, request) = try own(request, in: book)
      let book = record.map { book.withoutRequest($0.appointment.id) } ?? book
      let desk = try offerDesk(book, language)
      let offer = try offer(request, arrival, advisor, at: desk, book, language)
      return try self.book(offer, request, record, at: desk, in: book, reason: nil, by: account, language)
    }
  }

  func move(
    _ visit: String, to arrival: CivilTime, advisor: String?, by account: String, _ language: Language
  ) async throws -> Booked {
    await beginChange()
    defer { endChange() }
    try await rollOver(by: Self.ownName)
    return try committing(language) { book in
      let record = try movable(visit, in: book, language)
      let (desk, request) = try movingDesk(record, in: book, language)
      let offer = try offer(request, arrival, advisor, at: desk, book, language)
      let old = record.arrival.map { words.dayAndTime($0) }
      let reason = old.map { words("改约，原 \($0)", "moved from \($0)") }
      return try self.book(offer, request, record, at: desk, in: book, reason: reason, by: account, language)
    }
  }

  /// Keeps a request without a time: to be called back, or declined with a reason.
  ///
  /// It is no visit of the demand, so that the schedule stays as it is: only its record is kept. A call back is a contact of
  /// the occasion ``callBack`` that is still to be made.
  func keep(
    _ request: Appointment, declined reason: String?, callBack: CivilTime?, by account: String
  ) async throws -> String {
    if let reason, reason.isBlank {
      throw DeskError.refused(words("没有说明未约成的原因; 请填写", "give the reason why nothing was booked"))
    }
    if let callBack, callBack < clock.now {
      throw DeskError.refused(
        words(
          "回电时间 \(callBack) 已过; 请给以后的时间",
          "the time for the call back, \(callBack), has passed; give a later one"))
    }
    await beginChange()
    defer { endChange() }
    try await rollOver(by: Self.ownName)
    return try committing(book.site.locale) { book in
      var (known, request) = try own(request, in: book)
      request.booked = nil
      var record = known ?? VisitRecord(request, status: .requested)
      let status: VisitStatus = reason == nil ? .requested : .declined
      record.appointment = request
      record.status = status
      record.steps.append(VisitStep(at: clock.now, by: account, status: status, reason: reason))
      if let callBack {
        record.contacts.append(
          CustomerContact(
            at: clock.now, by: account, occasion: Self.callBack, outcome: .badMoment, retry: callBack))
      }
      var next = book.withoutRequest(request.id)
      next.records[request.id] = record
      let name = request.card.plate ?? request.card.customer ?? request.id
      let detail =
        if let reason {
          words("\(name) 未约成：\(reason)", "\(name) booked nothing: \(reason)")
        } else {
          callBack.map {
            words("\(name) 待回电 \(words.dayAndTime($0))", "call \(name) back on \(words.dayAndTime($0))")
          }
            ?? words("\(name) 待回电", "call \(name) back")
        }
      try commit(next, status.rawValue, visit: request.id, detail: detail, by: account)
      return request.id
    }
  }

  /// The occasion of a contact that is a promised call back.
  static let callBack = "callBack"

  // MARK: - One booking

  /// Makes a change on the current book, again if another change came first.
  private func committing<Result>(
    _ language: Language, _ change: (Book) throws -> Result
  ) throws -> Result {
    for _ in 0..<Self.attempts {
      do {
        return try change(book)
      } catch StoreError.movedOn {
        try refresh()
      }
    }
    throw DeskError.overtaken(Glossary(language))
  }

  /// A request under an id of its own, with the record of the same vehicle that waits for a time, if there is one.
  private func own(_ request: Appointment, in book: Book) throws -> (VisitRecord?, Appointment) {
    var request = request
    let key = CustomerSearch.Key(request.card)
    let placed = Set(book.schedule.assignments.map(\.appointment))
    let waiting = book.records.values.filter { record in
      record.status == .requested && !placed.contains(record.appointment.id)
        && CustomerSearch.Key(record.appointment.card) == key && key != .unknown
    }
    if let record = Array(waiting).newestFirst().first {
      request.id = record.appointment.id
      return (record, request)
    }
    let planned = Set(book.demand.appointments.map(\.id))
    while try planned.contains(request.id) || book.records[request.id] != nil
      || store.visit(request.id) != nil
    {
      request.id += "b"
    }
    return (nil, request)
  }

  /// The offer of a time with an advisor.
  ///
  /// - Throws: ``DeskError/taken(_:)`` if it cannot be had.
  private func offer(
    _ request: Appointment, _ arrival: CivilTime, _ advisor: String?, at desk: OfferDesk, _ book: Book,
    _ language: Language
  ) throws -> Offer {
    func isWanted(_ reception: Schedule.Reception) -> Bool {
      reception.arrival == arrival && (advisor == nil || reception.advisor == advisor)
    }
    if let offer = desk.offer(for: request, where: isWanted) { return offer }
    // Others may have to make room.
    if let offer = desk.offer(for: request, at: arrival), isWanted(offer.reception) { return offer }
    var wish = request
    wish.preferredArrival = arrival
    wish.preferredAdvisor = advisor ?? request.preferredAdvisor
    let fresh = list(desk, wish, 3, book, language)
    // Asked for by itself, the time may be possible after all.
    if let offer = fresh.answer.offers.first(where: { isWanted($0.reception) }) { return offer }
    throw DeskError.taken(fresh)
  }

  /// Commits a booking.
  private func book(
    _ offer: Offer, _ request: Appointment, _ record: VisitRecord?, at desk: OfferDesk, in book: Book,
    reason: String?, by account: String, _ language: Language
  ) throws -> Booked {
    let accepted: OfferDesk.Acceptance
    do throws(Schedule.Problem) {
      accepted = try desk.accept(offer, of: request)
    } catch {
      throw DeskError.refused(
        Glossary(language)(
          "约定后的计划未通过核对，没有保存; 请换一个时间",
          "the schedule with the booking fails verification, and nothing was saved; take another time"))
    }
    var next = book
    next.demand = accepted.demand
    next.schedule = accepted.schedule
    let booked = accepted.demand.appointments.last { $0.id == request.id } ?? request
    var kept = record ?? VisitRecord(booked, status: .booked)
    kept.appointment = booked
    kept.status = .booked
    kept.assignment = accepted.schedule.assignments.first { $0.appointment == request.id }
    kept.unscheduled = nil
    kept.steps.append(VisitStep(at: clock.now, by: account, status: .booked, reason: reason))
    next.records[request.id] = kept
    for moved in Set(offer.moves.map(\.appointment)) {
      next.records[moved]?.assignment = accepted.schedule.assignments.first { $0.appointment == moved }
    }
    let name = booked.card.plate ?? booked.card.customer ?? booked.id
    let time = words.dayAndTime(offer.reception.arrival)
    try commit(
      next, record?.assignment == nil ? "booked" : "moved", visit: request.id,
      detail: record?.assignment == nil
        ? words("\(name) 约在 \(time)", "\(name) booked for \(time)")
        : words("\(name) 改到 \(time)", "\(name) moved to \(time)"),
      by: account)
    let text = BookingText(book: book, demand: desk.demand, request: booked, offer: offer, language: language)
    return Booked(visit: request.id, offer: offer, spoken: text.spoken, message: text.message)
  }
}

extension Book {
  /// The book without a visit of the demand that has no time; another call says what is wanted.
  func withoutRequest(_ id: String) -> Book {
    guard schedule.unscheduled.contains(where: { $0.appointment == id }) else { return self }
    var next = self
    next.demand.appointments.removeAll { $0.id == id }
    next.schedule.unscheduled.removeAll { $0.appointment == id }
    next.schedule.cost = nil
    let cost = Verifier(site: site, demand: next.demand).verify(next.schedule).cost
    next.schedule.cost = ScheduleCost.Stated(total: cost.total, terms: cost)
    return next
  }
}
