import BaylineFormats
import BaylineModel
import BaylineSolver
import Foundation

func rss(_ w: String) { let t = try! String(contentsOfFile: "/proc/self/status", encoding: .utf8); print(w, t.split(separator: "\n").filter { $0.hasPrefix("VmRSS") || $0.hasPrefix("VmHWM") }) }
func cpu() -> Double {
  var t = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t)
  return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9
}
let args = CommandLine.arguments
let seconds = Double(args[2])!
let seeds = args[3].split(separator: ",").map { UInt64($0)! }
func load(_ dir: String) throws -> (Site, Demand) {
  let s = try Data(contentsOf: URL(fileURLWithPath: dir + "/site.json"))
  let d = try Data(contentsOf: URL(fileURLWithPath: dir + "/demand.json"))
  let reading = SiteFormat.decode([UInt8](s), file: dir)
  let dr = DemandFormat.decode([UInt8](d), file: dir, site: reading.names)
  guard let site = reading.site, let demand = dr.demand else { fatalError("\(dr)") }
  return (site, demand)
}
for dir in args[1].split(separator: ",").map(String.init) {
  let (site, demand) = try load(dir)
  let t0 = cpu()
  rss("read")
  let problem = Problem(site: site, demand: demand)
  let t1 = cpu()
  rss("problem options \(problem.options.count) crews \(problem.crews.count) choices \(problem.bayChoices.count) pools \(problem.pools.count)")
  var start = SearchState(problem)
  var greedy = GreedyInsertion()
  greedy.run(&start)
  let t2 = cpu()
  rss("greedy")
  let bb = LowerBound(problem)
  rss("bound \(bb.value)")
  if args.count > 4 { var f = ReasonFinder(start); rss("finder"); let t = cpu(); var k = 0; for v in problem.appointments.indices where !start.isScheduled[v] { _ = f.finding(for: v, thorough: false); k += 1; if k == 20 { break } }; rss("20 reasons \(cpu() - t)") }
  var costs: [Int] = []
  var line = ""
  for seed in seeds {
    var search = LocalSearch(from: start, seed: seed)
    let b = cpu()
    rss("search")
    search.run { _ in let e = (cpu() - b) / seconds; return e < 1 ? e : nil }
    costs.append(search.best.cost)
    let used = cpu() - b
    line += "\(search.best.cost)/u\(search.best.unscheduledCount) it/s \(Int(Double(search.iterations) / used)) ev/s \(String(format: "%.2f", Double(search.evaluations) / used / 1e6))M; "
    var end = search.current
    end.load(search.best)
    precondition(end.cost == search.best.cost && end.evaluate().total == end.cost)
    if args.count > 5 { 
      for a in end.assignments() { print("  ", a.appointment, a.reception.map { "\($0.arrival.description.suffix(5)) \($0.advisor)" } ?? "", "ready", a.ready.description.suffix(11), a.operations.map { "\($0.bay ?? "-")/\($0.technicians.joined(separator: "+")) \($0.start.description.suffix(5))-\($0.end.description.suffix(5))" }.joined(separator: "  ")) }
    }
    if args.count > 4 { print(search.best.cost, CostTerm.allCases.map { "\($0)=\(end.evaluate()[$0])" }.joined(separator: " ")) }
  }
  let sorted = costs.sorted()
  print("\(dir.split(separator: "/").last!) median \(sorted[sorted.count / 2]) mean \(costs.reduce(0, +) / costs.count) | first \(start.cost) compile \(Int((t1 - t0) * 1e3))ms greedy \(Int((t2 - t1) * 1e3))ms | \(line)")
}
