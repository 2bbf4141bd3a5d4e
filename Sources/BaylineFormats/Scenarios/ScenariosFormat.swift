public import BaylineModel

/// The scenarios file, `bayline.scenarios/1`: hypothetical changes of a workshop and its days.
public enum ScenariosFormat {
  /// The value of the member `format`.
  public static let name = "bayline.scenarios/1"

  /// Reads a scenarios file strictly, collecting all problems. Names of the site are checked
  /// when the changes are applied (``ScenariosFormat/Decoded/cases(site:demands:uncertainty:seed:)``), because a change may
  /// refer to what an earlier one has added.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - site: The ids of its site; if `nil`, references to it are not checked.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String, site: SiteFormat.IDs?) -> ScenariosFormat.Decoded
  {
    decode(.file(bytes), file: file, site: site)
  }

  /// Reads a document that may be a member of a larger one; otherwise as the public function.
  package static func decode(_ source: DocumentSource, file: String, site: SiteFormat.IDs?)
    -> ScenariosFormat.Decoded
  {
    let log = DiagnosticLog(file: file, spellings: site?.spellings ?? [])
    guard let fields = log.fields(of: source, format: name, .scenarios) else {
      return ScenariosFormat.Decoded(scenarios: nil, file: file, diagnostics: log.diagnostics)
    }
    let scenarios = ScenariosReader(site: site).scenarios(fields)
    return ScenariosFormat.Decoded(
      scenarios: log.diagnostics.isEmpty ? scenarios : nil, file: file, diagnostics: log.diagnostics)
  }

  /// The text of scenarios: defaults are left out; equal scenarios have equal bytes.
  public static func encode(_ scenarios: ScenarioSet) -> String {
    JSONWriter.document(json(scenarios))
  }
}

extension ScenariosFormat {
  /// The result of decoding scenarios.
  public struct Decoded: Sendable {
    /// The scenarios; `nil` if and only if there are problems.
    public let scenarios: ScenarioSet?
    /// All problems of the file.
    public let diagnostics: [Diagnostic]
    private let file: String
    /// Maps the place of a problem in the JSON file to its place in the original file, if that is a table.
    private let located: @Sendable (Diagnostic) -> Diagnostic

    package init(
      scenarios: ScenarioSet?, file: String, diagnostics: [Diagnostic],
      located: @escaping @Sendable (Diagnostic) -> Diagnostic = { $0 }
    ) {
      self.scenarios = scenarios
      self.diagnostics = diagnostics
      self.file = file
      self.located = located
    }

    /// The scenarios.
    ///
    /// - Throws: All problems of the file.
    public func get() throws(Diagnostics) -> ScenarioSet {
      guard let scenarios else { throw Diagnostics(diagnostics) }
      return scenarios
    }

    /// The site and days of each scenario, in the order of the file.
    ///
    /// - Parameters:
    ///   - site: The workshop as it is.
    ///   - demands: The days to compare.
    ///   - uncertainty: The current uncertainty, which the file may change.
    ///   - seed: Seed for drawing additional or removed visits.
    /// - Throws: The problems of decoding, otherwise every change that cannot be applied.
    /// - Complexity: that of `Scenario.apply` for each.
    public func cases(
      site: Site, demands: [Demand], uncertainty: Uncertainty, seed: Int
    ) throws(Diagnostics) -> [Scenario.Instance] {
      let scenarios = try get()
      let base = scenarios.uncertainty?.applied(to: uncertainty) ?? uncertainty
      var cases: [Scenario.Instance] = []
      var diagnostics: [Diagnostic] = []
      for (position, scenario) in scenarios.scenarios.enumerated() {
        do throws(ScenarioDiagnostics) {
          cases.append(try scenario.apply(site: site, demands: demands, uncertainty: base, seed: seed))
        } catch {
          diagnostics += error.elements.map { diagnostic in
            let member = diagnostic.member.map { "." + $0 } ?? ""
            return located(
              Diagnostic(
                file: file, place: "$.scenarios[\(position)].changes[\(diagnostic.change)]\(member)",
                problem: Diagnostic.Problem(diagnostic.problem, site: site, demands: demands)))
          }
        }
      }
      if !diagnostics.isEmpty { throw Diagnostics(diagnostics) }
      return cases
    }
  }
}
