import ArgumentParser
import Bayline

/// `bayline import`: files of other formats become site and demand.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a demand, and the site that it needs, of a file of another format.",
    discussion: """
      A flexible job shop with workers (.fjs) becomes a site that never closes, with machines as bays and workers as \
      technicians, and a demand of vehicles that are there already. The makespan alone counts, a point a minute; to \
      leave a job out costs more than any makespan.

      With --site-out, --out is the demand's file. Without it, --out is a folder, which is made if it is missing, for \
      site.json and demand.json; files that are there already and differ are not replaced without --force.

      EXAMPLES
        bayline import mk01.fjs --out mk01
        bayline import mk01.fjs --out demand.json --site-out site.json
      """)

  /// What can be imported.
  enum Source: String, CaseIterable, ExpressibleByArgument {
    /// A flexible job shop with worker flexibility.
    case fjs

    /// What the ending of a file says.
    init?(path: String) {
      guard let dot = path.lastIndex(of: ".") else { return nil }
      self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }
  }

  @Argument(help: ArgumentHelp("What to import; - is standard input.", valueName: "file"))
  var file: String

  @Option(help: "What the file is (default: what its ending says).")
  var format: Source?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("The demand's file, or the folder for both.", valueName: "path"))
  var output: String

  @Option(
    name: .customLong("site-out"), help: ArgumentHelp("The site's file.", valueName: "file"))
  var siteOutput: String?

  @Flag(help: "Replace files of the folder that are there already.")
  var force = false

  @OptionGroup var wording: WordsOptions

  func validate() throws {
    if format ?? Source(path: file) == nil {
      let known = Source.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      throw ValidationError(
        "The ending of '\(file)' does not say what it is (known: \(known)); give --format.")
    }
    if output == "-", siteOutput == nil || siteOutput == "-" {
      throw ValidationError("Two files do not fit standard output; name a file with --site-out.")
    }
    if output.isEmpty || siteOutput?.isEmpty == true {
      throw ValidationError("A path to write to is empty.")
    }
    if let siteOutput, siteOutput == output {
      throw ValidationError("Site and demand do not fit one file; give --site-out another name.")
    }
    if force, siteOutput != nil {
      throw ValidationError("--force goes with a folder alone; a file is replaced anyway.")
    }
  }

  func run() throws {
    let words = Glossary(wording.lang ?? .ofUser)
    let (site, demand) = try read(words)
    let siteText = SiteFormat.encode(site)
    let demandText = DemandFormat.encode(demand)
    if let siteOutput {
      let outputs = [(OutputFile(siteOutput), siteText), (OutputFile(output), demandText)]
      let obstacles = outputs.compactMap { $0.0.obstacle(words) }
      guard obstacles.isEmpty else { throw Refusal(obstacles, ExitStatus.badFile) }
      for (output, text) in outputs { try output.write(text, words) }
    } else {
      let folder = OutputFolder(path: output)
      let files = [(path: "site.json", text: siteText), (path: "demand.json", text: demandText)]
      if !force { try folder.checkNothingIsLost(files, words) }
      try folder.write(files, words)
    }
    if !wording.quiet { Console.complain(summary(site, demand, words)) }
  }

  private func read(_ words: Glossary) throws(Refusal) -> (site: Site, demand: Demand) {
    let faults: InputFaults
    do throws(SystemError) {
      let bytes = file == "-" ? try Posix.read(Posix.standardInput) : try Posix.read(path: file)
      do throws(InputFaults) {
        return try FJSFormat.decode(bytes, file: file, name: name, locale: wording.lang ?? .chinese)
      } catch {
        faults = error
      }
    } catch {
      faults = InputFaults([
        InputFault(file: file, place: "$", problem: .cannotRead(reason: error.words(words)))
      ])
    }
    throw Refusal(faults.faults.map(FaultText(words.language).line), ExitStatus.badFile)
  }

  /// The file's name without folder and ending, for the site.
  private var name: String {
    let name = file == "-" ? "" : file.split(separator: "/").last ?? ""
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    return stem.isEmpty ? "FJSSP-W" : String(stem)
  }

  private func summary(_ site: Site, _ demand: Demand, _ words: Glossary) -> String {
    let jobs = demand.appointments.count
    let operations = demand.appointments.reduce(0) { $0 + $1.operations.count }
    let (bays, technicians) = (site.bays.count, site.technicians.count)
    return words(
      "\(file)：\(jobs) 个工件，\(operations) 道工序，\(bays) 台机器，\(technicians) 名工人",
      "\(file): jobs \(jobs), operations \(operations), machines \(bays), workers \(technicians)")
  }
}
