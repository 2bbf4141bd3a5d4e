import ArgumentParser
import Bayline
import BaylineSpreadsheets

/// What a caller says, as options.
struct SaidOptions: ParsableArguments {
  @Option(help: "The plate.")
  var plate: String?

  @Option(
    help: ArgumentHelp("What the customer wants: standard jobs, separated by commas.", valueName: "job,job"))
  var jobs: String?

  @Option(
    help: ArgumentHelp(
      "When the customer wants to come: \"fri 10:00\", \"tomorrow morning\", 周五 10:00, 明天上午.",
      valueName: "when"))
  var at: String?

  @Option(help: "The telephone number.")
  var phone: String?

  @Option(help: "The customer's name.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "When the vehicle is wanted back, at the latest: 17:00, \"fri 17:00\".", valueName: "when"))
  var by: String?

  @Option(help: "The kind of visit (default: that of the first job).")
  var kind: String?

  @Flag(help: "The customer waits at the site.")
  var waiting = false

  @Flag(help: "Needs a loan vehicle.")
  var loaner = false

  @Flag(help: "The work has come back.")
  var comeback = false

  @Option(help: ArgumentHelp("A driver fetches the vehicle: the minutes of the trip.", valueName: "minutes"))
  var collect: Int?

  @Option(help: ArgumentHelp("A driver brings it back: the minutes of the trip.", valueName: "minutes"))
  var deliver: Int?

  @Option(help: "A remark.")
  var note: String?

  @Option(
    name: .customLong("catalogue"),
    help: ArgumentHelp(
      "A catalogue of standard jobs (default: jobs.csv or jobs.xlsx beside the site file).", valueName: "file"
    ))
  var catalogues: [String] = []

  /// The members of the request as they were typed, times aside.
  var items: [RequestImport.Said] {
    var items: [RequestImport.Said] = []
    func add(_ option: String, _ key: String, _ text: String?) {
      if let text { items.append(.init(option, key, text)) }
    }
    add("--plate", "plate", plate)
    add("--jobs", "jobs", jobs.map(SaidMembers.jobList))
    add("--phone", "phone", phone)
    add("--name", "customer", name)
    add("--note", "note", note)
    add("--kind", "kind", kind)
    add("--comeback", "kind", comeback ? VisitKind.comeback.rawValue : nil)
    add("--waiting", "waiting", waiting ? "1" : nil)
    add("--loaner", "loaner", loaner ? "1" : nil)
    add("--collect", "collect", collect.map(String.init))
    add("--deliver", "deliver", deliver.map(String.init))
    return items
  }

  /// The options that were given.
  var options: [String] {
    items.map(\.option) + (at == nil ? [] : ["--at"]) + (by == nil ? [] : ["--by"])
  }

  var isEmpty: Bool { options.isEmpty }

  func validate() throws {
    if comeback, kind != nil { throw ValidationError("Give either --comeback or --kind.") }
    if !isEmpty, plate == nil, name == nil { throw ValidationError("Give --plate or --name.") }
    if !isEmpty, jobs == nil { throw ValidationError("Give --jobs: what the customer wants.") }
    for (option, minutes) in [("--collect", collect), ("--deliver", deliver)] {
      if let minutes, minutes < 1 {
        throw ValidationError("\(option) is \(minutes); give minutes, 1 or more.")
      }
    }
    for (option, text) in [
      ("--plate", plate), ("--jobs", jobs), ("--at", at), ("--by", by), ("--name", name),
    ]
    where text?.allSatisfy(\.isWhitespace) == true {
      throw ValidationError("\(option) is empty; give a value or omit it.")
    }
  }

  /// The catalogues: those given, else one beside the site file.
  func catalogueFiles(beside site: String) -> [String] {
    if !catalogues.isEmpty { return catalogues }
    let folder = site.lastIndex(of: "/").map { String(site[...$0]) } ?? ""
    return ["jobs.csv", "jobs.xlsx"].map { folder + $0 }.first(where: Posix.exists).map { [$0] } ?? []
  }
}
