import Bayline
import BaylineWording

extension ImportCommand {
  /// Imports a job shop as a site and a demand.
  func importJobShop(to output: String) throws {
    var inputs = InputReader(site: nil, language: messages.lang)
    let words = inputs.words
    let file = files[0]
    let decoded = inputs.value(file) { bytes throws(Diagnostics) in
      try FJSFormat.decode(bytes, file: file, name: Self.name(file), locale: messages.lang ?? .chinese)
    }
    let (site, demand) = try inputs.valid(decoded)
    let siteText = SiteFormat.encode(site)
    let demandText = DemandFormat.encode(demand)
    if let siteOutput {
      let outputs = [(OutputFile(siteOutput), siteText), (OutputFile(output), demandText)]
      inputs.checkWritable([siteOutput, output])
      try inputs.check()
      try OutputFile.write(outputs.map { (output: $0.0, text: $0.1) }, words)
    } else {
      let files = [(path: "site.json", text: siteText), (path: "demand.json", text: demandText)]
      try OutputFolder(path: output).write(files, force: force, words)
    }
    if !messages.quiet { Console.report(summary(file, site, demand, words)) }
  }

  /// The site's name: the file's name without folder and extension.
  private static func name(_ file: String) -> String {
    let name = file == "-" ? "" : file.split(separator: "/").last ?? ""
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    return stem.isEmpty ? "FJS" : String(stem)
  }

  private func summary(_ file: String, _ site: Site, _ demand: Demand, _ words: Glossary) -> String {
    let jobs = demand.appointments.count
    let operations = demand.appointments.reduce(0) { $0 + $1.operations.count }
    let (bays, technicians) = (site.bays.count, site.technicians.count)
    return words(
      "\(file)：\(jobs) 个工件，\(operations) 道工序，\(bays) 台机器，\(technicians) 名工人",
      "\(file): \(jobs) jobs, \(operations) operations, \(bays) machines, \(technicians) workers")
  }
}
