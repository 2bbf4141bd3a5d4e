import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline roll-over`: tomorrow's demand from what is left of today and what is booked for tomorrow.
struct RollOverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roll-over",
    abstract: "Make tomorrow's demand from what is left of today and what is booked for tomorrow.",
    discussion: """
      Carried over, with their ids: vehicles whose work is not done, with the minutes that are left, also those that wait \
      for parts; customers who did not come and those who were not scheduled, to be called; and what is booked for later \
      days. Everything is assumed to have happened as planned, except what the events say. Lists what becomes of each \
      visit. docs/replanning.md has the details.

      EXAMPLES
        bayline roll-over --site site.json --demand today.json --schedule plan.json --now 2026-11-23T18:00 \
      --next sheet-1124.json --out tomorrow.json
        bayline roll-over --site site.json --demand today.json --schedule plan.json --events day.json \
      --now 2026-11-23T18:00 --next tomorrow.json --out tomorrow.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("Today's schedule, made from the demand.", valueName: "file"))
  var schedule: String

  @Option(help: ArgumentHelp("What has happened since it was made; - is standard input.", valueName: "file"))
  var events: String?

  @Option(help: ArgumentHelp("The time at which today ends, like 2026-11-23T18:00.", valueName: "time"))
  var now: String

  @Option(help: ArgumentHelp("Tomorrow's demand as booked, or as imported.", valueName: "file"))
  var next: String

  @Option(
    help: ArgumentHelp(
      "The demand file to write; may be --next (default: standard output).", valueName: "file"))
  var out: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if CivilTime(now) == nil { throw ValidationError("--now is \(now); write it like 2026-11-23T18:00.") }
    try OutputRules(
      inputs: [files.site, files.demand, schedule, events, next],
      outputs: [.result("--out", out, mayReplace: next)]
    ).check()
  }

  func run() throws {
    let lock = try BookLock(
      [files.demand, schedule, next, out], Glossary(messages.lang ?? .ofUser))
    defer { withExtendedLifetime(lock) {} }
    var inputs = InputReader(files, language: messages.lang)
    let current = inputs.schedule(schedule)
    let happened = events.map { inputs.events($0) } ?? []
    let ids = inputs.site?.names
    var nextText: [UInt8] = []
    let following = inputs.decode(next) { bytes in
      nextText = bytes
      return DemandFormat.decode(bytes, file: next, site: ids)
    }?.demand
    inputs.checkWritable([out])
    let (plan, events) = (try inputs.valid(current), try inputs.valid(happened))
    let tomorrow = try inputs.valid(following)
    let (site, demand) = try inputs.validCase()
    let now = try inputs.valid(CivilTime(self.now))
    let words = inputs.words
    try check(plan, site, demand, now, words)
    let rolled = RollOver(
      site: site, today: demand, schedule: plan, events: events, now: now, next: tomorrow)
    inputs.report(rolled.diagnostics.filter { $0.event < events.count }.map { $0.inFile(self.events ?? "-") })
    try inputs.check()
    if !rolled.diagnostics.isEmpty {
      throw Refusal.badFile([nowLine(now, of: demand, files.demand, words)])
    }
    let text = RollOverText(site: site, today: demand, next: rolled.demand, language: words.language)
    if let problem = rolled.problem { throw Refusal.badFile(["\(next):$: " + text.sentence(problem)]) }
    var made = rolled.demand
    let missed = rolled.items.compactMap { item -> (appointment: String, at: CivilTime)? in
      if case .noShow(let missed) = item.outcome { (item.appointment, missed) } else { nil }
    }
    FollowUpNotes(words).add(missed, to: &made)
    let notes = Self.notes(nextText, today: inputs.demandText, of: Set(demand.appointments.map(\.id)))
    let written = DemandFormat.encode(made, keepingExtensionsOf: notes)
    try OutputFile.write([(OutputFile(out), written)], words, check: inputs.checkUnchanged)
    if !messages.quiet {
      let total = made.appointments.count
      Console.reportText(text.text(rolled.items, recounted: rolled.recounted, total: total))
    }
  }

  /// The text of tomorrow's demand with today's visits in it, for the notes (`x-` members) of both.
  private static func notes(_ next: [UInt8], today: [UInt8], of ids: Set<String>) -> [UInt8] {
    guard case .object(var members)? = JSONParser.parse(next).value,
      case .array(let earlier)? = JSONParser.parse(today).value?["appointments"],
      let position = members.firstIndex(where: { $0.name == "appointments" }),
      case .array(let booked) = members[position].value
    else { return next }
    func isOfToday(_ visit: JSONValue) -> Bool {
      if case .string(let id)? = visit["id"] { return ids.contains(id) }
      return false
    }
    let visits = earlier + booked.filter { !isOfToday($0) }
    members[position] = JSONMember("appointments", .array(visits))
    return Array(JSONWriter.document(.object(members)).utf8)
  }

  /// Refuses a schedule that is not one of the demand, and a time outside its days.
  private func check(
    _ plan: Schedule, _ site: Site, _ demand: Demand, _ now: CivilTime, _ words: Glossary
  ) throws(Refusal) {
    let fault = PlanCheck.fault(inGiven: plan, path: schedule, site: site, demand: demand, words)
    var lines = fault.map { [$0] } ?? []
    if now < demand.now || now >= demand.horizon.end {
      lines.append(nowLine(now, of: demand, files.demand, words))
    }
    if !lines.isEmpty { throw .badFile(lines) }
  }
}
