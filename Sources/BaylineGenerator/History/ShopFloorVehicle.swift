import BaylineMath
import BaylineModel

/// A vehicle in the house, with its work as far as it is done.
struct ShopFloorVehicle: Sendable {
  /// The visit as it was asked for.
  let visit: Appointment
  /// Position of the advisor who received it.
  let advisor: Int
  /// When that began, in minutes as ``CivilTime`` counts them; so are all times here.
  let received: Int
  /// From when on its parts are there.
  var partsFrom: Int
  /// Whether it got one of the loan vehicles.
  let hasLoaner: Bool
  /// The work in order; what is found on the way comes in between.
  var steps: [Step]
  /// The first step that is not begun.
  var next = 0
  /// When the step before that one ends.
  var free: Int
  /// When it is ready; `nil` until its last step is begun.
  var ready: Int?

  /// An operation with who may do it, as positions in the site.
  struct Step: Sendable {
    let operation: ServiceOperation
    let needs: Needs
    /// What chance adds to its time, 1 in the mean.
    let pace: Double
    /// Minutes that its technicians take before another vehicle.
    let slack: Int
    /// What will be found on it.
    var added: Added?
    /// When it was found; `nil` for what was asked for.
    var found: Int?
    /// When and by whom it is done; `nil` if it is not begun.
    var work: WorkDone?
  }

  /// WorkRequirement that will be found.
  struct Added: Sendable {
    let operation: ServiceOperation
    let needs: Needs
    let pace: Double
    /// Minutes until the customer agrees.
    let approval: Int
  }

  /// WorkRequirement with its times.
  struct WorkDone: Sendable {
    let bay: Int?
    let technicians: [Int]
    let spans: [MinuteSpan]

    var start: Int { spans.first?.from ?? 0 }
    var end: Int { spans.last?.to ?? 0 }
  }

  /// What a step takes.
  enum Needs: Sendable {
    /// One of some bays, if any, and some of those who are able.
    case crew(bays: [Int]?, able: [Int], size: Int, minutes: Int)
    /// One of some bays, and nobody.
    case machine(bays: [Int], minutes: Int)
    /// The only ways.
    case ways([(bay: Int?, technician: Int?, minutes: Int)])

    init(_ work: WorkRequirement, at site: Site) {
      switch work {
      case .standard(let work):
        let bays = work.bay.map { type in site.bays.indices.filter { site.bays[$0].types.contains(type) } }
        if let crew = work.crew {
          let able = site.technicians.indices.filter { crew.admits(site.technicians[$0]) }
          self = .crew(bays: bays, able: able, size: crew.size, minutes: work.minutes)
        } else {
          self = .machine(bays: bays ?? [], minutes: work.minutes)
        }
      case .alternatives(let ways):
        self = .ways(
          ways.map { way in
            (
              site.bays.firstIndex { $0.id == way.bay },
              site.technicians.firstIndex { $0.id == way.technician }, way.minutes
            )
          })
      }
    }
  }

  var isReturn: Bool { visit.kind == .comeback }

  /// When the next step could be begun at the soonest.
  var open: Int { next == 0 ? max(free, partsFrom) : free }

  /// Whether somebody still works on it, or will, at a time or later.
  func isAtWork(after time: Int) -> Bool {
    next < steps.count || (steps.last?.work?.end ?? 0) > time
  }
}

extension ShopFloorVehicle {
  /// A vehicle that an advisor receives at a time; its work's chances depend on its id and the seed of its first day alone.
  init(
    _ visit: Appointment, advisor: Int, received: Int, partsFrom: Int, hasLoaner: Bool,
    at shop: HistoryWorkshop,
    seed: UInt64
  ) {
    self.visit = visit
    self.advisor = advisor
    self.received = received
    self.partsFrom = partsFrom
    self.hasLoaner = hasLoaner
    free = received + shop.site.booking.receptionMinutes
    let truth = shop.truth
    var random = SplitMix64(seed: seed, stream: "work/\(visit.id)")
    steps = visit.operations.map { operation in
      Step(
        operation: operation, needs: Needs(operation.work, at: shop.site),
        pace: random.lognormal(mean: 1, variation: truth.variation),
        slack: random.within(truth.slackMinutes))
    }
    let able = steps.indices.filter { steps[$0].takesBayAndPeople }
    if random.chance(truth.addedPercent), !able.isEmpty {
      let place = random.pick(able)
      steps[place].added = Self.added(on: steps[place].operation, at: shop, &random)
    }
  }

  /// WorkRequirement that is found on an operation: smaller, for the same bay and people.
  private static func added(
    on operation: ServiceOperation, at shop: HistoryWorkshop, _ random: inout SplitMix64
  ) -> Added {
    let truth = shop.truth
    let size = random.lognormal(mean: Double(truth.addedSize.mean), variation: truth.addedSize.variation)
    func scaled(_ minutes: Int) -> Int { max(6, Int((Double(minutes) * size / 100).rounded())) }
    let work: WorkRequirement
    var trade = ""
    switch operation.work {
    case .standard(var standard):
      standard.minutes = scaled(standard.minutes)
      trade = standard.crew?.trade ?? ""
      work = .standard(standard)
    case .alternatives(let ways):
      work = .alternatives(
        ways.map { WorkAlternative(bay: $0.bay, technician: $0.technician, minutes: scaled($0.minutes)) })
    }
    let name =
      switch trade {
      case "mechanical": random.pick(["更换渗漏油封", "更换防尘套", "处理锈蚀螺栓"])
      case "body", "paint": random.pick(["修复卡扣座", "补漆"])
      default: random.pick(["修复线束插头", "更换保险盒"])
      }
    return Added(
      operation: ServiceOperation(id: "added", name: name, work: work, splittable: operation.splittable),
      needs: Needs(work, at: shop.site), pace: random.lognormal(mean: 1, variation: truth.variation),
      approval: Int(random.exponential(mean: Double(truth.approvalMinutes)).rounded()))
  }
}

extension ShopFloorVehicle.Step {
  /// Whether more work could be found on it.
  fileprivate var takesBayAndPeople: Bool {
    switch needs {
    case .crew(let bays, _, _, _): bays != nil
    case .machine: false
    case .ways(let ways): ways.allSatisfy { $0.bay != nil && $0.technician != nil }
    }
  }
}

extension SplitMix64 {
  /// A lognormal number of a mean and a standard deviation in percent of it.
  fileprivate mutating func lognormal(mean: Double, variation: Int) -> Double {
    let share = Double(variation) / 100
    let variance = ExactMath.log(1 + share * share)
    return mean * ExactMath.exp(variance.squareRoot() * normal() - variance / 2)
  }
}
