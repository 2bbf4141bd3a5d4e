import Bayline
import BaylineSpreadsheets
import BaylineStore
import BaylineWording

/// A phone call, from the ring to the booking: who calls, and what is wanted.
extension Desk {
  /// Customers whose plate, phone or name begins with or contains a text, the newest visits first.
  nonisolated func customers(matching text: String, limit: Int = 8) throws -> [CustomerFile] {
    let text = text.trimmed
    guard !text.isEmpty, limit > 0 else { return [] }
    let book = self.book
    let search = CustomerSearch(text)
    // A customer has several visits.
    var visits = try store.visits(matching: text, limit: limit * 12)
    let known = Set(visits.map(\.appointment.id))
    visits += book.records.values.filter {
      !known.contains($0.appointment.id) && search.rank($0.appointment.card) != nil
    }
    return try search.customers(visits).prefix(limit).map { key, found in
      try file(of: key, found, book)
    }
  }

  /// The file of a customer, with the whole history of the plate.
  private nonisolated func file(
    of key: CustomerSearch.Key, _ found: [VisitRecord], _ book: Book
  ) throws -> CustomerFile {
    var visits = found
    if case .plate(let plate) = key {
      let known = Set(found.map(\.appointment.id))
      visits += try store.visits(ofPlate: plate, limit: Self.historyLength).filter {
        !known.contains($0.appointment.id)
      }
    }
    // The book has the newest state.
    visits = visits.map { book.records[$0.appointment.id] ?? $0 }.newestFirst()
    let card = visits.first?.appointment.card ?? Appointment.CustomerCard()
    let site = book.site
    return CustomerFile(
      plate: card.plate ?? "", card: card, visits: visits,
      preferredAdvisor: visits.lazy.compactMap { Self.advisor(of: $0) }.first { id in
        site.advisors.contains { $0.id == id }
      },
      preferredTechnician: visits.lazy.compactMap(\.appointment.preferredTechnician).first { id in
        site.technicians.contains { $0.id == id }
      },
      recalls: book.settings.recalls.filter { $0.applies(to: card) })
  }

  /// The visits of a plate that are shown.
  private static let historyLength = 50

  /// The advisor whom the customer asked for, or else who received the vehicle: the same one receives it again.
  private static func advisor(of visit: VisitRecord) -> String? {
    let appointment = visit.appointment
    return appointment.preferredAdvisor ?? appointment.receivedBy ?? visit.assignment?.reception?.advisor
      ?? appointment.booked?.advisor
  }

  /// Standard jobs by words, first letters or pinyin, the best match first.
  nonisolated func jobs(matching text: String, limit: Int = 12) -> [CatalogueJob] {
    let book = self.book
    return calls.catalogue.search(book.settings.catalogue, site: book.site).jobs(matching: text, limit: limit)
      .map {
        CatalogueJob(
          name: $0.name, minutes: $0.minutes, price: $0.price, trade: $0.trade, kind: $0.kind.rawValue)
      }
  }

  /// A request as `bayline offer` understands it, counted from the time of the call.
  nonisolated func understand(_ said: SaidRequest, _ language: Language) -> UnderstoodRequest {
    let book = self.book
    let words = Glossary(language)
    let now = max(clock.now, book.demand.now)
    var members = SaidMembers(said.items, now: now, words)
    if !said.at.isBlank { members.addArrival("at", said.at) }
    if !said.by.isBlank { members.addReadyBy("by", said.by) }
    var faults = members.faults.map { UnderstoodRequest.Fault(field: $0.option, text: $0.text) }
    faults += said.missing(hasCatalogue: !book.settings.catalogue.isEmpty, words)
    var understood = UnderstoodRequest(request: nil, notes: members.notes.map(\.text), faults: faults)
    guard faults.isEmpty else { return understood }
    let result = RequestImport(
      site: book.site, siteNames: SiteFormat.IDs(book.site), demand: book.demand,
      catalogues: [CatalogueSearch.file(book.settings.catalogue)]
    ).read(members.items)
    let text = DiagnosticText(language)
    understood.faults = result.diagnostics.map { fault in
      // What is wrong with the catalogue shows in the jobs.
      fault.file == CatalogueSearch.file
        ? UnderstoodRequest.Fault(field: "jobs", text: text.line(fault))
        : UnderstoodRequest.Fault(field: fault.file, text: text.comment(fault))
    }
    understood.notes += result.notes.map { $0.line(words) }
    understood.request = result.request.map { request in
      var request = request
      request.card.called = clock.now
      request.card.estimate = request.card.estimate ?? estimate(said, book)
      return request
    }
    return understood
  }

