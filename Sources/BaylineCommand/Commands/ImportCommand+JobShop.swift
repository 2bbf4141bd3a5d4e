import Bayline
import BaylineWording

extension ImportCommand {
  /// Writes the site and the demand of a job shop.
  func importJobShop(to output: String) throws {
    let words = Glossary(messages.lang ?? .ofUser)
    let file = files[0]
    let (site, demand) = try read(file, words)
    let siteText = SiteFormat.encode(site)
    let demandText = DemandFormat.encode(demand)
    if let siteOutput {
      let outputs = [(OutputFile(siteOutput), siteText), (OutputFile(output), demandText)]
      let obstacles = outputs.compactMap { $0.0.writeProblem(words) }
      guard obstacles.isEmpty else { throw Refusal(obstacles, ExitStatus.badFile) }
      for (output, text) in outputs { try output.write(text, words) }
    } else {
      let folder = OutputFolder(path: output)
      let files = [(path: "site.json", text: siteText), (path: "demand.json", text: demandText)]
      if !force { try folder.checkOverwrites(files, words) }
      try folder.write(files, words)
    }
    if !messages.quiet { Console.report(summary(file, site, demand, words)) }
  }

  private func read(_ file: String, _ words: Glossary) throws(Refusal) -> (site: Site, demand: Demand) {
    let diagnostics: Diagnostics
    do throws(SystemError) {
      let bytes = file == "-" ? try Posix.read(Posix.standardInput) : try Posix.read(path: file)
      do throws(Diagnostics) {
        return try FJSFormat.decode(
          bytes, file: file, name: Self.name(file), locale: messages.lang ?? .chinese)
      } catch {
        diagnostics = error
      }
    } catch {
      diagnostics = Diagnostics([
        Diagnostic(file: file, place: "$", problem: .cannotRead(reason: error.words(words)))
      ])
    }
    throw Refusal(diagnostics.elements.map(DiagnosticText(words.language).line), ExitStatus.badFile)
  }

  /// The file's name without folder and ending, for the site.
  private static func name(_ file: String) -> String {
    let name = file == "-" ? "" : file.split(separator: "/").last ?? ""
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    return stem.isEmpty ? "FJSSP-W" : String(stem)
  }

  private func summary(_ file: String, _ site: Site, _ demand: Demand, _ words: Glossary) -> String {
    let jobs = demand.appointments.count
    let operations = demand.appointments.reduce(0) { $0 + $1.operations.count }
    let (bays, technicians) = (site.bays.count, site.technicians.count)
    return words(
      "\(file)：\(jobs) 个工件，\(operations) 道工序，\(bays) 台机器，\(technicians) 名工人",
      "\(file): jobs \(jobs), operations \(operations), machines \(bays), workers \(technicians)")
  }
}
