import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline verify`: does a schedule keep the rules, and what does it cost?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check schedules from anywhere, without the solver's code.",
    discussion: """
      Prints every broken rule, every difference from the cost that the file states, and the cost by term. A schedule \
      without a cost is only evaluated. The exit code is 0 if all is right, 1 if any schedule breaks a rule or states a \
      wrong cost, 2 if a file is malformed; the sound schedules of the same call are judged all the same.

      EXAMPLES
        bayline verify --site site.json --demand demand.json tomorrow.json
        bayline verify --site site.json --demand demand.json --json monday.json tuesday.json
      """)

  @OptionGroup var files: CaseOptions

  @Argument(help: ArgumentHelp("Schedules of the demand; - is standard input.", valueName: "schedule"))
  var schedules: [String]

  @Flag(help: "Print one JSON object a line and schedule.")
  var json = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try checkStandardInput([files.site, files.demand] + schedules)
  }

  func run() throws {
    var inputs = InputReader(files, language: messages.lang)
    let read = schedules.map { (path: $0, schedule: inputs.schedule($0)) }
    let (site, demand) = try inputs.validCase()
    let verifier = Verifier(site: site, demand: demand)
    let text = VerdictText(site: site, demand: demand, language: inputs.words.language)

    var isAllRight = true
    var isFirst = true
    for case (let path, let schedule?) in read {
      let verdict = verifier.verify(schedule)
      isAllRight = isAllRight && verdict.isCorrect
      if json {
        let line = VerdictFormat.encode(verdict, site: site, demand: demand, language: inputs.words.language)
        try Console.write(line + "\n", inputs.words)
      } else {
        let heading = schedules.count > 1 ? (isFirst ? "" : "\n") + "\(path)\n" : ""
        try Console.print(heading + text.text(verdict), inputs.words)
      }
      isFirst = false
    }
    try inputs.check()
    if !isAllRight { throw ExitStatus.negative }
  }
}