  /// The price of all jobs, if the catalogue has the price of each.
  private nonisolated func estimate(_ said: SaidRequest, _ book: Book) -> Int? {
    let search = calls.catalogue.search(book.settings.catalogue, site: book.site)
    let names = SaidMembers.jobList(said.jobs).split(separator: ";").map { String($0).trimmed }
    let prices = names.filter { !$0.isEmpty }.map { search.job($0)?.price }
    return prices.isEmpty || prices.contains(nil) ? nil : prices.compactMap(\.self).reduce(0, +)
  }
}

extension SaidRequest {
  /// The members without times, each with the name of its field.
  fileprivate var items: [RequestImport.Said] {
    var items: [RequestImport.Said] = []
    func add(_ field: String, _ key: String, _ text: String) {
      if !text.isBlank { items.append(.init(field, key, text)) }
    }
    add("plate", "plate", plate)
    add("customer", "customer", customer)
    add("title", "title", title)
    add("phone", "phone", phone)
    add("vehicle", "vehicle", vehicle)
    add("mileage", "mileage", mileage)
    add("jobs", "jobs", SaidMembers.jobList(jobs))
    add("request", "request", request)
    add("note", "note", note)
    add("advisor", "preferredAdvisor", advisor)
    add("kind", "kind", kind)
    add("waiting", "waiting", waiting ? "1" : "")
    add("loaner", "loaner", loaner ? "1" : "")
    return items
  }

  /// What has to be said and was not.
  fileprivate func missing(hasCatalogue: Bool, _ words: Glossary) -> [UnderstoodRequest.Fault] {
    var faults: [UnderstoodRequest.Fault] = []
    if plate.isBlank, customer.isBlank, phone.isBlank {
      faults.append(
        .init(
          field: "plate",
          text: words("没有车牌、客户或电话; 请至少填一项", "there is no plate, customer or phone; give at least one")))
    }
    if !hasCatalogue {
      faults.append(
        .init(
          field: "jobs",
          text: words(
            "还没有标准作业目录; 请在设置中导入", "there is no catalogue of standard jobs yet; import one in the settings")))
    } else if jobs.isBlank {
      faults.append(
        .init(
          field: "jobs",
          text: words(
            "没有项目; 请选客户要做的标准作业，电话里判断不了的选检查或诊断并登记回电",
            "there are no jobs; choose what the customer wants, or a check or diagnosis with a call back if it cannot be judged on the phone"
          )))
    }
    return faults
  }
}

extension DeskSettings.Recall {
  /// Whether it names the plate, or its words are all in the description of the vehicle.
  func applies(to card: Appointment.CustomerCard) -> Bool {
    let plate = card.plate.map(Appointment.CustomerCard.plateKey) ?? ""
    let vehicle = (card.vehicle ?? "").lowercased()
    return appliesTo.contains { entry in
      let words = entry.lowercased().split(whereSeparator: \.isWhitespace)
      if !plate.isEmpty, Appointment.CustomerCard.plateKey(entry) == plate { return true }
      return !words.isEmpty && words.allSatisfy { vehicle.contains($0) }
    }
  }
}

extension String {
  /// Whether it says nothing.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// Without blanks at its ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
