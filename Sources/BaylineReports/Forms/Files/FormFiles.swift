public import BaylineModel
import BaylineVerifier

/// The forms of a schedule as files: for a browser and the printer, for spreadsheets, for the terminal.
///
/// The same inputs give the same bytes: no clock is asked.
public struct FormFiles: Sendable {
  /// How a form is written.
  public enum Format: String, CaseIterable, Sendable, Hashable {
    /// A self-contained page for each form, and `index.html` with all of them.
    case html
    /// A flat table for each form.
    case csv
    /// A form as it fits a terminal.
    case text
  }

  /// The rules that the schedule breaks; each form says so.
  public let violations: [Violation]
  private let facts: FormContext
  private let kinds: [FormKind]

  /// The forms of a schedule in a language; of one day alone, if it is given.
  ///
  /// - Parameter kinds: which forms, in which order.
  /// - Precondition: as for ``Verifier/verify(_:)``.
  /// - Complexity: the appointments times the days, and what is written.
  public init(
    site: Site, demand: Demand, schedule: Schedule, language: Language, day: CivilDate? = nil,
    kinds: [FormKind] = FormKind.allCases
  ) {
    facts = FormContext(site: site, demand: demand, schedule: schedule, language: language, selectedDay: day)
    violations = facts.violations
    self.kinds = kinds
  }

  /// What the forms say of a schedule that breaks rules; `nil` if it breaks none.
  public var warning: String? { facts.warning }

  /// The files in some formats: names that are always the same, and texts.
  public func files(_ formats: [Format]) -> [(name: String, text: String)] {
    let forms = kinds.map(form)
    return formats.flatMap { format in
      switch format {
      case .html: HTMLForms(facts).files(forms)
      case .csv: forms.map { (name: $0.kind.rawValue + ".csv", text: CSVForm($0, facts.words).text) }
      case .text: forms.map { (name: $0.kind.rawValue + ".txt", text: TextForm($0, facts).text) }
      }
    }
  }

  func form(_ kind: FormKind) -> Form {
    switch kind {
    case .registration: RegistrationForm(facts: facts).form
    case .roster: RosterForm(facts: facts).form
    case .board: BoardForm(facts: facts).form
    case .workshop: WorkshopForm(facts: facts).form
    case .welcome: WelcomeForm(facts: facts).form
    case .picking: PickingForm(facts: facts).form
    case .calls: CallsForm(facts: facts).form
    case .stay: StayForm(facts: facts).form
    case .reasons: ReasonsForm(facts: facts).form
    }
  }
}
