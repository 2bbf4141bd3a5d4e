import Bayline

extension LineAnswerer {
  /// The offers of several workshops for one customer; each is asked as by itself.
  func groupOffers(_ fields: Fields, _ inputs: inout LineInputs) async throws -> String {
    let shops = try inputs.valid(fields["shops"]).shops()
    var books: [(id: String, distance: Double, book: LineBook)] = []
    var wanted: Appointment?
    for (id, members) in shops {
      let book = inputs.book(members)
      // Every workshop must be able to read the request, which may name its advisors and parts.
      wanted = inputs.request(fields, book.site, book.demand)
      books.append((id, members.decimal("distance") ?? 0, book))
    }
    let (count, now) = (fields.integer("count") ?? OfferCommand.defaultCount, fields.time("now"))
    let perKilometre = fields.decimal("perKilometre") ?? GroupOffers.minutesPerKilometre
    let request = try inputs.valid(wanted)
    var sound: [SoundBook] = []
    for entry in books { sound.append(try entry.book.valid(inputs)) }
    let answers = try await answers(of: sound, to: request, count: count, now: now)
    let asked = zip(books, answers).map {
      GroupOffers.Shop(id: $0.id, distance: $0.distance, answer: $1)
    }
    // Without a time of the call it is that of the first book.
    let call = now ?? sound.map(\.demand.now).min() ?? CivilTime(CivilDate(ordinal: 1))
    let ranked = GroupOffers.ranked(asked, now: call, perKilometre: perKilometre)
    return GroupFormat.encode(request, ranked, answers: asked.map { (shop: $0.id, answer: $0.answer) })
  }

  private func answers(
    of books: [SoundBook], to request: Appointment, count: Int, now: CivilTime?
  ) async throws -> [Offer.Answer] {
    try await withThrowingTaskGroup(of: (Int, Offer.Answer).self) { group in
      for (position, book) in books.enumerated() {
        group.addTask { (position, try book.answer(request, count: count, now: now)) }
      }
      var answers: [Int: Offer.Answer] = [:]
      for try await (position, answer) in group { answers[position] = answer }
      return books.indices.compactMap { answers[$0] }
    }
  }
}
