import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline verify`: whether a schedule keeps the rules, and what it costs.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check schedules from any source, independently of the solver.",
    discussion: """
      Prints every violation, every difference from the cost stated in the file, and the cost by term. A schedule \
      without a cost is only evaluated. The exit code is 0 if everything is correct, 1 if a schedule breaks a rule or states \
      a wrong cost, 2 if a file is malformed; the other schedules are checked all the same.

      EXAMPLES
        bayline verify --site site.json --demand demand.json tomorrow.json
        bayline verify --site site.json --demand demand.json --json monday.json tuesday.json
      """)

  @OptionGroup var files: CaseOptions

  @Argument(help: ArgumentHelp("Schedules of the demand; - is standard input.", valueName: "schedule"))
  var schedules: [String]

  @Flag(help: "Print a JSON object per schedule, one per line.")
  var json = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try OutputRules(inputs: [files.site, files.demand] + schedules).check()
  }

  func run() throws {
    var inputs = InputReader(files, language: messages.lang)
    let read = schedules.map { (path: $0, schedule: inputs.schedule($0)) }
    let (site, demand) = try inputs.validCase()
    let verifier = Verifier(site: site, demand: demand)
    let text = VerdictText(site: site, demand: demand, language: inputs.words.language)

    var areAllCorrect = true
    var separator = ""
    for case (let path, let schedule?) in read {
      let verdict = verifier.verify(schedule)
      areAllCorrect = areAllCorrect && verdict.isCorrect
      if json {
        let line = VerdictFormat.encode(verdict, site: site, demand: demand, language: inputs.words.language)
        try Console.write(line + "\n", inputs.words)
      } else {
        let heading = schedules.count > 1 ? "\(separator)\(path)\n" : ""
        try Console.print(heading + text.text(verdict), inputs.words)
      }
      separator = "\n"
    }
    try inputs.check()
    if !areAllCorrect { throw Refusal.negative() }
  }
}
