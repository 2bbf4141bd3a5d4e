public import BaylineModel

/// The scenarios file, `bayline.scenarios/1`: workshops and days as they could be.
public enum ScenariosFormat {
  /// The value of its member `format`.
  public static let name = "bayline.scenarios/1"

  /// Reads a scenarios file strictly; all its faults are collected. What the changes name at the site is looked up
  /// when they are applied (`DecodedScenarios.cases`), for a change may name what an earlier one has added.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of its site; `nil` leaves references to it unchecked.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String, site: SiteIDs?) -> DecodedScenarios {
    let log = DiagnosticLog(file: file, spellings: site?.spellings ?? [])
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .scenarios) else {
      return DecodedScenarios(scenarios: nil, file: file, diagnostics: log.diagnostics)
    }
    let scenarios = ScenariosReader(site: site).scenarios(fields)
    return DecodedScenarios(
      scenarios: log.diagnostics.isEmpty ? scenarios : nil, file: file, diagnostics: log.diagnostics)
  }

  /// The text of some scenarios: what has its default is left out, and the same scenarios give the same bytes anywhere.
  public static func encode(_ scenarios: ScenarioSet) -> String {
    JSONWriter.document(tree(scenarios))
  }
}

/// What came of reading scenarios.
public struct DecodedScenarios: Sendable {
  /// The scenarios; `nil` exactly if there are faults.
  public let scenarios: ScenarioSet?
  /// All faults of the file.
  public let diagnostics: [Diagnostic]
  private let file: String
  /// Where a fault of the JSON file stands in the file that was read, if that is a table.
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

  /// The scenarios, or the faults thrown.
  public func get() throws(Diagnostics) -> ScenarioSet {
    guard let scenarios else { throw Diagnostics(diagnostics) }
    return scenarios
  }

  /// What each scenario makes of a site and its days, in the order of the file.
  ///
  /// - Parameters:
  ///   - site: The workshop of today.
  ///   - demands: The days that are compared.
  ///   - uncertainty: How they differ from their plan today; what the file says of it comes on top.
  ///   - seed: For the visits that come more or less often.
  /// - Throws: The faults of reading, or else every change of every scenario that makes no sense there.
  /// - Complexity: that of `Scenario.apply` for each.
  public func cases(
    site: Site, demands: [Demand], uncertainty: Uncertainty, seed: Int
  ) throws(Diagnostics) -> [ScenarioInstance] {
    let scenarios = try get()
    let base = scenarios.uncertainty?.applied(to: uncertainty) ?? uncertainty
    var cases: [ScenarioInstance] = []
    var diagnostics: [Diagnostic] = []
    for (position, scenario) in scenarios.scenarios.enumerated() {
      do throws(ScenarioDiagnostics) {
        cases.append(try scenario.apply(site: site, demands: demands, uncertainty: base, seed: seed))
      } catch {
        diagnostics += error.elements.map { fault in
          let member = fault.member.map { "." + $0 } ?? ""
          return located(
            Diagnostic(
              file: file, place: "$.scenarios[\(position)].changes[\(fault.change)]\(member)",
              problem: DiagnosticProblem(fault.problem, site: site, demands: demands)))
        }
      }
    }
    if !diagnostics.isEmpty { throw Diagnostics(diagnostics) }
    return cases
  }
}
