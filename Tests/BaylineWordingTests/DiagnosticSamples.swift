import BaylineFormats
import BaylineModel
import BaylineWording
import TestSupport

/// One problem of each code; what `docs/errors.md` shows.
let diagnosticSamples: [Diagnostic.Problem] =
  [
    .cannotRead(reason: "No such file or directory"), .outsideFolder("../site.json"),
    .emptyFile, .byteOrderMark, .notUTF8, .truncated, .textAfterEnd,
    .unexpectedCharacter("}", expected: .memberName), .notANumber("NaN"), .badNumber, .badEscape,
    .loneSurrogate, .controlCharacter, .tooDeep(.depth), .duplicateMember("bay"),
    .wrongFormat(found: "bayline.demand/1", expected: "bayline.site/1"),
    .notAnObject(.list), .notAList(.object), .notAString(.number), .notAWholeNumber(.number, found: "1.5"),
    .notADecimal(.string), .notABoolean(.string), .emptyText, .emptyList,
    .listCount(found: 23, expected: 24), .tooFewElements(found: 1, min: 2),
    .notOneOf("fr", allowed: ["zh-Hans", "en"], nearest: nil), .tooSmall("-1", min: 0),
    .aboveMaximum("101", max: 100), .tooLarge("10000000", .minutes), .notADate("23.11.2026"),
    .notATime("2026-11-23 08:15"), .notATimeOfDay("25:00"), .dateNotInCalendar("2026-02-29"),
    .unknownTimeZone("Mars/Olympus", nearest: nil),
    .unknownMember("minuts", nearest: "minutes"), .missingMember("id"),
    .unknownReference(.technician, id: "T99", nearest: nil), .duplicateId("T1"), .twoSpellings("café"),
    .notAPair, .endNotAfterStart(start: "12:00", end: "08:00"), .intervalsOverlap, .notAMonday("2026-11-24"),
    .horizonBeyondCalendar,
    .notBesideAlternatives("minutes"), .notWithoutTrade("level"), .needsBayOrTrade, .needsBayOrTechnician,
    .repeatedAlternative, .lockIsNoAlternative, .repeatedTechnician("T1"), .repeatedEquipment("scope"),
    .lagOfFirstOperation, .bayCannotBeKept, .notWithoutArrival,
    .needsOneOf(["like", "skills"]), .notBeside("skills", other: "like"), .rangeBackwards(from: 3, to: 2),
    .sumAboveHundred(["latePercent", "earlyPercent"]), .noWeight,
    .scenarioConflict(.lockedWork("T01", appointment: "A7", operation: "1"), nearest: nil),
    .notForArrived("arrival"), .operationCount(found: 1, expected: 2),
    .operationOrder(found: "paint", expected: "body"), .appointmentTwice("A7"), .appointmentMissing("A7"),
    .assignmentOrder("A7"), .eventConflict(.withinGrace(until: time("09:15"))),
    .jobCount(found: 9, expected: 10), .missingNumber, .surplusNumber("7"),
  ] + sheetSamples.map { .sheet($0) } + countsSamples.map { .counts($0) }
  + actualSamples.map { .actual($0) }

/// One problem of records of past days of each code.
private let actualSamples: [Diagnostic.ActualProblem] = [
  .timeBefore(time("08:10"), other: "came", time("08:20")),
  .notOfOutcome("came", outcome: "noShow"),
  .addedToNothing,
  .longerThanSpan(90, max: 60),
  .notOnDay(time("08:10"), day: "2026-11-20"),
  .longAfterDay(time("08:10"), days: 92),
  .otherDay("2022-09-02", demand: "2022-09-01"),
]

/// One problem of past counts of each code.
private let countsSamples: [Diagnostic.CountsProblem] = [
  .repeatedDay("2022-01-03", line: 12),
  .unmappedKind("preventive", nearest: nil),
  .mapsNothing("preventve", nearest: "preventive"),
  .shopNotChosen(["North", "South"]),
  .unknownShop("Nort", nearest: "North"),
  .noShops("North"),
  .tooFewDays(found: 12, needed: 28, before: "2022-01-01"),
  .tooFarAhead(last: "2024-01-01"),
  .nothingToMeasure(from: "2030-01-01", end: "2023-08-10"),
  .noTemplate(kind: "recall"),
]

/// One problem of spreadsheets of each code.
private let sheetSamples: [Diagnostic.SpreadsheetProblem] = [
  .notASpreadsheet,
  .unreadFormat("OpenDocument .ods"),
  .protectedWorkbook,
  .damagedWorkbook(part: "xl/workbook.xml"),
  .notInEncoding(byte: 0xFF, encoding: "GB18030"),
  .quoteNotClosed,
  .textAfterQuote("x"),
  .forbiddenCharacter("\u{1}"),
  .unknownTable,
  .missingTable("预约 / visits"),
  .unknownHeading("车牌好", nearest: "车牌号"),
  .duplicateHeading("车牌"),
  .missingHeading("分钟 / Minutes"),
  .cellWithoutHeading,
  .missingCell,
  .notACellTime("25:61"),
  .notACellDate("soon"),
  .ambiguousDate("3/4/2026"),
  .weekdayMismatch(time("+1 00:00").date, written: .wednesday),
  .yearMissing("11/23"),
  .dayMissing("8:15"),
  .timeOfDayMissing("2026/11/23"),
  .notAWindow("later"),
  .ambiguousWindow("2:00-下午4:00"),
  .notAFlag("maybe"),
  .notACellNumber("30 min"),
  .notACellDecimal("80元"),
  .notACellDuration("soon"),
  .tooManyHours("45"),
  .notACellPercent("a tenth"),
  .ambiguousPercent("1.1"),
  .roundedNumber("1.38E+10"),
  .errorValue("#REF!"),
  .formulaWithoutValue,
  .notACellList("a;\"b"),
  .ambiguousName("王伟", ids: ["T01", "T07"]),
  .unknownJob("大保样", nearest: "大保养"),
  .unknownRow("V9", table: "预约 / visits", nearest: nil),
  .noWork,
  .noKindAndNoWork, .nobody,
  .horizonUnknown,
  .horizonTooWide(from: "2026-11-23", to: "2062-11-23"),
  .unknownChange("增加技帅", nearest: "增加技师"),
  .surplusCell("业务量"),
  .notASkill("senior"),
  .dependsOnFault("BRK-PADF", place: "stock.csv:7:C"),
  .secondRow,
]
