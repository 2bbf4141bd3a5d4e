import ArgumentParser
import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Foundation
import Hummingbird
import Logging

/// Runs the desk.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run the desk until it is told to end (the default command).")

  @Flag(help: "Make up a shop with two weeks of visits, its first day half run.") var demo = false
  @Option(help: "The time in the demo's workshop, like 2026-12-03T08:05; it does not go back.")
  var at: String?
  @Option(help: "The site of a new store, as a file.", completion: .file()) var site: String?
  @Option(help: "The catalogue of standard jobs of a new store, as CSV in UTF-8.", completion: .file())
  var catalogue: String?
  @Option(
    help: "The store; made if it is missing. A demo without one forgets everything.", completion: .file())
  var store: String?
  @Option(help: "The port; 0 takes a free one.") var port = 8383
  @Option(help: "The address to listen at; other machines can connect only once there are accounts.")
  var host = "127.0.0.1"
  @Option(help: "A further name under which browsers reach the desk, like that of a proxy.") var name:
    [String] = []
  @Option(help: "The language of people who have chosen none: zh or en; that of the site otherwise.")
  var lang: String?
  @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel = "notice"

  func validate() throws {
    guard demo || store != nil else {
      throw ValidationError("Give --demo, or --store with the --site of a new one.")
    }
    guard !(demo && site != nil) else { throw ValidationError("Give either --demo or --site.") }
    guard at == nil || (demo && demoTime != nil) else {
      throw ValidationError("Give --at with --demo, as a time like 2026-12-03T08:05.")
    }
    guard (0...65535).contains(port) else { throw ValidationError("A port is 0 to 65535.") }
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError("Give a --log-level from trace to critical.")
    }
    guard lang.map({ Language(asked: $0) != nil }) ?? true else {
      throw ValidationError("Give zh or en as --lang.")
    }
  }

  func run() async throws {
    let language = lang.flatMap(Language.init(asked:))
    let temporary = FileManager.default.temporaryDirectory
      .appending(path: "bayline-desk-\(UUID().uuidString)", directoryHint: .isDirectory)
    if store == nil {
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    }
    defer { if store == nil { try? FileManager.default.removeItem(at: temporary) } }
    let store = try BookStore(path: store ?? temporary.appending(path: "shop.sqlite").path)
    let (book, clock) = try await book(in: store, language)
    let sessions = Sessions(store: store, isLocal: isLoopback)
    guard try isLoopback || !sessions.people().isEmpty else {
      throw CommandRefusal(
        "\(host): 让别的电脑连接之前先要有账号; 请运行 bayline-desk user add",
        "\(host): other machines may connect only once there are accounts; run bayline-desk user add")
    }
    var logger = Logger(label: "bayline-desk", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
    let app = DeskApp(
      desk: Desk(store: store, book: book, clock: clock), sessions: sessions,
      hosts: HostCheck(names: Set((name + [host]).map { $0.lowercased() }), isOpen: !isLoopback),
      language: language, port: port, logger: logger)
    try await DeskServer(app: app, host: host, port: port).run()
  }

  private var demoTime: CivilTime? { at.flatMap { CivilTime($0) } }
  private var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

  // MARK: - The book

  /// The book of the store, or a new one, and the time in the workshop.
  private func book(in store: BookStore, _ language: Language?) async throws -> (Book, DeskClock) {
    let known = try store.load()
    if let known, site != nil {
      throw CommandRefusal(
        "存储里已有预约簿 (\(known.site.name)); 请去掉 --site，在设置里修改门店",
        "the store has a book already (\(known.site.name)); leave out --site, and change the site in the settings"
      )
    }
    if demo { return try await demoBook(known, in: store, language) }
    if let known { return (known, DeskClock(timeZone: known.site.timeZone)) }
    let site = try readSite()
    let clock = DeskClock(timeZone: site.timeZone)
    var settings = DeskSettings()
    if let catalogue { settings.catalogue = try Self.text(catalogue) }
    let demand = Demand(
      horizon: Demand.Horizon(from: clock.now.date, days: settings.days), now: clock.now, appointments: [])
    var schedule = Schedule(assignments: [], unscheduled: [])
    ScheduleFingerprint.stamp(&schedule, site: site, demand: demand)
    let book = Book(site: site, demand: demand, schedule: schedule, settings: settings)
    return (try store.begin(book, at: clock.now, by: UserCommand.author), clock)
  }

  private func demoBook(
    _ known: Book?, in store: BookStore, _ language: Language?
  ) async throws -> (Book, DeskClock) {
    if let known, let demoTime {
      return (known, DeskClock(timeZone: known.site.timeZone, start: max(demoTime, known.demand.now)))
    }
    let real = demoTime ?? DeskClock(timeZone: known?.site.timeZone ?? "Asia/Shanghai").now
    // Outside the opening hours it is the morning of the next open day.
    let start = DemoShop.startTime(real: real, book: known)
    if let known { return (known, DeskClock(timeZone: known.site.timeZone, start: start)) }
    let book = try await DemoShop.begin(in: store, at: start, language ?? .ofTerminal)
    return (book, DeskClock(timeZone: book.site.timeZone, start: start))
  }

  private func readSite() throws -> Site {
    guard let site else {
      throw CommandRefusal(
        "新的存储需要门店文件; 请用 --site 给出", "a new store needs the site; give it with --site")
    }
    do {
      return try SiteFormat.decode(Array(Self.data(site)), file: site).get()
    } catch let error as Diagnostics {
      throw CommandRefusal(error.elements.map(DiagnosticText(.ofTerminal).line))
    }
  }

  private static func text(_ path: String) throws -> String {
    guard let text = try String(validating: data(path), as: UTF8.self) else {
      throw CommandRefusal("\(path): 不是 UTF-8; 请另存为 UTF-8", "\(path): not UTF-8; save it as UTF-8")
    }
    return text
  }

  private static func data(_ path: String) throws -> Data {
    do {
      return try Data(contentsOf: URL(filePath: path))
    } catch {
      throw CommandRefusal(
        "\(path): 无法读取 (\(error.localizedDescription))",
        "\(path): cannot be read (\(error.localizedDescription))")
    }
  }
}
