import BaylineFormats
import Foundation
import Testing

/// The filter of JSON lines: each line costs or gives one line, the same as the single command.
@Suite struct BatchCommandTests {
  private static let folder = URL(filePath: SmallCase.site).deletingLastPathComponent().path

  /// A line about the small case, whose files are named.
  private func line(_ id: String, _ members: String = #""iterations": 20"#) -> String {
    #"{"id": "\#(id)", "siteRef": "site.json", "demandRef": "demand.json", \#(members)}"#
  }

  private func run(_ lines: [String], _ options: String...) throws -> Program.Outcome {
    try Program(
      ["batch", "--sites", Self.folder, "--quiet"] + options, input: lines.joined(separator: "\n") + "\n"
    ).outcome()
  }

  private func answers(_ run: Program.Outcome) -> [JSONValue] {
    run.out.split(separator: "\n").compactMap { JSONParser.parse(Array($0.utf8)).value }
  }

  @Test func aScheduleIsThatOfTheSingleCommand() throws {
    let single = try Program(
      ["schedule"] + SmallCase.files + ["--iterations", "300", "--seed", "7", "--threads", "1", "--quiet"]
    ).outcome()
    let asked = [
      line("by file", #""iterations": 300, "seed": 7"#),
      // The same with the documents in the line, one as an object and one as text.
      """
      {"id": "in line", "iterations": 300, "seed": 7,
       "site": \(JSONWriter.line(.string(try text(SmallCase.site)))), "demand": \(try text(SmallCase.demand))}
      """.replacingOccurrences(of: "\n", with: " "),
    ]
    let run = try run(asked, "--text", "--threads", "2")
    #expect(run.code == 0 && run.err.isEmpty, "\(run.err)")
    #expect(answers(run).map { $0["text"] } == [.string(single.out), .string(single.out)])
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func aBadLineCostsOneLine() throws {
    let run = try run([
      line("A"), "", "{", line("B", #""iteration": 3"#), "  ", line("C"),
      line("D").replacingOccurrences(of: "site.json", with: "../site.json"),
      line("E").replacingOccurrences(of: "demand.json", with: "none.json"), line("F", #""seconds": "x""#),
    ])
    #expect(run.code == 0)
    let found = answers(run)
    // Blank lines have no answer, but they count.
    #expect(found.map { $0["line"] } == [1, 3, 4, 6, 7, 8, 9].map { .integer($0) })
    let codes = found.map { answer -> [JSONValue?] in
      guard case .array(let problems) = answer["diagnostics"] else { return [] }
      return problems.map { $0["code"] }
    }
    let expected: [[String]] = [
      [], ["truncated"], ["unknownMember"], [], ["outsideFolder"], ["cannotRead"], ["notADecimal"],
    ]
    #expect(codes == expected.map { $0.map { JSONValue.string($0) } })
    #expect(
      run.out.contains(#""place": "line 4:$.iteration", "message": ""#)
        && run.out.contains(#""place": "none.json:$""#))
  }

  @Test func orderAndThreadsDoNotChangeAnswers() throws {
    let lines = (1...6).map { line("L\($0)", #""iterations": \#($0 % 2 * 400), "seed": \#($0)"#) }
    let one = try run(lines, "--threads", "1")
    let three = try run(lines, "--threads", "3")
    #expect(one.out == three.out && answers(one).count == 6)
    let unordered = try run(lines, "--threads", "3", "--unordered")
    let sorted = { (text: String) in text.split(separator: "\n").sorted() }
    #expect(sorted(unordered.out) == sorted(one.out))
  }

  @Test func aSignalEndsTheReadingAndNothingElse() throws {
    // Standard input stays open, and the first line is under way.
    let folder = try TemporaryFolder()
    let lines = try folder.write("lines", line("A", #""seconds": 3"#) + "\n")
    let run = try Program(
      [
        "-c",
        #"mkfifo "$3"; "$0" batch --sites "$2" --quiet <"$3" & pid=$!; exec 3>"$3"; cat "$1" >&3; sleep 1.5; "#
          + "kill -TERM $pid; wait $pid",
        Program.path, lines, Self.folder, folder.path("open"),
      ],
      executable: "/bin/bash")
    let start = Date()
    let ended = try run.outcome()
    #expect(ended.code == 143)
    #expect(Date().timeIntervalSince(start) < 30)
    #expect(answers(ended).map { $0["id"] } == [.string("A")] && answers(ended)[0]["result"] != nil)
  }

  @Test func aLineMayTakeSomeTimeOnly() throws {
    let run = try run(
      [line("A", #""iterations": 100000000"#), line("B", #""command": "whatif", "iterations": 100000000"#)],
      "--time-limit", "0.5")
    let (plan, study) = (answers(run)[0], answers(run)[1])
    #expect(plan["stopped"] == .bool(true) && plan["result"] != nil)
    #expect(study["diagnostics"] != nil && run.out.contains(#""code": "timeLimit""#))
  }

  @Test func otherCommandsGiveWhatTheyPrint() throws {
    let folder = try TemporaryFolder()
    let plan = try folder.write("plan.json", try SmallCase.schedule())
    let request =
      #"{"id": "NEW", "kind": "inspection", "operations": [{"id": "1", "minutes": 12, "bay": "express", "trade": "mechanical"}]}"#
    let schedule = #""schedule": \#(JSONWriter.line(.string(try text(plan))))"#
    let asked = try folder.write("request.json", request)
    let book = SmallCase.files + ["--schedule", plan]
    let singles = try [
      Program(["verify"] + SmallCase.files + [plan, "--json"]).outcome().out,
      Program(["offer"] + book + ["--request", asked, "--json"]).outcome().out,
      Program(["simulate"] + book + ["--replications", "10", "--json", "--quiet"]).outcome().out,
    ]
    let run = try run([
      line("V", #""command": "verify", \#(schedule)"#),
      line("O", #""command": "offer", \#(schedule), "request": \#(request)"#),
      line("S", #""command": "simulate", \#(schedule), "replications": 10"#),
    ])
    let results = singles.map { JSONParser.parse(Array($0.utf8)).value }
    #expect(answers(run).map { $0["result"] } == results)
  }

  @Test func severalWorkshopsAnswerOneCustomer() throws {
    let request =
      #"{"id": "NEW", "kind": "inspection", "operations": [{"id": "1", "minutes": 12, "bay": "express", "trade": "mechanical"}]}"#
    let plan = JSONWriter.line(.string(try SmallCase.schedule()))
    let shop = #""siteRef": "site.json", "demandRef": "demand.json", "schedule": \#(plan)"#
    let asked =
      #"{"id": "Q", "command": "offers", "request": \#(request), "shops": [{"id": "far", "distance": 20, \#(shop)}, {"id": "near", "distance": 2.5, \#(shop)}]}"#
    let run = try run([asked])
    #expect(run.out.contains(#""rank": 1, "shop": "near", "distance": 2.5"#), "\(run.out)")
    let table = try Program(["group", "offers"], input: run.out).outcome()
    #expect(table.code == 0 && table.out.split(separator: "\n").count == 6)
    #expect(table.out.hasPrefix(#"{"id": "Q", "rank": 1, "shop": "near""#))
  }

  @Test func aTransferHasTheStudiesOfBothWorkshops() throws {
    let shop = { (id: String) in
      #"{"id": "\#(id)", "siteRef": "site.json", "demandRef": "demand.json"}"#
    }
    let effort = #""iterations": 40, "replications": 4, "noise": 0"#
    let run = try run([
      #"{"id": "T", "command": "transfer", "technician": "T02", "from": \#(shop("A")), "to": \#(shop("B")), \#(effort)}"#
    ])
    let result = try #require(answers(run).first?["result"], "\(run.out)")
    let folder = try TemporaryFolder()
    for side in ["from", "to"] {
      let scenarios = try folder.write("s.json", JSONWriter.line(try #require(result[side]?["scenarios"])))
      let single = try Program(
        [
          "-c",
          #"cd "$1" && "$0" whatif --site site.json --demand demand.json --scenarios "$2" --iterations 40 --replications 4 --noise 0 --json --quiet"#,
          Program.path, Self.folder, scenarios,
        ], executable: "/bin/bash"
      ).outcome()
      #expect(JSONParser.parse(Array(single.out.utf8)).value == result[side]?["whatif"], "\(single.err)")
    }
    #expect(
      try Program(["group", "transfers"], input: run.out).outcome().out.contains(#""technician": "T02""#))
  }

  @Test func tablesHaveARowForEachAnswer() throws {
    let run = try run([line("A"), "{", line("B")])
    let plans = try Program(["group", "schedules"], input: run.out).outcome().out
    #expect(
      plans.split(separator: "\n").count == 2 && plans.hasPrefix(#"{"id": "A", "shop": null, "line": 1, "#))
    let problems = try Program(["group", "diagnostics", "--csv"], input: run.out).outcome().out
    #expect(problems.contains("id,shop,line,command,code,place,message\r\n,,2,,truncated,line 2:2,"))
    let broken = try Program(["group", "schedules"], input: run.out + "{\n").outcome()
    #expect(broken.code == 2 && broken.out.isEmpty && broken.err.hasPrefix("-:4:2: "))
  }

  @Test(arguments: [
    ("[]", "-:1:1: "), (#"{"id": "A", "result": {}}"#, "-:1:1: "), (#"{"id": "A", "line": 1}"#, "-:1:1: "),
    (#"{"line": 1, "command": "schedule", "text": "{"}"#, "-:1:$.text:1:2: "),
  ])
  func whatIsNoAnswerIsNotPassedOver(line: String, place: String) throws {
    for table in ["schedules", "diagnostics"] {
      let group = try Program(["group", table], input: line + "\n").outcome()
      #expect(group.code == 2 && group.out.isEmpty && group.err.hasPrefix(place), "\(group.err)")
    }
  }
}
