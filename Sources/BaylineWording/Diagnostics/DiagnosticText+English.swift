import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Each problem in English.
  func english(_ problem: DiagnosticProblem) -> Sentence {
    switch problem {
    case .cannotRead(let reason):
      ("cannot be read (\(Self.shown(reason)))", "check the path and the permissions")

    case .emptyFile: ("the file is empty", "give the file that you meant, or save it again")
    case .byteOrderMark: ("the file begins with a byte order mark", "save it as UTF-8 without BOM")
    case .notUTF8: ("this byte is not UTF-8 text", "save the file as UTF-8, not as GBK, ANSI or UTF-16")
    case .truncated:
      (
        "the text ends too early",
        "close what is open (a quote, a bracket, a brace), or fetch the whole file again"
      )
    case .textAfterEnd:
      ("something follows the end of the document", "remove it, or move it inside the last brace")
    case .unexpectedCharacter(let found, let expected): englishUnexpected(found, expected)
    case .notANumber(let text): ("\(text) is no number of JSON", "write a number, or remove the member")
    case .badNumber:
      (
        "this number is not written as JSON asks",
        "write it like 12 or -3, without leading zeros or a bare point"
      )
    case .badEscape:
      (
        "this backslash begins no escape of JSON",
        #"write \\ for a backslash, \n for a line break, \u4f60 for a code"#
      )
    case .loneSurrogate:
      ("this escape is half of a character", "write both halves, or the character itself in UTF-8")
    case .controlCharacter:
      (
        "a line break, tab or control character stands in a string",
        #"write \n or \t, or close the quote before it"#
      )
    case .tooDeep(let limit):
      ("brackets are nested more than \(limit.value) deep", "remove the needless brackets")
    case .duplicateMember(let name):
      ("member \(quoted(name)) stands twice in its object", "keep one of them")

    case .wrongFormat(let found, let expected):
      (
        "this is a \(quoted(found)) file, \(quoted(expected)) is expected",
        "check that each option has its own file, and the version"
      )
    case .notAnObject(let type): ("\(name(type)) stands here", "write an object in braces: {…}")
    case .notAList(let type): ("\(name(type)) stands here", "write a list in brackets: […]")
    case .notAString(let type): ("\(name(type)) stands here", "write a string in double quotes")
    case .notAWholeNumber(let type, let found):
      (
        found.map { "\(Self.shown($0)) is not a whole number" } ?? "\(name(type)) stands here",
        "write a whole number without quotes, point or exponent"
      )
    case .notADecimal(let type):
      ("\(name(type)) stands here", "write a number like 12.5, without quotes and percent sign")
    case .notABoolean(let type): ("\(name(type)) stands here", "write true or false, without quotes")
    case .emptyText: ("the string is empty", "write a name of one character or more")
    case .emptyList: ("the list is empty", "give one element at least, or remove an optional list")
    case .listCount(let found, let expected):
      ("elements listed: \(found), expected: \(expected)", "add what is missing, or remove the rest")
    case .notOneOf(let text, let allowed, let nearest):
      (
        "\(quoted(text)) is not allowed here",
        guess(nearest) ?? "write one of \(allowed.joined(separator: ", "))"
      )
    case .tooSmall(let text, let least): ("\(Self.shown(text)) is too small", "write \(least) or more")
    case .aboveMaximum(let text, let most): ("\(Self.shown(text)) is too large", "write \(most) or less")
    case .tooLarge(let text, let limit):
      (
        "\(Self.shown(text)) is beyond what Bayline takes (\(limit.name))",
        "write \(limit.value) or less (is there a digit too many?)"
      )
    case .notADate(let text): ("\(quoted(text)) is no date", "write it like 2026-11-23")
    case .notATime(let text): ("\(quoted(text)) is no time", "write it like 2026-11-23T08:15")
    case .notATimeOfDay(let text):
      ("\(quoted(text)) is no time of day", "write it like 08:15, from 00:00 to 24:00")
    case .dateNotInCalendar(let text):
      ("\(quoted(text)) is not in the calendar", "check month and day")
    case .unknownTimeZone(let name, let nearest):
      ("there is no time zone \(quoted(name))", guess(nearest) ?? "write an IANA name like Asia/Shanghai")

    case .unknownMember(let name, let nearest):
      (
        "member \(quoted(name)) is unknown here",
        guess(nearest) ?? "remove it, or begin its name with x- if it is a note of your own"
      )
    case .missingMember(let name): ("member \(quoted(name)) is missing", "add it")
    case .unknownReference(let reference, let id, let nearest):
      (
        "there is no \(reference.rawValue) \(quoted(id))",
        guess(nearest) ?? "check the id, or add it \(source(of: reference))"
      )
    case .duplicateId(let id): ("id \(quoted(id)) is taken already", "give each its own id")
    case .twoSpellings(let name):
      (
        "\(quoted(name)) is encoded in another way than before (combined letters)",
        "type the name the same way everywhere"
      )

    case .notAPair: ("an interval has a start and an end", #"write it like ["08:00", "12:00"]"#)
    case .endNotAfterStart(let start, let end):
      (
        "the end \(end) is not after the start \(start)",
        "check both (what goes past midnight is two intervals)"
      )
    case .intervalsOverlap:
      ("the interval begins before the end of the one before", "put them in order, without overlap")
    case .horizonBeyondCalendar:
      ("the horizon reaches beyond the year 9999", "choose an earlier day or fewer days")
    case .notBesideAlternatives(let member):
      ("\(quoted(member)) cannot stand beside alternatives", "remove one or the other")
    case .notWithoutTrade(let member):
      ("\(quoted(member)) makes no sense without a trade", "add trade, or remove \(member)")
    case .needsBayOrTrade:
      ("the operation needs neither a bay nor a technician", "add bay, trade or both")
    case .needsBayOrTechnician:
      ("the alternative has neither a bay nor a technician", "add bay, technician or both")
    case .repeatedAlternative:
      ("an earlier alternative has the same bay and technician", "keep one of them")
    case .lockIsNoAlternative:
      ("bay and technician are none of the alternatives", "lock one of them, or add this one")
    case .repeatedTechnician(let id): ("technician \(quoted(id)) stands here twice", "name each once")
    case .notWithoutArrival:
      ("receivedBy is for a vehicle that has arrived", "add arrived, or remove receivedBy")

    case .needsOneOf(let members):
      ("one of \(members.map(quoted).joined(separator: ", ")) is needed here", "add it")
    case .notBeside(let member, let other):
      ("\(quoted(member)) cannot stand beside \(other)", "remove one or the other")
    case .rangeBackwards(let from, let to):
      ("\(to) is less than \(from)", "write from and to in ascending order")
    case .sumAboveHundred(let members):
      ("\(members.joined(separator: " and ")) are more than 100 together", "lower one of them")
    case .noWeight: ("all weights are 0", "give one of them at least more than 0")
    case .scenarioConflict(let conflict, let nearest): sentence(conflict, nearest: nearest)

    case .notForArrived(let member):
      ("the vehicle is here already and has no \(quoted(member))", "remove the member")
    case .operationCount(let found, let expected):
      ("operations listed: \(found), of the appointment: \(expected)", "list each of them once, in order")
    case .operationOrder(let found, let expected):
      ("operation \(quoted(found)) stands where the appointment has \(quoted(expected))", "keep its order")
    case .appointmentTwice(let id):
      ("appointment \(quoted(id)) was named before", "keep it once, in assignments or in unscheduled")
    case .appointmentMissing(let id):
      (
        "appointment \(quoted(id)) is missing",
        "add it to assignments or to unscheduled, or give the matching demand"
      )
    case .assignmentOrder(let id):
      ("appointment \(quoted(id)) stands after a later one", "order them by arrival, then by id")

    case .eventConflict(let conflict): sentence(conflict)

    case .jobCount(let found, let expected):
      (
        "lines of jobs: \(found), in the first line: \(expected)",
        "correct the first line, or give each job a line"
      )
    case .missingNumber: ("the line ends too early", "check its counts, or add what is missing")
    case .surplusNumber(let text):
      (
        "\(quoted(text)) stands behind the end of what the line counts",
        "check its counts, or remove the rest"
      )
    case .sheet(let problem): english(problem)
    case .counts(let problem): sentence(problem)
    case .actual(let problem): sentence(problem)
    }
  }

  private func englishUnexpected(_ found: String, _ expected: ExpectedText) -> Sentence {
    switch expected {
    case .value:
      (
        "\(quoted(found)) begins no value",
        "write an object, a list, a \"string\", a number, true, false or null, or remove a comma too many"
      )
    case .memberName:
      (
        "\(quoted(found)) stands where a name should",
        "put the name in double quotes, or remove a comma too many"
      )
    case .colon: ("\(quoted(found)) stands where a colon should", "write \"name\": value")
    case .missingSeparator:
      (
        "\(quoted(found)) stands where a comma or a closing bracket should",
        "add a comma, or close the bracket before"
      )
    }
  }

  private func quoted(_ text: String) -> String { "\"\(Self.shown(text))\"" }

  private func guess(_ name: String?) -> String? { name.map { "did you mean \(quoted($0))?" } }

  private func name(_ type: JSONType) -> String {
    switch type {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .list: "a list"
    case .object: "an object"
    }
  }

  /// Where such a thing is defined.
  private func source(of reference: ReferenceKind) -> String {
    switch reference {
    case .calendar: "to calendars in the site file"
    case .kind: "to policy.kinds in the site file"
    case .advisor: "to advisors in the site file"
    case .bay: "to bays in the site file"
    case .technician: "to technicians in the site file"
    case .part: "to parts in the demand file"
    case .appointment: "to appointments in the demand file"
    case .operation: "to the operations of its appointment"
    }
  }
}
