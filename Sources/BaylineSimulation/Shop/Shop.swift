import BaylineModel

/// A workshop with its plan, compiled for simulation: flat, immutable tables in minutes from the start of the horizon,
/// shared by all runs.
struct Shop: Sendable {
  // MARK: Time

  /// The first simulated minute.
  var now = 0
  /// Days with new arrivals, numbered from the start of the horizon.
  var arrivalDays: [Int] = []
  /// The end of the last arrival day, until which figures of capacity are counted.
  var arrivalEnd = 0
  /// The end of the horizon.
  var horizonEnd = 0
  /// The end of the simulation; vehicles not ready by then count as ready then.
  var lastMinute = 0
  /// The site's hours.
  var hours = WorkingTime.always
  /// Minutes at which work may become possible without an event: starts of shifts, bay and opening hours, and planned
  /// starts; ascending.
  var wakes: [Int] = []
  /// All distinct working times.
  var times: [WorkingTime] = []

  /// The capacity of people, bays and opening hours.
  var capacity = Capacity()

  // MARK: Rules

  var reception = 0
  var finish = 0
  var grace = 0
  var overtime = 0
  /// Minutes to take a vehicle out of one bay and into another.
  var move = 0
  /// Minutes from a vehicle's being ready until its loan vehicle can go out again.
  var loanerTurnaround = 0
  /// The limits of arrivals, which hold for customers without a booking too.
  var limits: [ShopLimit] = []

  // MARK: People and places

  var technicians: [ShopTechnician] = []
  var bays: [ShopBay] = []
  var advisors: [ShopAdvisor] = []
  /// The number of each equipment.
  var equipment: [Int] = []
  var loaners = 0
  var drivers = 0
  var kinds: [VisitKind] = []

  // MARK: The plan

  var visits: [ShopVisit] = []
  /// The works of the plan, grouped by visit.
  var works: [ShopWork] = []
  /// Planned works by technician, by bay and by equipment, by start.
  var technicianQueues: [[Int]] = []
  var bayQueues: [[Int]] = []
  var equipmentQueues: [[Int]] = []
  /// The visits that a driver collects, by start of the trip.
  var collections: [Int] = []
  /// Visits by planned advisor, in order of arrival.
  var advisorQueues: [[Int]] = []
  /// The requirements of works, for dispatching without a plan.
  var needs: [ResourceRequirement] = []

  // MARK: Chances

  var day = CivilDate(ordinal: 1)
  var latePercent = 0.0
  var late = Sampler.constant(0)
  var earlyPercent = 0.0
  var early = Sampler.constant(0)
  var durations: [Sampler] = []
  var addedPercent: [Double] = []
  var addedSize = Sampler.constant(0)
  var approval = Sampler.constant(0)
  var walkIns = WalkInProcess()
  var supply: [PartSupply] = []
  var latePartsPercent = 0.0
  var lateParts = Sampler.constant(0)

  // MARK: What happened

  /// Index of the distribution that is always as planned.
  var deterministicDuration = 0
  /// Customers who were lost on the day regardless of the plan.
  var lost = 0
}

/// The tables of a shop behind one reference, so that copying or capturing a run retains a single object.
final class SharedShop: Sendable {
  let tables: Shop

  init(_ tables: Shop) {
    self.tables = tables
  }
}

/// A compiled technician.
struct ShopTechnician: Sendable {
  /// Index of the shifts among the working times.
  let time: Int
  /// Factor on planned durations; 1 is as planned.
  let durationFactor: Double
}

/// A compiled bay.
struct ShopBay: Sendable {
  /// Index among the working times.
  let time: Int
  let hasCalendar: Bool
}

/// A compiled advisor.
struct ShopAdvisor: Sendable {
  let time: Int
  /// By kind, whether the advisor receives it.
  let receives: [Bool]
}

