import Bayline
import BaylineWording

/// Why a line has no result.
struct LineFailure: Error {
  let problems: [BatchAnswer.Problem]

  init(_ problems: [BatchAnswer.Problem]) {
    self.problems = problems
  }

  /// A single problem.
  init(_ code: String, at place: String, _ message: String) {
    problems = [BatchAnswer.Problem(code: code, place: place, message: message)]
  }
}

/// Reads the documents of a line and collects the problems of all, so that one answer reports every one.
struct LineInputs {
  let line: BatchLine
  private let folder: BatchFolder
  private let language: Language?
  /// The language of the first site.
  private var locale: Language?
  private var problems: [Diagnostic] = []

  init(_ line: BatchLine, folder: BatchFolder, language: Language?) {
    self.line = line
    self.folder = folder
    self.language = language
  }

  /// In the language asked for, else the site's, else the environment's.
  var words: Glossary { Glossary(language ?? locale ?? .ofUser) }

  // MARK: - Documents

  /// The site of a line, or of a workshop in it.
  mutating func site(_ fields: Fields) -> SiteFormat.Decoded? {
    switch fields.document("site") {
    case .source(let source):
      let decoded = SiteFormat.decode(source, file: line.name)
      locale = locale ?? decoded.site?.locale ?? InputReader.locale(source.text)
      problems += decoded.diagnostics
      return decoded
    case .reference(let path, let outside):
      let folder = folder
      guard let file = file(path, outside, { path throws(SystemError) in try folder.site(path) }) else {
        return nil
      }
      locale = locale ?? file.locale
      problems += file.decoded.diagnostics
      return file.decoded
    case nil:
      return nil
    }
  }

  /// A document; `nil` after reporting its problems, or if there is none.
  mutating func decode<File: Decoded>(
    _ document: LineDocument?, _ decode: (DocumentSource, String) -> File
  ) -> File? {
    let decoded: File
    switch document {
    case .source(let source): decoded = decode(source, line.name)
    case .reference(let path, let outside):
      let folder = folder
      let bytes = file(path, outside) { path throws(SystemError) in try folder.bytes(path) }
      guard let bytes else { return nil }
      decoded = decode(.file(bytes), path)
    case nil: return nil
    }
    problems += decoded.diagnostics
    return decoded
  }

  private mutating func file<Value>(
    _ path: String, _ outside: Diagnostic, _ read: (String) throws(SystemError) -> Value
  ) -> Value? {
    guard BatchFolder.isInside(path) else {
      problems.append(outside)
      return nil
    }
    do throws(SystemError) {
      return try read(path)
    } catch {
      problems.append(
        Diagnostic(file: path, place: "$", problem: .cannotRead(reason: error.words(words))))
      return nil
    }
  }

  /// The demand of a line, or of a workshop in it.
  mutating func demand(_ document: LineDocument?, _ site: SiteFormat.Decoded?) -> DemandFormat.Decoded? {
    decode(document) { DemandFormat.decode($0, file: $1, site: site?.names) }
  }

  /// A schedule of a demand.
  mutating func schedule(
    _ document: LineDocument?, _ site: SiteFormat.Decoded?, _ demand: DemandFormat.Decoded?,
    allowsMissing: Bool = false
  ) -> Schedule? {
    decode(document) {
      ScheduleFormat.decode(
        $0, file: $1, site: site?.names, demand: demand?.names, allowsMissing: allowsMissing)
    }?.value
  }

  /// How days deviate from their plan; the default without a document.
  mutating func uncertainty(_ fields: Fields, _ site: SiteFormat.Decoded?) -> Uncertainty? {
    guard let document = fields.document("uncertainty", isRequired: false) else { return .default }
    return decode(document) { UncertaintyFormat.decode($0, file: $1, site: site?.names) }?.uncertainty
  }

  /// The request for an appointment.
  mutating func request(
    _ fields: Fields, _ site: SiteFormat.Decoded?, _ demand: DemandFormat.Decoded?
  ) -> Appointment? {
    guard let source = fields["request"]?.document else {
      if !fields.has("request") { fields.node.report(.missingMember("request")) }
      return nil
    }
    do throws(Diagnostics) {
      return try DemandFormat.decodeAppointment(
        source, file: line.name, site: site?.names, demand: demand?.names)
    } catch {
      problems += error.elements
      return nil
    }
  }

  /// The result of a check; `nil` after reporting its problems.
  mutating func value<Value>(_ check: () throws(Diagnostics) -> Value) -> Value? {
    do throws(Diagnostics) {
      return try check()
    } catch {
      problems += error.elements
      return nil
    }
  }

  // MARK: - Problems

  /// Throws if there are any problems.
  func check() throws(LineFailure) {
    let found = line.log.diagnostics + problems
    guard !found.isEmpty else { return }
    throw LineFailure(problems(found))
  }

  /// Problems as an answer has them; what several workshops say of the same member only once.
  func problems(_ found: [Diagnostic]) -> [BatchAnswer.Problem] {
    let text = DiagnosticText(words.language)
    var known: Set<Diagnostic> = []
    return found.filter { known.insert($0).inserted }.prefix(Self.maxProblems).map {
      BatchAnswer.Problem(code: $0.code, place: "\($0.file):\($0.place)", message: text.comment($0))
    }
  }

  /// The problems of one answer: a damaged line must not fill the memory of whoever reads it.
  private static let maxProblems = 1000

  /// A value that was read.
  func valid<Value>(_ value: Value?) throws(LineFailure) -> Value {
    try check()
    guard let value else {
      throw LineFailure(
        "internalError", at: "\(line.name):$",
        words("内部错误：有输入未读出", "internal error: an input has neither a value nor diagnostics"))
    }
    return value
  }
}
