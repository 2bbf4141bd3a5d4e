import Bayline
@testable import BaylineDesk
import BaylineFormats
import BaylineGenerator
import BaylineMath
import BaylineModel
import BaylinePlanning
import BaylineStore
import Foundation
import TestSupport
import Testing

/// Random actions on a small book over two days: whatever people do in whatever order, the book stays whole.
@Suite struct RandomDayTests {
  /// A made-up shop whose visits are promised as planned, half of them on the next day.
  private func shop(_ seed: UInt64) async throws -> Book {
    let generator = try #require(WorkshopGenerator(profile: "small", seed: seed))
    let files = Dictionary(uniqueKeysWithValues: generator.files().map { ($0.path, Array($0.text.utf8)) })
    let decoded = SiteFormat.decode(try #require(files["site.json"]), file: "site.json")
    let site = try decoded.get()
    var demand = try DemandFormat.decode(
      try #require(files["demand.json"]), file: "demand.json", site: decoded.names
    ).get()
    demand.horizon.days = 3
    for index in demand.appointments.indices where !demand.appointments[index].isCommitted {
      demand.appointments[index].availability = nil
      demand.appointments[index].preferredArrival = nil
    }
    var options = SearchOptions()
    options.limit = .iterations(0)
    let schedule = await Planner(site: site, demand: demand).schedule(options)
    let placed = Dictionary(uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0) })
    for index in demand.appointments.indices {
      guard let reception = placed[demand.appointments[index].id]?.reception else { continue }
      demand.appointments[index].booked = Appointment.Booking(
        arrival: reception.arrival, advisor: reception.advisor)
    }
    options.start = schedule
    var settings = DeskSettings()
    settings.days = 3
    let promised = await Planner(site: site, demand: demand).schedule(options)
    var book = Book(site: site, demand: demand, schedule: promised, settings: settings)
    book.follow(by: "ann")
    return book
  }

  @Test func theBookStaysWhole() async throws {
    let seed: UInt64 = 1
    let book = try await shop(seed)
    let first = book.demand.horizon.from
    let day = try DayDesk(book, at: CivilTime(first, minuteOfDay: 7 * 60))
    var walk = Walk(desk: day.desk, seed: seed)
    var refused = 0
    var done = 0
    for date in [first, first.advanced(by: 1), first.advanced(by: 3)] {
      var minute = 7 * 60 + 30
      while minute < 19 * 60 {
        day.desk.clock.set(CivilTime(date, minuteOfDay: minute))
        do {
          try await walk.step()
          done += 1
        } catch is DeskError { refused += 1 }
        day.book.check("\(date) \(CivilTime.clock(minute)) \(walk.last)")
        try referee(day.book, walk)
        minute += Int(walk.random.next() % 22)
      }
    }
    #expect(done > 100, "\(done) done, \(refused) refused")
    #expect(day.book.demand.horizon.from == first.advanced(by: 3))
    let stored = try #require(try day.desk.store.load())
    #expect(stored.demand == day.book.demand)
    #expect(stored.version == day.book.version)
  }

  /// Every so often the referee judges the book as well.
  private func referee(_ book: Book, _ walk: Walk) throws {
    guard walk.steps % 40 == 1, let shared = Project.shared else { return }
    let folder = FileManager.default.temporaryDirectory.appending(path: "bayline-day-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws -> String {
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file)
      return file.path
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", shared.appending(path: "referee/referee.py").path, "--site",
      try write("site.json", SiteFormat.encode(book.site)), "--demand",
      try write("demand.json", DemandFormat.encode(book.demand)),
      try write("schedule.json", ScheduleFormat.encode(book.schedule)),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self)) after \(walk.last)")
  }
}

/// What people might do next.
private struct Walk {
  let desk: Desk
  var random: SplitMix64
  var last = ""
  var steps = 0

  init(desk: Desk, seed: UInt64) {
    self.desk = desk
    random = SplitMix64(seed: seed, stream: "walk")
  }

  mutating func step() async throws {
    steps += 1
    let book = desk.book
    let now = desk.clock.now
    switch random.next() % 20 {
    case 0..<4:
      try await record(.arrived, pick(book) { $0.visit.booked.map { $0.arrival <= now + 15 } ?? false })
    case 4..<10:
      try await record(.inWork, pick(book) { $0.record.status == .arrived || $0.record.status == .inWork })
    case 10..<14: try await record(.ready, pick(book) { $0.record.status == .inWork }, namesOperation: true)
    case 14: try await record(.handedOver, pick(book) { $0.record.status == .ready })
    case 15: try await record(.noShow, pick(book) { $0.visit.booked.map { $0.arrival < now } ?? false })
    case 16: try await record(chance([.cancelled, .calledOff, .confirmed]), pick(book) { _ in true })
    case 17: try await record(.booked, pick(book) { $0.visit.booked == nil })
    case 18: try await preview(disturbance(book, now))
    default:
      last = "plan"
      try await desk.startPlanning(book.demand.horizon.from.advanced(by: 1), seconds: 0.1, by: "ann")
      while desk.planning.state == .searching { try await Task.sleep(for: .milliseconds(20)) }
      #expect(desk.planning.state == .done, "\(desk.planning)")
    }
  }

  private typealias Known = (visit: Appointment, record: VisitRecord)

  private mutating func pick(_ book: Book, _ fits: (Known) -> Bool) -> Known? {
    let all = book.demand.appointments.compactMap { visit in book.records[visit.id].map { (visit, $0) } }
      .filter { !$0.0.isOutage && !$0.1.status.isOver && fits($0) }
    return all.isEmpty ? nil : chance(all)
  }

  private mutating func chance<Value>(_ values: [Value]) -> Value {
    values[Int(random.next() % UInt64(values.count))]
  }

  private mutating func record(_ status: VisitStatus, _ known: Known?, namesOperation: Bool = false)
    async throws
  {
    guard let known else { return }
    let operation =
      namesOperation ? known.visit.operations.first { known.record.work[$0.id]?.end == nil }?.id : nil
    last = "\(status) \(known.visit.id) \(operation ?? "")"
    _ = try await desk.record(status, of: known.visit.id, operation: operation, by: "ann")
  }

  private mutating func preview(_ event: WorkshopEvent) async throws {
    last = "\(event)"
    let shown = try await desk.preview([event], detail: "", .chinese)
    _ = try await desk.takeOver(shown.id, by: "ann")
  }

  private mutating func disturbance(_ book: Book, _ now: CivilTime) -> WorkshopEvent {
    let visit = pick(book) { _ in true }?.visit.id ?? ""
    let payload: WorkshopEvent.Payload
    switch random.next() % 7 {
    case 0: payload = .absent(technician: chance(book.site.technicians).id, from: nil, until: nil)
    case 1: payload = .back(technician: chance(book.site.technicians).id)
    case 2: payload = .bayClosed(bay: chance(book.site.bays).id, from: nil, until: now + 90)
    case 3: payload = .hold(appointment: visit, until: now + 45)
    case 4: payload = .late(appointment: visit, arrival: now + 10)
    case 5: payload = .moved(appointment: visit, arrival: now + 180, advisor: nil)
    default:
      let work = WorkRequirement.StandardWork(
        minutes: 30, bay: book.site.bays.first?.types.first, crew: nil)
      payload = .addedWork(
        WorkshopEvent.AddedWork(
          appointment: visit, operations: [ServiceOperation(id: "added-\(steps)", work: .standard(work))]))
    }
    return WorkshopEvent(at: now, payload)
  }
}
