package import BaylineFormats

// What an import says besides its errors; `docs/errors.md` lists the codes.

extension Anomaly {
  /// The stable code of the issue, the same in every language.
  package var code: String { issue.code }

  /// Always a warning: the row was corrected or left out.
  package var severity: Diagnostic.Severity { .warning }
}

extension ImportNote {
  /// The stable code, the same in every language.
  package var code: String {
    switch self {
    case .table: "tableRead"
    case .titleRows: "titleRows"
    case .hiddenRows: "hiddenRows"
    case .mergedRows: "mergedRows"
    case .notRead: "notRead"
    case .horizonDerived: "horizonDerived"
    case .horizonOverruled: "horizonOverruled"
    case .yearsCompleted: "yearsCompleted"
    case .idsDerived: "idsDerived"
    case .kindsDerived: "kindsDerived"
    case .minutesRounded: "minutesRounded"
    case .quantitiesRounded: "quantitiesRounded"
    case .partsUnchecked: "partsUnchecked"
    case .otherDays: "otherDays"
    case .closedHours: "closedHours"
    case .unknownResources: "unknownResources"
    case .unknownAdvisors: "unknownAdvisors"
    case .noSite: "noSite"
    case .headingsRead: "headingsRead"
    case .unknownHeadings: "unknownHeadings"
    case .secondaryColumns: "secondaryColumns"
    case .strayCells: "strayCells"
    case .rowsPassedOver: "rowsPassedOver"
    case .cancelledRows: "cancelledRows"
    case .sheetsPassedOver: "sheetsPassedOver"
    case .continuedRows: "continuedRows"
    case .dayOfSheet: "dayOfSheet"
    case .advisorOfSheet: "advisorOfSheet"
    case .matrixRead: "matrixRead"
    case .wishesAsWindows: "wishesAsWindows"
    case .jobsTwice: "jobsTwice"
    case .platesRead: "platesRead"
    case .platesUnclear: "platesUnclear"
    case .phonesRead: "phonesRead"
    case .phonesUnclear: "phonesUnclear"
    case .samePlate: "samePlate"
    case .namesRead: "namesRead"
    case .history(let note): note.code
    }
  }

  /// A warning where content of the tables may have been misread or left out, otherwise a note.
  package var severity: Diagnostic.Severity {
    switch self {
    case .hiddenRows, .mergedRows, .horizonOverruled, .minutesRounded, .quantitiesRounded, .partsUnchecked,
      .otherDays, .closedHours,
      .unknownResources, .unknownAdvisors, .noSite, .headingsRead, .unknownHeadings, .strayCells,
      .rowsPassedOver,
      .cancelledRows, .sheetsPassedOver, .jobsTwice, .platesUnclear, .phonesUnclear, .samePlate:
      .warning
    case .table, .titleRows, .notRead, .horizonDerived, .yearsCompleted, .idsDerived, .kindsDerived,
      .secondaryColumns, .continuedRows, .dayOfSheet, .advisorOfSheet, .matrixRead, .wishesAsWindows,
      .platesRead,
      .phonesRead, .namesRead:
      .note
    case .history(let note): note.severity
    }
  }
}

extension HistoryNote {
  /// The stable code, the same in every language.
  package var code: String {
    switch self {
    case .spelling: "spelling"
    case .noKindColumn: "noKindColumn"
    case .noBookingColumn: "noBookingColumn"
    case .bookedTheEveningBefore: "bookedTheEveningBefore"
    case .arrivalsFixed: "arrivalsFixed"
    case .cancelledBefore: "cancelledBefore"
    case .minutes: "standardMinutes"
    case .resourcesDerived: "resourcesDerived"
    case .splittable: "splittable"
    case .secondsDropped: "secondsDropped"
    case .sideBySide: "sideBySide"
    case .overnight: "overnight"
    case .notInTheRecord: "notInTheRecord"
    }
  }

  /// Always a note: an assumption about what the record does not state.
  package var severity: Diagnostic.Severity { .note }
}
