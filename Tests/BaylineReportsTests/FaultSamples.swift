import BaylineFormats

/// One problem of each code; what `docs/errors.md` shows.
let faultSamples: [InputProblem] = [
  .cannotRead(reason: "No such file or directory"),
  .emptyFile, .byteOrderMark, .notUTF8, .truncated, .textAfterEnd,
  .unexpectedCharacter("}", expected: .memberName), .notANumber("NaN"), .badNumber, .badEscape,
  .loneSurrogate, .controlCharacter, .tooDeep(.depth), .duplicateMember("bay"),
  .wrongFormat(found: "bayline.demand/1", expected: "bayline.site/1"),
  .notAnObject(.list), .notAList(.object), .notAString(.number), .notAWholeNumber(.number, found: "1.5"),
  .notABoolean(.string), .emptyText, .emptyList,
  .notOneOf("fr", allowed: ["zh-Hans", "en"], nearest: nil), .tooSmall("-1", least: 0),
  .aboveMaximum("101", most: 100), .tooLarge("10000000", .minutes), .notADate("23.11.2026"),
  .notATime("2026-11-23 08:15"), .notATimeOfDay("25:00"), .dateNotInCalendar("2026-02-29"),
  .unknownTimeZone("Mars/Olympus", nearest: nil),
  .unknownMember("minuts", nearest: "minutes"), .missingMember("id"),
  .unknownReference(.technician, id: "T99", nearest: nil), .duplicateId("T1"), .twoSpellings("café"),
  .notAPair, .endNotAfterStart(start: "12:00", end: "08:00"), .intervalsOverlap, .horizonBeyondCalendar,
  .notBesideAlternatives("minutes"), .notWithoutTrade("level"), .needsBayOrTrade, .needsBayOrTechnician,
  .repeatedAlternative, .lockIsNoAlternative, .repeatedTechnician("T1"), .notWithoutArrival,
  .notForArrived("arrival"), .operationCount(found: 1, expected: 2),
  .operationOrder(found: "paint", expected: "body"), .appointmentTwice("A7"), .appointmentMissing("A7"),
  .assignmentOrder("A7"), .jobCount(found: 9, expected: 10), .missingNumber, .surplusNumber("7"),
]
