public import BaylineModel

/// What can be wrong with an input. The case's name is its stable code (`docs/errors.md`).
public enum DiagnosticProblem: Hashable, Sendable {
  // MARK: The file

  /// The file cannot be read, for a reason in the system's words.
  case cannotRead(reason: String)

  // MARK: The text (places are line and column)

  /// There is nothing but blanks.
  case emptyFile
  /// The text begins with a byte order mark.
  case byteOrderMark
  /// A byte is not UTF-8.
  case notUTF8
  /// The text ends too early.
  case truncated
  /// Something follows the end of the document.
  case textAfterEnd
  /// A character that cannot stand here.
  case unexpectedCharacter(String, expected: ExpectedText)
  /// `NaN` or `Infinity`.
  case notANumber(String)
  /// A number written as JSON does not allow it: `01`, `1.`, `-`.
  case badNumber
  /// A backslash that begins no escape.
  case badEscape
  /// Half of a surrogate pair.
  case loneSurrogate
  /// A control character in a string.
  case controlCharacter
  /// More nested brackets than Bayline reads.
  case tooDeep(InputLimit)
  /// A member that stands twice in its object.
  case duplicateMember(String)

  // MARK: Types and values

  /// The file is of another format or version.
  case wrongFormat(found: String, expected: String)
  /// An object was expected.
  case notAnObject(JSONType)
  /// A list was expected.
  case notAList(JSONType)
  /// A string was expected.
  case notAString(JSONType)
  /// An integer was expected; `found` is the number as it is written, if it is one.
  case notAWholeNumber(JSONType, found: String?)
  /// A number was expected.
  case notADecimal(JSONType)
  /// True or false was expected.
  case notABoolean(JSONType)
  /// A string shall not be empty.
  case emptyText
  /// A list needs one element or more.
  case emptyList
  /// A list that has more or fewer elements than it shall.
  case listCount(found: Int, expected: Int)
  /// The value is none of those allowed.
  case notOneOf(String, allowed: [String], nearest: String?)
  /// Below the least value of the format.
  case tooSmall(String, least: Int)
  /// Above the greatest value of the format.
  case aboveMaximum(String, most: Int)
  /// Above a bound of Bayline's own.
  case tooLarge(String, InputLimit)
  /// No date like `2026-11-23`.
  case notADate(String)
  /// No time like `2026-11-23T08:15`.
  case notATime(String)
  /// No time of day from `00:00` to `24:00`.
  case notATimeOfDay(String)
  /// A date that the calendar does not have.
  case dateNotInCalendar(String)
  /// No time zone of the IANA tables; only calendars ask for it.
  case unknownTimeZone(String, nearest: String?)

  // MARK: Members, ids and references

  /// A member that the format does not have here.
  case unknownMember(String, nearest: String?)
  /// A required member is missing.
  case missingMember(String)
  /// An id that names nothing.
  case unknownReference(ReferenceKind, id: String, nearest: String?)
  /// An id that stands twice in its list.
  case duplicateId(String)
  /// A name that looks like an earlier one but is encoded differently.
  case twoSpellings(String)

  // MARK: Rules between values

  /// An interval of a calendar that is no pair.
  case notAPair
  /// An interval, window or lock that ends at or before its start.
  case endNotAfterStart(start: String, end: String)
  /// An interval of a calendar that begins before the end of the one before.
  case intervalsOverlap
  /// The horizon ends after the last day of the calendar.
  case horizonBeyondCalendar
  /// A member that `alternatives` replaces.
  case notBesideAlternatives(String)
  /// A member that only makes sense with a trade.
  case notWithoutTrade(String)
  /// An operation with neither a bay nor a trade.
  case needsBayOrTrade
  /// An alternative with neither a bay nor a technician.
  case needsBayOrTechnician
  /// An alternative with the bay and the technician of an earlier one.
  case repeatedAlternative
  /// A lock that is none of the alternatives.
  case lockIsNoAlternative
  /// A technician who stands twice in a crew.
  case repeatedTechnician(String)
  /// `receivedBy` of a vehicle that has not arrived.
  case notWithoutArrival

  // MARK: Uncertainty, scenarios, targets

  /// None of some members of which one is needed.
  case needsOneOf([String])
  /// A member that another one replaces.
  case notBeside(String, other: String)
  /// A range that ends before it begins.
  case rangeBackwards(from: Int, to: Int)
  /// Percentages of the same customers that make more than all of them.
  case sumAboveHundred([String])
  /// Weights that are all 0.
  case noWeight
  /// A change that makes no sense for the site and its days.
  case scenarioConflict(ScenarioProblem, nearest: String?)

  // MARK: The schedule against the demand

  /// An arrival or advisor for a vehicle that is on the premises.
  case notForArrived(String)
  /// Fewer or more operations than the appointment has.
  case operationCount(found: Int, expected: Int)
  /// Another operation than the appointment has at this place.
  case operationOrder(found: String, expected: String)
  /// An appointment that was named before.
  case appointmentTwice(String)
  /// An appointment that the schedule does not name.
  case appointmentMissing(String)
  /// An assignment that stands after a later one.
  case assignmentOrder(String)

  // MARK: Events

  /// An event that contradicts the plan or the events before it.
  case eventConflict(EventProblem)

  // MARK: Flexible job shops (places are line and column)

  /// More or fewer lines of jobs than the first line says.
  case jobCount(found: Int, expected: Int)
  /// A line that ends before all its numbers.
  case missingNumber
  /// Something behind the last number of a line.
  case surplusNumber(String)

  // MARK: Spreadsheets

  /// What only a spreadsheet can have wrong.
  case sheet(SpreadsheetProblem)

  // MARK: Counts of past days

  /// What only counts of past days, or a forecast from them, can have wrong.
  case counts(CountsProblem)

  // MARK: Records of past days

  /// What only a record of a past day can have wrong.
  case actual(ActualProblem)
}

/// What a text should have had at a place.
public enum ExpectedText: String, CaseIterable, Sendable, Hashable {
  /// A value: an object, a list, a string, a number, true, false or null.
  case value
  /// The quoted name of a member.
  case memberName
  /// The colon between name and value.
  case colon
  /// A comma, or the closing bracket.
  case missingSeparator
}

extension DiagnosticProblem {
  /// The stable code: the case's name.
  public var code: String {
    switch self {
    case .cannotRead: "cannotRead"
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
    case .horizonBeyondCalendar: "horizonBeyondCalendar"
    case .notBesideAlternatives: "notBesideAlternatives"
    case .notWithoutTrade: "notWithoutTrade"
    case .needsBayOrTrade: "needsBayOrTrade"
    case .needsBayOrTechnician: "needsBayOrTechnician"
    case .repeatedAlternative: "repeatedAlternative"
    case .lockIsNoAlternative: "lockIsNoAlternative"
    case .repeatedTechnician: "repeatedTechnician"
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
