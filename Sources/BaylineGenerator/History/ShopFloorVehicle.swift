import BaylineMath
import BaylineModel

/// A vehicle on site with the progress of its work.
struct ShopFloorVehicle: Sendable {
  /// The visit as requested.
  let visit: Appointment
  /// The position of the advisor who received it.
  let advisor: Int
  /// The start of the reception in minutes as ``CivilTime`` counts them, like all times here.
  let received: Int
  /// When its parts are available.
  var partsFrom: Int
  /// Whether its customer has a loan vehicle.
  let hasLoaner: Bool
  /// The work in order, including added work.
  var steps: [Step]
  /// The first step that has not started.
  var next = 0
  /// When the step before that ends.
  var free: Int
  /// When the vehicle is ready; `nil` until its last step has started.
  var ready: Int?

  /// An operation with its qualified technicians and bays, as positions.
  struct Step: Sendable {
    let operation: ServiceOperation
    let needs: Needs
    /// The random factor of its duration, with mean 1.
    let pace: Double
    /// The minutes before its technicians take another vehicle.
    let slack: Int
    /// The work that will be found on it.
    var added: Added?
    /// When it was found; `nil` for requested work.
    var found: Int?
    /// The actual work; `nil` if it has not started.
    var work: WorkDone?
  }

  /// Work that will be found.
  struct Added: Sendable {
    let operation: ServiceOperation
    let needs: Needs
    let pace: Double
    /// The minutes until the customer approves.
    let approval: Int
  }

  /// Actual work.
  struct WorkDone: Sendable {
    let bay: Int?
    let technicians: [Int]
    let spans: [MinuteSpan]

    var start: Int { spans.first?.from ?? 0 }
    var end: Int { spans.last?.to ?? 0 }
  }

  /// The resources of a step.
  enum Needs: Sendable {
    /// A crew out of some technicians, in one of some bays, if any.
    case crew(bays: [Int]?, able: [Int], size: Int, minutes: Int)
    /// One of some bays, unattended.
    case machine(bays: [Int], minutes: Int)
    /// One of the named alternatives.
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

  var isComeback: Bool { visit.kind == .comeback }

  /// The earliest start of the next step.
  var open: Int { next == 0 ? max(free, partsFrom) : free }

  /// Whether any work remains or ends after a time.
  func isAtWork(after time: Int) -> Bool {
    next < steps.count || (steps.last?.work?.end ?? 0) > time
  }
}

extension ShopFloorVehicle {
  /// The reception of a vehicle.
  struct Reception {
    let advisor: Int
    let time: Int
    let partsFrom: Int
    let hasLoaner: Bool
  }

  /// Creates a received vehicle. Its durations and added work depend only on its id and the seed of its first day.
  init(_ visit: Appointment, _ reception: Reception, at shop: HistoryWorkshop, seed: UInt64) {
    self.visit = visit
    advisor = reception.advisor
    received = reception.time
    partsFrom = reception.partsFrom
    hasLoaner = reception.hasLoaner
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

  /// Draws the work found on an operation: usually smaller, with the same bay and crew.
  private static func added(
    on operation: ServiceOperation, at shop: HistoryWorkshop, _ random: inout SplitMix64
  ) -> Added {
    let truth = shop.truth
    let size = random.lognormal(mean: Double(truth.addedSize.mean), variation: truth.addedSize.variation)
    let work = operation.work.mapMinutes { max(6, Int((Double($0) * size / 100).rounded())) }
    var trade = ""
    if case .standard(let standard) = work { trade = standard.crew?.trade ?? "" }
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
  /// Whether further work can be found on it.
  fileprivate var takesBayAndPeople: Bool {
    switch needs {
    case .crew(let bays, _, _, _): bays != nil
    case .machine: false
    case .ways(let ways): ways.allSatisfy { $0.bay != nil && $0.technician != nil }
    }
  }
}

extension WorkRequirement {
  /// The same requirement with other minutes.
  func mapMinutes(_ transform: (Int) -> Int) -> WorkRequirement {
    switch self {
    case .standard(var work):
      work.minutes = transform(work.minutes)
      return .standard(work)
    case .alternatives(let ways):
      return .alternatives(
        ways.map {
          WorkRequirement.Alternative(bay: $0.bay, technician: $0.technician, minutes: transform($0.minutes))
        })
    }
  }
}

extension SplitMix64 {
  /// A lognormal number with a mean and a standard deviation in percent of the mean.
  fileprivate mutating func lognormal(mean: Double, variation: Int) -> Double {
    let share = Double(variation) / 100
    let variance = ExactMath.log(1 + share * share)
    return mean * ExactMath.exp(variance.squareRoot() * normal() - variance / 2)
  }
}
