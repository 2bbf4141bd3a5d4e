import Bayline
import BaylineFormats
import BaylineReports
import BaylineSpreadsheets
import BaylineStore
import BaylineWording
import Hummingbird
import Synchronization

/// What somebody has uploaded and has not yet agreed to, for a while.
final class UploadShelf: Sendable {
  enum Upload: Sendable {
    case site(Site)
    case demand(Demand)
    case catalogue(String)
  }

  private struct Kept: Sendable {
    var id: String
    var account: String
    var upload: Upload
  }

  private let kept = Mutex<[Kept]>([])
  /// The oldest are forgotten first.
  private static let capacity = 8

  func keep(_ upload: Upload, by account: String) -> String {
    let id = SecretToken.make()
    kept.withLock {
      $0.append(Kept(id: id, account: account, upload: upload))
      if $0.count > Self.capacity { $0.removeFirst() }
    }
    return id
  }

  func upload(_ id: String, of account: String) -> Upload? {
    kept.withLock { $0.first { $0.id == id && $0.account == account }?.upload }
  }

  func forget(_ id: String) {
    kept.withLock { $0.removeAll { $0.id == id } }
  }
}

/// The addresses for spreadsheets in and out.
enum SettingsFiles {
  static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  private static let path = SettingsSection.files.path

  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    let shelf = UploadShelf()
    addDownloads(to: routes)
    routes.page(path, .settings) { page, request in page.filesPage(SettingsPages.saved(request)) }
    routes.post(path, .settings, limit: DeskRoutes.importLimit) { request in
      try await upload(request, shelf)
    }
    routes.post(path + "/take-over", .settings) { request in try await takeOver(request, shelf) }
  }

  private static func addDownloads(to routes: DeskRoutes) {
    routes.get(path + "/site.xlsx", .settings) { request in
      try download(
        "site.xlsx",
        SiteWorkbook.bytes(
          request.desk.book.site, language: request.language, file: "site"))
    }
    routes.get(path + "/jobs.csv", .settings) { request in
      let files = try catalogueFiles(request, .csv)
      let jobs = files.first { $0.path == "jobs.csv" }
      return try download("jobs.csv", jobs?.bytes ?? [], "text/csv; charset=utf-8")
    }
    routes.get(path + "/template.xlsx", .settings) { request in
      let files = try catalogueFiles(request, .xlsx)
      return try download("template.xlsx", files.first?.bytes ?? [])
    }
    routes.get(path + "/record", .export) { request in
      guard let day = try request.day("day") else { throw HTTPProblem(.badRequest, "query", .badPath) }
      return .redirect("/api/days/\(day)/record")
    }
  }

  private static func download(_ name: String, _ bytes: [UInt8], _ type: String = workbook) throws -> Response
  {
    var response = Response.bytes(bytes, type)
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }

  /// Blank tables with the catalogue of standard jobs.
  private static func catalogueFiles(
    _ request: DeskRequest, _ format: SpreadsheetExport.Format
  ) throws -> [SpreadsheetExport.File] {
    let book = request.desk.book
    var export = SpreadsheetExport()
    (export.format, export.language, export.site) = (format, request.language, book.site)
    if !book.settings.catalogue.isEmpty {
      export.catalogue = try ExportedCatalogue(
        [CatalogueSearch.file(book.settings.catalogue)], encoding: nil, site: book.site,
        siteNames: SiteFormat.IDs(book.site))
    }
    return export.template()
  }

  // MARK: - Uploads

  private static func upload(_ request: DeskRequest, _ shelf: UploadShelf) async throws -> Response {
    let (page, words) = (request.page, request.words)
    guard let chosen = request.file("file"), !chosen.bytes.isEmpty else {
      let notice = SettingsNotice(kind: "bad", title: words("请先选择文件", "Choose a file first"))
      return .page(page.filesPage(notice), status: .unprocessableContent)
    }
    let file = SpreadsheetImport.File(path: chosen.name, bytes: chosen.bytes)
    do {
      switch request.field("kind") {
      case "site": return try await siteUpload(file, request, shelf)
      case "jobs": return try await catalogueUpload(file, request, shelf)
      default: return try await demandUpload(file, request, shelf)
      }
    } catch let faults as Diagnostics {
      return .page(page.filesPage(.faults(faults.elements, words)), status: .unprocessableContent)
    } catch DeskError.refused(let text) {
      let notice = SettingsNotice(kind: "bad", title: words("没有导入", "Nothing was imported"), lines: [text])
      return .page(page.filesPage(notice), status: .unprocessableContent)
    }
  }

  private static func siteUpload(
    _ file: SpreadsheetImport.File, _ request: DeskRequest, _ shelf: UploadShelf
  ) async throws -> Response {
    let isFile = file.bytes.first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "{")
    let site: Site
    var notes: [String] = []
    if isFile {
      site = try SiteFormat.decode(file.bytes, file: file.path).get()
    } else {
      let result = SiteWorkbook.read(LoadedSpreadsheets([file], encoding: nil))
      guard let read = result.site else { throw Diagnostics(result.diagnostics) }
      (site, notes) = (read, result.notes.map { $0.line(request.words) })
    }
    let (page, book) = (request.page, request.desk.book)
    let effect = try await SettingsEffect(
      of: site, book.settings, on: book, at: request.desk.clock.now, request.language)
    let changes = SiteForm(site, language: request.language)
      .changes(from: SiteForm(book.site, language: request.language)).map { $0.line(request.words) }
    let id = shelf.keep(.site(site), by: request.account.name)
    return .page(page.uploadPage(id, .init(file: file.path, notes: notes, changes: changes, effect: effect)))
  }

  private static func catalogueUpload(
    _ file: SpreadsheetImport.File, _ request: DeskRequest, _ shelf: UploadShelf
  ) async throws -> Response {
    let book = request.desk.book
    var export = SpreadsheetExport()
    export.language = book.site.locale
    export.catalogue = try ExportedCatalogue(
      [file], encoding: nil, site: book.site, siteNames: SiteFormat.IDs(book.site))
    let bytes = export.template().first { $0.path == "jobs.csv" }?.bytes ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    let list = JobList(CatalogueSearch.file(text), site: book.site)
    guard list.diagnostics.isEmpty else { throw Diagnostics(list.diagnostics) }
    guard !list.jobs.isEmpty else {
      throw DeskError.refused(
        request.words(
          "表里没有标准作业; 请用模板的表头", "there are no standard jobs in it; use the headings of the template"))
    }
    let old = Set(JobList(CatalogueSearch.file(book.settings.catalogue), site: book.site).jobs.map(\.name))
    let new = list.jobs.map(\.name)
    let words = request.words
    var changes = [words("共 \(new.count) 项标准作业", "\(new.count) standard jobs in all")]
    changes += new.filter { !old.contains($0) }.map { words("新增 ", "new: ") + $0.printable }
    changes += old.subtracting(new).sorted().map { words("删除 ", "removed: ") + $0.printable }
    let id = shelf.keep(.catalogue(text), by: request.account.name)
    return .page(request.page.uploadPage(id, .init(file: file.path, changes: changes)))
  }

  private static func demandUpload(
    _ file: SpreadsheetImport.File, _ request: DeskRequest, _ shelf: UploadShelf
  ) async throws -> Response {
    let (book, words) = (request.desk.book, request.words)
    var summary = PageContext.UploadSummary(file: file.path)
    let demand: Demand
    if file.bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{") {
      let read = DemandFormat.decode(file.bytes, file: file.path, site: SiteFormat.IDs(book.site))
      guard let found = read.demand else { throw Diagnostics(read.diagnostics) }
      demand = found
    } else {
      var settings = SpreadsheetImport()
      (settings.site, settings.siteNames) = (book.site, SiteFormat.IDs(book.site))
      (settings.from, settings.days) = (book.demand.horizon.from, book.demand.horizon.days)
      settings.now = max(request.desk.clock.now, book.demand.now)
      let catalogue = book.settings.catalogue
      let files = [file] + (catalogue.isEmpty ? [] : [CatalogueSearch.file(catalogue)])
      let read = PartialImport(settings, LoadedSpreadsheets(files, encoding: nil))
      guard let found = read.demand else { throw Diagnostics(read.diagnostics) }
      let text = DiagnosticText(request.language)
      (demand, summary.faults) = (found, read.diagnostics.map(text.line))
      summary.aside = read.visitsAside
      summary.notes = read.notes.map { $0.line(words) }
    }
    let outcome = try await request.desk.outcome(of: demand, request.language)
    summary.groups = [
      (words("新增", "New"), outcome.added), (words("修改", "Changed"), outcome.changed),
      (words("新增但排不进", "New, without a time"), outcome.withoutTime), (words("不变", "Kept"), outcome.kept),
    ]
    summary.others = outcome.others
    summary.effect = outcome.effect
    summary.isNothing = outcome.isNothing
    let id = shelf.keep(.demand(demand), by: request.account.name)
    return .page(request.page.uploadPage(id, summary))
  }

  // MARK: - Taking over

  private static func takeOver(_ request: DeskRequest, _ shelf: UploadShelf) async throws -> Response {
    let (page, words, desk) = (request.page, request.words, request.desk)
    let id = request.field("upload") ?? ""
    guard let upload = shelf.upload(id, of: request.account.name) else {
      let notice = SettingsNotice(
        kind: "warn", title: words("这份上传已过期，请重新上传", "This upload has expired; upload it again"))
      return .page(page.filesPage(notice), status: .notFound)
    }
    do {
      let book = desk.book
      switch upload {
      case .demand(let demand):
        _ = try await desk.takeOver(demand, by: request.account.name, request.language)
      case .site(let site):
        guard request.field("version") == String(book.version) else {
          throw StoreError.movedOn(version: book.version)
        }
        let detail = SettingsPages.changeText(from: book, to: site, book.settings, desk.words)
        try await desk.change(
          site, settings: book.settings, detail: detail, by: request.account.name, replacing: book)
      case .catalogue(let text):
        var settings = book.settings
        settings.catalogue = text
        try await desk.change(
          book.site, settings: settings, detail: desk.words("设置：标准作业", "settings: standard jobs"),
          by: request.account.name, replacing: book)
      }
    } catch DeskError.refused(let text) {
      let notice = SettingsNotice(kind: "bad", title: words("没有导入", "Nothing was imported"), lines: [text])
      return .page(page.filesPage(notice), status: .unprocessableContent)
    } catch StoreError.movedOn {
      let notice = SettingsNotice(
        kind: "warn",
        title: words(
          "预约簿刚有改动，没有导入；请重新上传核对",
          "The book has just changed, and nothing was imported; upload it again and look at it"))
      return .page(page.filesPage(notice), status: .conflict)
    }
    shelf.forget(id)
    let isCatalogue = if case .catalogue = upload { true } else { false }
    return .redirect((isCatalogue ? SettingsSection.catalogue.path : path) + "?saved=1")
  }
}

extension SettingsNotice {
  /// All faults of a file, each with its cell.
  static func faults(_ faults: [Diagnostic], _ words: Glossary) -> SettingsNotice {
    let text = DiagnosticText(words.language)
    var lines = faults.prefix(200).map(text.line)
    if faults.count > 200 { lines.append(words("共 \(faults.count) 处", "\(faults.count) in all")) }
    return SettingsNotice(
      kind: "bad",
      title: words(
        "文件有 \(faults.count) 处要改，没有导入", "\(faults.count) to correct in the file; nothing was imported"),
      lines: lines)
  }
}
