import BaylineModel

/// A workshop with its plan, compiled for being played: flat tables of whole minutes from the start of the horizon.
/// Nothing in it changes, so runs share it.
struct Shop: Sendable {
  // MARK: Time

  /// The first minute that is played.
  var now = 0
  /// Days with new arrivals, counted from the start of the horizon.
  var arrivalDays: [Int] = []
  /// The end of the last day with new arrivals: figures of capacity count until then.
  var arrivalEnd = 0
  /// The end of the horizon.
  var horizonEnd = 0
  /// Whoever is not ready by then is counted as ready then.
  var lastMinute = 0
  /// The site's hours.
  var hours = WorkingTime.always
  /// Minutes at which somebody may have something to begin: shifts, bays and opening hours begin, planned starts. Ascending.
  var wakes: [Int] = []
  /// All working times.
  var times: [WorkingTime] = []

  /// What there is of people, places and hours.
  var capacity = Capacity()

  // MARK: Rules

  var reception = 0
  var finish = 0
  var grace = 0
  var overtime = 0

  // MARK: People and places

  var technicians: [ShopTechnician] = []
  var bays: [ShopBay] = []
  var advisors: [ShopAdvisor] = []
  var loaners = 0
  var kinds: [VisitKind] = []

  // MARK: The plan

  var visits: [ShopVisit] = []
  /// The works of the plan, those of a visit side by side.
  var works: [ShopWork] = []
  /// Planned works by technician and by bay, in order of their start.
  var technicianQueues: [[Int]] = []
  var bayQueues: [[Int]] = []
  /// Visits by the advisor of their plan, in order of arrival.
  var advisorQueues: [[Int]] = []
  /// What works need, for whoever takes them without a plan.
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

  /// Place of a distribution that is always as planned.
  var deterministicDuration = 0
  /// Customers who were lost on the day, whatever the plan.
  var lost = 0
}

/// The tables of a shop behind one reference, so that runs that are copied or captured do not count references of each.
final class SharedShop: Sendable {
  let tables: Shop

  init(_ tables: Shop) {
    self.tables = tables
  }
}

/// A technician with a shift.
struct ShopTechnician: Sendable {
  /// Place of the shifts among the times.
  let time: Int
  /// Planned time by the time it takes, 1 is as planned.
  let durationFactor: Double
}

/// A bay with the time of its use.
struct ShopBay: Sendable {
  /// Place among the times.
  let time: Int
  let hasCalendar: Bool
}

/// An advisor with a shift.
struct ShopAdvisor: Sendable {
  let time: Int
  /// Whether they receive each kind.
  let receives: [Bool]
}

/// A visit of the plan.
struct ShopVisit: Sendable {
  /// Its position in the demand.
  let appointment: Int
  let key: UInt64
  let kind: Int
  let isReturn: Bool
  let works: Range<Int>
  /// The planned arrival; `nil` for a vehicle that is there.
  var arrival: Int?
  var advisor: Int
  /// The plan has another arrival of the advisor within the reception: both are received at once.
  var isDoubleBooked: Bool
  let isWaiting: Bool
  let needsLoaner: Bool
  let readyBy: Int?
  /// When it could have been begun at the earliest.
  var earliest: Int
  /// From when on a vehicle that is there may be worked on.
  var since: Int
  /// It was left out, and only its locked works are played, because they hold bays and people.
  let isLockedOnly: Bool
  /// Percent of those in its place who do not come.
  let noShow: Double
  /// What happened of it, where that is known.
  var observed: Observation?
  /// How it was received, where that is known.
  var reception: Reception?

  /// What is known to have happened, whatever the plan.
  struct Observation: Sendable {
    var arrives: Bool
    /// Minutes by which the customer was late; early is negative.
    var deviation: Int
    /// Minutes from the last operation to ready.
    var finish: Int
  }

  /// A reception as it was.
  struct Reception: Sendable {
    var arrivedAt: Int
    var at: Int
    var advisor: Int?
    var bookedArrival: Int?
  }
}

/// An operation. One without a plan has neither crew nor bay nor times.
struct ShopWork: Sendable {
  let visit: Int
  /// Its position in the visit.
  let operation: Int
  let key: UInt64
  var crew: [Int]
  var bay: Int?
  var start: Int
  var end: Int
  /// Minutes that it takes as planned, by its manner.
  var minutes: Int
  var timeMode: TimeMode
  /// The common time of crew and bay.
  var time: WorkingTime
  /// Nothing but what was before it kept it from an earlier start, so it may start earlier where that ends earlier.
  var isLeftShifted: Bool
  /// It starts when the plan says, whatever else is in the way: it has begun, or was fixed by hand against the rules.
  var isForced: Bool
  /// A fact: how long it took is known.
  let hasKnownDuration: Bool
  /// Fixed by hand, and so never begun earlier.
  let isLocked: Bool
  /// Minutes at standard speed of its whole crew.
  var standard: Int
  let need: Int
  let duration: Int
  /// What it took of its planned time at the site's efficiency, where that is known.
  var share: Double?
  /// What was found on it, where that is known.
  var found: FoundWork?
  /// It is not begun earlier, for a reason that nobody knows.
  var release: Int?