/// A compiled visit of the plan.
struct ShopVisit: Sendable {
  /// Its index in the demand.
  let appointment: Int
  let key: UInt64
  let kind: Int
  let isReturn: Bool
  let works: Range<Int>
  /// The planned arrival; `nil` for a vehicle in house.
  var arrival: Int?
  var advisor: Int
  /// Whether the advisor's plan has another arrival within the reception; both are then received at once.
  var isDoubleBooked: Bool
  let isWaiting: Bool
  let needsLoaner: Bool
  /// How much it weighs where vehicles are ranked, in percent.
  let priority: Int
  /// What it costs if the customer is lost, in points.
  let dropCost: Int
  /// Minutes in which a driver fetches the vehicle, and brings it back; `nil` means that the customer does.
  let collect: Int?
  let deliver: Int?
  /// Whether more vehicles than there are drivers were promised to be collected at once; the driver then starts on time
  /// all the same.
  var isCollectionForced = false
  let readyBy: Int?
  /// The time that the customer was told by the plan.
  let promise: Int?
  /// When work could start at the earliest.
  var earliest: Int
  /// When work on a vehicle in house may start.
  var since: Int
  /// Whether it is not scheduled; its locked works are simulated because they occupy bays and people.
  let isLockedOnly: Bool
  /// The probability of a no-show in percent.
  let noShow: Double
  /// What happened according to the record, if there is one.
  var observed: Observation?
  /// The recorded reception, if there is one.
  var reception: Reception?

  /// What happened regardless of the plan.
  struct Observation: Sendable {
    var arrives: Bool
    /// Minutes by which the customer was late; negative if early.
    var deviation: Int
    /// Minutes from the last operation until the vehicle was ready.
    var finish: Int
  }

  /// A recorded reception.
  struct Reception: Sendable {
    var arrivedAt: Int
    var at: Int
    var advisor: Int?
    var bookedArrival: Int?
  }
}

/// A compiled operation. Without a plan it has neither crew nor bay nor times.
struct ShopWork: Sendable {
  let visit: Int
  /// Its index in the visit.
  let operation: Int
  let key: UInt64
  var crew: [Int]
  var bay: Int?
  var start: Int
  var end: Int
  /// Planned minutes, by its time mode.
  var minutes: Int
  var timeMode: TimeMode
  /// The common working time of crew and bay.
  var time: WorkingTime
  /// Whether only the works before it prevent an earlier start, so that it may start as soon as they end.
  var isLeftShifted: Bool
  /// Whether it starts as planned under all circumstances: it has started, or was fixed by hand against the rules.
  var isForced: Bool
  /// Whether its actual duration is known.
  let hasKnownDuration: Bool
  /// Whether it was fixed by hand, so that it never starts early.
  let isLocked: Bool
  /// Standard minutes of its whole crew.
  var standard: Int
  let need: Int
  let duration: Int
  /// How its vehicle is handled before and after it.
  var handling = VehicleHandling()
  /// When the parts it needs at its start are available.
  var partsAt = Int.min
  /// Its recorded minutes divided by the planned ones at the site's efficiency, if known.
  var share: Double?
  /// The additional work found on it, if known.
  var found: FoundWork?
  /// The earliest start, where the record suggests an unknown cause of waiting.
  var release: Int?

  /// Additional work, with its crew and the minutes until the customer approved it.
  struct FoundWork: Sendable {
    var minutes: Int
    var crew: [Int]
    var bay: Int?
    var wait: Int
  }

  /// How working time passes on it.
  enum TimeMode: Sendable, Equatable {
    /// Around the clock.
    case wallClock
    /// Within the common working time, with breaks.
    case resumable
    /// Within one working interval if possible.
    case nonResumable
    /// A fixed span that includes breaks, as recorded.
    case elapsed(Int)

    /// Whether shifts and opening hours do not affect it.
    var ignoresCalendars: Bool {
      switch self {
      case .wallClock, .elapsed: true
      case .resumable, .nonResumable: false
      }
    }
  }
}

/// How a vehicle is handled before and after a work.
struct VehicleHandling: Sendable {
  /// The time from the end of the work before.
  var lag = ServiceOperation.Lag()
  /// Whether the vehicle cannot be moved afterwards.
  var keepsBay = false
  /// Whether the vehicle is taken out of the bay afterwards in any case.
  var leavesBay = false
  /// Whether the work after it must start within a time.
  var isFollowed = false
  /// The bays in which it and the works that keep its bay can be done; `nil` means all of its requirement.
  var bays: [Int]?
  /// Planned minutes for which it keeps its bay afterwards.
  var keptMinutes = 0
}

extension ShopWork {
  /// The work of a step of a job without a plan.
  static func unplanned(_ step: WalkInJob.Step, operation: Int, of visit: Int, _ key: UInt64) -> ShopWork {
    ShopWork(
      visit: visit, operation: operation, key: StreamKey.of(step.key, in: key), crew: [], bay: nil,
      start: .max,
      end: .max, minutes: 0, timeMode: .wallClock, time: .always, isLeftShifted: false, isForced: false,
      hasKnownDuration: false,
      isLocked: false, standard: 0, need: step.need, duration: step.duration, handling: step.handling,
      share: step.share,
      found: step.found, release: step.release)
  }
}

