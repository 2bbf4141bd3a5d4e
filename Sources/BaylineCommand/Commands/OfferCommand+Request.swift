import Bayline
import BaylineSpreadsheets
import BaylineWording

extension OfferCommand {
  /// A request with what determines the numbers of its slots.
  struct Call {
    var request: Appointment
    /// The request as it was when its codes were given, if it has another id by now.
    var asked: Appointment?
    var count: Int
    var now: CivilTime?
    /// The days of the book, if it is to be opened for more.
    var days: Int?
    /// What was understood of the request, a line each.
    var understood: [String] = []
  }

  /// The request; `nil` after reporting faults.
  func asked(_ inputs: inout InputReader) throws(Refusal) -> Call? {
    if isRemembered { return try remembered(&inputs) }
    let (notes, request): ([String], Appointment?)
    if let path = self.request {
      request = inputs.request(path, catalogues: said.catalogueFiles(beside: files.site))
      notes = []
      if let request { checkIsNew(request, path, &inputs) }
    } else {
      (request, notes) = typed(&inputs)
    }
    let words = inputs.words
    return request.map {
      Call(
        request: $0, count: count, now: now.flatMap { CivilTime($0) }, days: days,
        understood: notes + inputs.notes.map { $0.line(words) })
    }
  }

  /// The request that a code was given for.
  private func remembered(_ inputs: inout InputReader) throws(Refusal) -> Call? {
    let words = inputs.words
    guard case .number(let number, let code?) = accept else {
      throw .internalError(("没有代码", "no code"), words)
    }
    let found = AskedRequests(files.demand).entries.filter {
      number <= $0.codes.count && $0.codes[number - 1] == code
    }
    let texts = Set(found.map { DemandFormat.encode($0.request) })
    guard let entry = found.last, texts.count == 1 else {
      throw .badFile([
        words(
          "\(files.demand):$: 没有代码为 \(number):\(code) 的询问，未写入任何文件; 请重新查询",
          "\(files.demand):$: no request has been given the code \(number):\(code), and nothing was written; ask again"
        )
      ])
    }
    // The site and the demand may have changed since.
    let again = (try? inputs.validCase()).map { renumbered(entry.request, in: $0.demand) } ?? entry.request
    guard let request = inputs.request(again: again, AskedRequests(files.demand).path) else { return nil }
    return Call(
      request: request, asked: entry.request, count: entry.count,
      now: now.flatMap { CivilTime($0) } ?? entry.now,
      days: days ?? entry.days)
  }

  /// A request without a plate under the next number, if somebody else has been booked under its own since it was asked.
  private func renumbered(_ request: Appointment, in demand: Demand) -> Appointment {
    guard request.card.plate == nil, let other = demand.appointments.first(where: { $0.id == request.id }),
      other.card.customer != request.card.customer
    else { return request }
    var copy = request
    copy.id = RequestImport.newId(request, in: demand)
    return copy
  }

  /// The request that was typed, and what was understood of its times.
  private func typed(_ inputs: inout InputReader) -> (Appointment?, [String]) {
    guard let (_, demand) = try? inputs.validCase() else { return (nil, []) }
    let now = now.flatMap { CivilTime($0) } ?? demand.now
    let words = inputs.words
    let people = advisor.map { [RequestImport.Said("--advisor", "preferredAdvisor", $0)] } ?? []
    var members = SaidMembers(said.items + people, now: now, words)
    if let at = said.at { members.addArrival("--at", at) }
    if let by = said.by { members.addReadyBy("--by", by) }
    for fault in members.faults { inputs.report(at: "\(fault.option):$", fault.text) }
    let notes = members.notes.map { "\($0.option) \($0.text)" }
    guard inputs.diagnostics.isEmpty else { return (nil, notes) }
    let catalogues = said.catalogueFiles(beside: files.site)
    if catalogues.isEmpty, said.jobs != nil {
      inputs.report(
        at: "--jobs:$",
        words(
          "没有标准作业目录; 请给 --catalogue，或在门店文件旁放 jobs.csv（bayline export --template 可生成模板）",
          "there is no catalogue of standard jobs; give --catalogue, or put jobs.csv beside the site file (bayline export --template writes one to fill in)"
        ))
      return (nil, notes)
    }
    return (inputs.request(catalogues: catalogues) { [items = members.items] in $0.read(items) }, notes)
  }

  /// Reports members that a new request cannot have, because they belong to confirmed or started visits.
  private func checkIsNew(_ asked: Appointment, _ path: String, _ inputs: inout InputReader) {
    let words = inputs.words
    func report(_ place: String) {
      inputs.report(
        at: "\(path):\(place)",
        words(
          "新的预约不能有此项; 请删除，已约或已到店的车辆请写入需求文件",
          "a new appointment cannot have this; remove it, and add booked or arrived vehicles to the demand"))
    }
    if asked.booked != nil { report("$.booked") }
    if asked.arrived != nil { report("$.arrived") }
    for (position, operation) in asked.operations.enumerated() where operation.locked != nil {
      report("$.operations[\(position)].locked")
    }
  }
}
