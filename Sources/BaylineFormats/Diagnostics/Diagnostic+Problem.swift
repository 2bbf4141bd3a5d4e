public import BaylineModel

extension Diagnostic {
  /// What can be wrong in an input file; `docs/errors.md` lists the codes with messages and causes.
  public enum Problem: Hashable, Sendable {
    // MARK: The file

    /// The file cannot be read, for a reason in the words of the system.
    case cannotRead(reason: String)
    /// A file that a line of a batch names outside of the folder it may read.
    case outsideFolder(String)

    // MARK: The text (places are line and column)

    /// The file contains only whitespace.
    case emptyFile
    /// The text starts with a byte order mark.
    case byteOrderMark
    /// The text is not valid UTF-8.
    case notUTF8
    /// The text ends unexpectedly.
    case truncated
    /// There is text after the end of the document.
    case textAfterEnd
    /// A character where the grammar expects something else.
    case unexpectedCharacter(String, expected: Diagnostic.ExpectedText)
    /// `NaN` or `Infinity`.
    case notANumber(String)
    /// A malformed number: `01`, `1.`, `-`.
    case badNumber
    /// An invalid escape sequence.
    case badEscape
    /// An unpaired surrogate.
    case loneSurrogate
    /// A control character in a string.
    case controlCharacter
    /// More nested brackets than the limit.
    case tooDeep(Diagnostic.InputLimit)
    /// A duplicate member of an object.
    case duplicateMember(String)

    // MARK: Types and values

    /// The file is of another format or version.
    case wrongFormat(found: String, expected: String)
    /// An object was expected.
    case notAnObject(Diagnostic.JSONType)
    /// A list was expected.
    case notAList(Diagnostic.JSONType)
    /// A string was expected.
    case notAString(Diagnostic.JSONType)
    /// An integer was expected; `found` is the number as it is written, if it is one.
    case notAWholeNumber(Diagnostic.JSONType, found: String?)
    /// A number was expected.
    case notADecimal(Diagnostic.JSONType)
    /// True or false was expected.
    case notABoolean(Diagnostic.JSONType)
    /// An empty string where text is required.
    case emptyText
    /// An empty list where an element is required.
    case emptyList
    /// A list with the wrong number of elements.
    case listCount(found: Int, expected: Int)
    /// A list with fewer elements than it needs.
    case tooFewElements(found: Int, min: Int)
    /// A value that is not among those allowed.
    case notOneOf(String, allowed: [String], nearest: String?)
    /// Below the minimum of the format.
    case tooSmall(String, min: Int)
    /// Above the maximum of the format.
    case aboveMaximum(String, max: Int)
    /// Above one of Bayline's own limits.
    case tooLarge(String, Diagnostic.InputLimit)
    /// Not a date like `2026-11-23`.
    case notADate(String)
    /// Not a time like `2026-11-23T08:15`.
    case notATime(String)
    /// Not a time of day from `00:00` to `24:00`.
    case notATimeOfDay(String)
    /// A date that does not exist.
    case dateNotInCalendar(String)
    /// A time zone that is not in the IANA database; only calendar files need it.
    case unknownTimeZone(String, nearest: String?)

    // MARK: Members, ids and references

    /// A member that the format does not define here.
    case unknownMember(String, nearest: String?)
    /// A required member is missing.
    case missingMember(String)
    /// A reference to an id that does not exist.
    case unknownReference(ReferenceKind, id: String, nearest: String?)
    /// A duplicate id in a list.
    case duplicateId(String)
    /// A name that equals an earlier one but is encoded differently.
    case twoSpellings(String)

    // MARK: Rules between values

    /// An interval of a calendar that is not a pair.
    case notAPair
    /// An interval, window or lock that ends at or before its start.
    case endNotAfterStart(start: String, end: String)
    /// An interval of a calendar that starts before the previous one ends.
    case intervalsOverlap
    /// A rotation that does not begin on a Monday.
    case notAMonday(String)
    /// The horizon ends after the year 9999.
    case horizonBeyondCalendar
    /// A member that `alternatives` replaces.
    case notBesideAlternatives(String)
    /// A member that requires a trade.
    case notWithoutTrade(String)
    /// An operation with neither a bay nor a trade.
    case needsBayOrTrade
    /// An alternative with neither a bay nor a technician.
    case needsBayOrTechnician
    /// An alternative with the bay and the technician of an earlier one.
    case repeatedAlternative
    /// A lock that matches none of the alternatives.
    case lockIsNoAlternative
    /// A technician who is listed twice in a crew.
    case repeatedTechnician(String)
    /// Equipment that an operation lists twice.
    case repeatedEquipment(String)
    /// A lag of the first operation of an appointment.
    case lagOfFirstOperation
    /// An operation that keeps its bay, without a next operation that could be in the same bay.
    case bayCannotBeKept
    /// `receivedBy` for a vehicle that has not arrived.
    case notWithoutArrival

    // MARK: Uncertainty, scenarios, targets

    /// None of several members of which one is required.
    case needsOneOf([String])
    /// A member that cannot be combined with another.
    case notBeside(String, other: String)
    /// A range that ends before it starts.
    case rangeBackwards(from: Int, to: Int)
    /// Percentages of the same customers that add up to more than 100.
    case sumAboveHundred([String])
    /// Weights that are all 0.
    case noWeight
    /// A change that cannot be applied to the site and its days.
    case scenarioConflict(ScenarioDiagnostic.Problem, nearest: String?)

