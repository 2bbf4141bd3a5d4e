import Bayline
import Foundation
@main struct Main {
  static func main() throws {
    let a = CommandLine.arguments
    let site = SiteFormat.decode([UInt8](try Data(contentsOf: URL(filePath: a[1]))), file: a[1])
    let demand = DemandFormat.decode([UInt8](try Data(contentsOf: URL(filePath: a[2]))), file: a[2], site: site.names)
    guard let s = site.site, let d = demand.demand else { print(site.faults, demand.faults); return }
    var o = SearchOptions()
    o.limit = a[4].hasSuffix("i") ? .iterations(Int(a[4].dropLast()) ?? 0) : .seconds(Double(a[4]) ?? 1)
    o.seed = a.count > 5 ? Int(a[5]) ?? 1 : 1
    let t0 = ContinuousClock.now
    let schedule = Planner(site: s, demand: d).schedule(o)
    let t1 = ContinuousClock.now
    let verdict = Verifier(site: s, demand: d).verify(schedule)
    print(verdict.isFeasible, schedule.cost!.total, verdict.cost.total, "left", schedule.unscheduled.count, t1 - t0, "it", schedule.about!.iterations!, "ev", schedule.about!.evaluations!, schedule.about!.firstSeconds ?? 0, verdict.violations.prefix(3))
    try ScheduleFormat.encode(schedule).write(toFile: a[3], atomically: true, encoding: .utf8)
  }
}