/// What an operation requires, for dispatching without a plan.
struct ResourceRequirement: Sendable, Hashable {
  /// The ways to do it, best first.
  var ways: [Mode]
  /// The number of technicians who work together; 0 is none.
  var crew: Int
  var isSplittable: Bool
  /// The equipment of which it needs one each.
  var equipment: [Int] = []
  /// Index of its trade; operations with named alternatives share an index of their own.
  var trade: Int
  /// Standard minutes of its whole crew.
  var standard: Int
  /// Mean minutes of the qualified technicians.
  var minutes: Int

  /// A technician, if required, with the bays in which they can do it.
  struct Mode: Sendable, Hashable {
    var technician: Int?
    /// Empty if no bay is required.
    var bays: [Int]
    var minutes: Int
    /// Lower is better: a skill level, or minutes.
    var rank: Int
  }

  /// Planned minutes of a crew in a bay: those of the slowest qualified member, else the mean.
  func minutes(of crew: [Int], in bay: Int?) -> Int {
    let able = ways.filter { way in
      (way.technician.map { crew.contains($0) } ?? crew.isEmpty)
        && (bay.map { way.bays.contains($0) } ?? way.bays.isEmpty)
    }
    return able.map(\.minutes).max() ?? minutes
  }
}

/// The compiled process of walk-ins.
struct WalkInProcess: Sendable {
  /// The mean number of walk-ins, by arrival day.
  var means: [Double] = []
  var dispersion = 1.0
  /// By arrival day, the spans in which they may arrive, with cumulative weights.
  var spans: [[(start: Int, end: Int, cumulativeWeight: Double)]] = []
  /// Kinds with cumulative weights.
  var kinds: [(kind: Int, cumulativeWeight: Double)] = []
  /// The recorded ones.
  var known: [ObservedWalkIn] = []
  /// Jobs by kind.
  var jobs: [[WalkInJob]] = []
  var patience: Int?
  var needsRoom = true
}

/// A recorded customer without a slot.
struct ObservedWalkIn: Sendable {
  let id: String
  /// When they arrive; for a vehicle in house, when work on it may start.
  let at: Int
  let isInHouse: Bool
  let key: UInt64
  let kind: Int
  let job: WalkInJob
  /// When work could start at the earliest; `nil` means on arrival.
  let earliest: Int?
  let readyBy: Int?
  let finish: Int
}

/// The job of a walk-in.
struct WalkInJob: Sendable {
  /// Index among the visits that jobs are taken from.
  let appointment: Int
  let operations: [Step]
  let isWaiting: Bool
  let needsLoaner: Bool
  let priority: Int
  /// What it costs if the customer is lost, in points.
  let dropCost: Int

  struct Step: Sendable {
    let key: UInt64
    let need: Int
    let duration: Int
    let handling: VehicleHandling
    var share: Double?
    var found: ShopWork.FoundWork?
    var release: Int?
  }
}

/// A compiled limit of arrivals.
struct ShopLimit: Sendable {
  /// By kind, whether it counts.
  let counts: [Bool]
  /// Whether customers who wait, or those who do not, are counted; `nil` means both.
  let isWaiting: Bool?
  /// The minutes of each arrival day in which it counts; `nil` on other weekdays.
  let spans: [Range<Int>?]
  let most: Int
  /// The planned arrivals that it counts, by arrival day.
  var planned: [Int]

  /// The arrival day on which it counts an arrival; `nil` if it does not.
  func day(ofArrival time: Int, kind: Int, isWaiting: Bool) -> Int? {
    let day = BaylineModel.day(of: time)
    guard counts[kind], self.isWaiting.map({ $0 == isWaiting }) ?? true, spans.indices.contains(day),
      spans[day]?.contains(time) ?? false
    else { return nil }
    return day
  }
}

/// A part with its deliveries and the visits that need it, in order of need.
struct PartSupply: Sendable {
  let key: UInt64
  let onHand: Int
  let deliveries: [(at: Int, quantity: Int)]
  /// The need of a whole visit, or of one of its works.
  let needs: [(visit: Int, work: Int?, quantity: Int)]
}