    // MARK: The schedule against the demand

    /// An arrival or advisor for a vehicle that has already arrived.
    case notForArrived(String)
    /// Fewer or more operations than the appointment has.
    case operationCount(found: Int, expected: Int)
    /// Another operation than the appointment has at this position.
    case operationOrder(found: String, expected: String)
    /// A duplicate appointment.
    case appointmentTwice(String)
    /// An appointment that is missing from the schedule.
    case appointmentMissing(String)
    /// An assignment that is out of order.
    case assignmentOrder(String)

    // MARK: Events

    /// An event that contradicts the plan or an earlier event.
    case eventConflict(EventDiagnostic.Problem)

    // MARK: Flexible job shops (places are line and column)

    /// A different number of jobs than the first line states.
    case jobCount(found: Int, expected: Int)
    /// A line that ends before all its numbers.
    case missingNumber
    /// Text after the last number of a line.
    case surplusNumber(String)

    // MARK: Spreadsheets

    /// A problem specific to spreadsheets.
    case sheet(Diagnostic.SpreadsheetProblem)

    // MARK: Counts of past days

    /// A problem specific to past counts and forecasts from them.
    case counts(Diagnostic.CountsProblem)

    // MARK: Records of past days

    /// A problem specific to records of past days.
    case actual(Diagnostic.ActualProblem)
  }
}

extension Diagnostic {
  /// What the grammar expects at a place of a text.
  public enum ExpectedText: String, CaseIterable, Sendable, Hashable {
    /// An object, a list, a string, a number, true, false or null.
    case value
    /// The quoted name of a member.
    case memberName
    /// The colon between a name and its value.
    case colon
    /// A comma, or the closing bracket.
    case missingSeparator
  }
}

extension Diagnostic.Problem {
  /// The stable code, the same in every language.
  public var code: String {
    switch self {
    case .cannotRead: "cannotRead"
    case .outsideFolder: "outsideFolder"
    case .emptyFile: "emptyFile"
    case .byteOrderMark: "byteOrderMark"
    case .notUTF8: "notUTF8"
    case .truncated: "truncated"
    case .textAfterEnd: "textAfterEnd"
    case .unexpectedCharacter: "unexpectedCharacter"
    case .notANumber: "notANumber"
    case .badNumber: "badNumber"
    case .badEscape: "badEscape"
    case .loneSurrogate: "loneSurrogate"
    case .controlCharacter: "controlCharacter"
    case .tooDeep: "tooDeep"
    case .duplicateMember: "duplicateMember"
    case .wrongFormat: "wrongFormat"
    case .notAnObject: "notAnObject"
    case .notAList: "notAList"
    case .notAString: "notAString"
    case .notAWholeNumber: "notAWholeNumber"
    case .notADecimal: "notADecimal"
    case .notABoolean: "notABoolean"
    case .emptyText: "emptyText"
    case .emptyList: "emptyList"
    case .listCount: "listCount"
    case .tooFewElements: "tooFewElements"
    case .notOneOf: "notOneOf"
    case .tooSmall: "tooSmall"
    case .aboveMaximum: "aboveMaximum"
    case .tooLarge: "tooLarge"
    case .notADate: "notADate"
    case .notATime: "notATime"
    case .notATimeOfDay: "notATimeOfDay"
    case .dateNotInCalendar: "dateNotInCalendar"
    case .unknownTimeZone: "unknownTimeZone"
    case .unknownMember: "unknownMember"
    case .missingMember: "missingMember"
    case .unknownReference: "unknownReference"
    case .duplicateId: "duplicateId"
    case .twoSpellings: "twoSpellings"
    case .notAPair: "notAPair"
    case .endNotAfterStart: "endNotAfterStart"
    case .intervalsOverlap: "intervalsOverlap"
    case .notAMonday: "notAMonday"
    case .horizonBeyondCalendar: "horizonBeyondCalendar"
    case .notBesideAlternatives: "notBesideAlternatives"
    case .notWithoutTrade: "notWithoutTrade"
    case .needsBayOrTrade: "needsBayOrTrade"
    case .needsBayOrTechnician: "needsBayOrTechnician"
    case .repeatedAlternative: "repeatedAlternative"
    case .lockIsNoAlternative: "lockIsNoAlternative"
    case .repeatedTechnician: "repeatedTechnician"
    case .repeatedEquipment: "repeatedEquipment"
    case .lagOfFirstOperation: "lagOfFirstOperation"
    case .bayCannotBeKept: "bayCannotBeKept"
    case .notWithoutArrival: "notWithoutArrival"
    case .needsOneOf: "needsOneOf"
    case .notBeside: "notBeside"
    case .rangeBackwards: "rangeBackwards"
    case .sumAboveHundred: "sumAboveHundred"
    case .noWeight: "noWeight"
    case .scenarioConflict: "scenarioConflict"
    case .notForArrived: "notForArrived"
    case .operationCount: "operationCount"
    case .operationOrder: "operationOrder"
    case .appointmentTwice: "appointmentTwice"
    case .appointmentMissing: "appointmentMissing"
    case .assignmentOrder: "assignmentOrder"
    case .eventConflict: "eventConflict"
    case .jobCount: "jobCount"
    case .missingNumber: "missingNumber"
    case .surplusNumber: "surplusNumber"
    case .sheet(let problem): problem.code
    case .counts(let problem): problem.code
    case .actual(let problem): problem.code
    }
  }
}
