public import BaylineModel
import BaylineVerifier

/// The forms of a schedule as files: for a browser and the printer, for spreadsheets, for the terminal.
///
/// The same inputs give the same bytes: the clock is never read.
public struct FormFiles: Sendable {
  /// A file format for forms.
  public enum Format: String, CaseIterable, Sendable, Hashable {
    /// A self-contained page for each form, and `index.html` with all of them.
    case html
    /// A flat table for each form.
    case csv
    /// Plain text for a terminal of 100 columns, for each form.
    case text
  }

  /// The rules that the schedule breaks; every form warns of them.
  public let violations: [Violation]
  private let facts: FormContext
  private let kinds: [FormKind]

  /// Creates the forms of a schedule.
  ///
  /// - Parameters:
  ///   - day: The only day to show; `nil` for all days.
  ///   - kinds: The forms, in their order; `nil` for all that the workshop has a use for: the equipment plan only with
  ///     equipment, the drivers' list only with drivers or trips.
  /// - Precondition: As for ``Verifier/verify(_:)``.
  /// - Complexity: O(appointments × days), plus the size of the output.
  public init(
    site: Site, demand: Demand, schedule: Schedule, language: Language, day: CivilDate? = nil,
    kinds: [FormKind]? = nil
  ) {
    facts = FormContext(site: site, demand: demand, schedule: schedule, language: language, selectedDay: day)
    violations = facts.violations
    let facts = facts
    self.kinds = kinds ?? FormKind.allCases.filter { $0.isUseful(facts) }
  }

  /// The warning on every form of a schedule that breaks rules; `nil` if it breaks none.
  public var warning: String? { facts.warning }

  /// Creates the files in some formats. A form's file has the raw value of its kind as name.
  ///
  /// - Parameter isPaged: Whether a form of thousands of rows becomes pages by day, to which its own file leads.
  public func files(_ formats: [Format], isPaged: Bool = true) -> [(name: String, text: String)] {
    let forms = kinds.map(form)
    return formats.flatMap { format in
      switch format {
      case .html: DocumentHTML.files(of: forms, isPaged: isPaged)
      case .csv: forms.flatMap(\.csvFiles)
      case .text: zip(kinds, forms).map { (name: $0.rawValue + ".txt", text: $1.text) }
      }
    }
  }

  private func form(_ kind: FormKind) -> Document {
    switch kind {
    case .registration: RegistrationForm(facts: facts).form
    case .roster: RosterForm(facts: facts).form
    case .board: BoardForm(facts: facts).form
    case .workshop: WorkshopForm(facts: facts).form
    case .welcome: WelcomeForm(facts: facts).form
    case .picking: PickingForm(facts: facts).form
    case .calls: CallsForm(facts: facts).form
    case .stay: StayForm(facts: facts).form
    case .drivers: DriversForm(facts: facts).form
    case .equipment: EquipmentForm(facts: facts).form
    case .reasons: ReasonsForm(facts: facts).form
    }
  }
}

extension FormKind {
  /// Whether a workshop has a use for the form.
  fileprivate func isUseful(_ facts: FormContext) -> Bool {
    switch self {
    case .drivers: facts.site.drivers > 0 || !facts.trips.isEmpty
    case .equipment: !facts.site.equipment.isEmpty
    default: true
    }
  }
}