  /// Work that was found, with who did it, and the minutes until the customer had agreed.
  struct FoundWork: Sendable {
    var minutes: Int
    var crew: [Int]
    var bay: Int?
    var wait: Int
  }

  /// How time passes on it.
  enum TimeMode: Sendable, Equatable {
    /// Minute by minute, day and night.
    case wallClock
    /// In the common working time, with its pauses.
    case resumable
    /// In one working interval if it can.
    case nonResumable
    /// So many minutes by the clock, pauses among them, because that is how it was.
    case elapsed(Int)

    /// Whether shifts and opening hours mean nothing to it.
    var ignoresCalendars: Bool {
      switch self {
      case .wallClock, .elapsed: true
      case .resumable, .nonResumable: false
      }
    }
  }
}

extension ShopWork {
  /// A step of a job that has no plan.
  static func unplanned(_ step: WalkInJob.Step, operation: Int, of visit: Int, _ key: UInt64) -> ShopWork {
    ShopWork(
      visit: visit, operation: operation, key: StreamKey.of(step.key, in: key), crew: [], bay: nil,
      start: .max,
      end: .max, minutes: 0, timeMode: .wallClock, time: .always, isLeftShifted: false, isForced: false,
      hasKnownDuration: false,
      isLocked: false, standard: 0, need: step.need, duration: step.duration, share: step.share,
      found: step.found, release: step.release)
  }
}

/// What an operation needs, for whoever takes it without a plan.
struct ResourceRequirement: Sendable, Hashable {
  /// The ways to do it.
  var ways: [Mode]
  /// Technicians who work together; 0 is none.
  var crew: Int
  var isSplittable: Bool
  /// Place of its trade; works of named people alone have one of their own.
  var trade: Int
  /// Minutes at standard speed of its whole crew.
  var standard: Int
  /// Minutes in the mean of those who are able.
  var minutes: Int

  /// A technician, if it needs any, with the bays in which they can do it; the best suited first.
  struct Mode: Sendable, Hashable {
    var technician: Int?
    /// Empty if it needs no bay.
    var bays: [Int]
    var minutes: Int
    /// The less the better suited: a level, or minutes.
    var rank: Int
  }

  /// Planned minutes of a crew in a bay: of the slowest of those who are able, else of whoever is able in the mean.
  func minutes(of crew: [Int], in bay: Int?) -> Int {
    let able = ways.filter { way in
      (way.technician.map { crew.contains($0) } ?? crew.isEmpty)
        && (bay.map { way.bays.contains($0) } ?? way.bays.isEmpty)
    }
    return able.map(\.minutes).max() ?? minutes
  }
}

/// Customers without a booking, ready to be drawn.
struct WalkInProcess: Sendable {
  /// How many come in the mean, by arrival day.
  var means: [Double] = []
  var dispersion = 1.0
  /// The minutes of the day at which they may come, and how likely each hour's are, by arrival day: sums of weights.
  var spans: [[(start: Int, end: Int, cumulativeWeight: Double)]] = []
  /// Kinds with the sums of their weights.
  var kinds: [(kind: Int, cumulativeWeight: Double)] = []
  /// Those of whom it is known when they came, and for what.
  var known: [ObservedWalkIn] = []
  /// Jobs by kind.
  var jobs: [[WalkInJob]] = []
  var patience: Int?
  var needsRoom = true
}

/// Somebody who came without a slot, as it was.
struct ObservedWalkIn: Sendable {
  let id: String
  /// When they come; for a vehicle that is there, from when on it may be worked on.
  let at: Int
  let isInHouse: Bool
  let key: UInt64
  let kind: Int
  let job: WalkInJob
  /// When it could have been begun at the earliest; `nil` is when it comes.
  let earliest: Int?
  let readyBy: Int?
  let finish: Int
}

/// What somebody without a booking wants.
struct WalkInJob: Sendable {
  /// Position among the visits that jobs are taken from.
  let appointment: Int
  let operations: [Step]
  let isWaiting: Bool
  let needsLoaner: Bool

  struct Step: Sendable {
    let key: UInt64
    let need: Int
    let duration: Int
    var share: Double?
    var found: ShopWork.FoundWork?
    var release: Int?
  }
}

/// A part with its deliveries and the visits that need it, in the order in which they need it.
struct PartSupply: Sendable {
  let key: UInt64
  let onHand: Int
  let deliveries: [(at: Int, quantity: Int)]
  let needs: [(visit: Int, quantity: Int)]
}
