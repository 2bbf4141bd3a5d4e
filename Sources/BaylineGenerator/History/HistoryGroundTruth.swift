import BaylineMath
package import BaylineModel

/// The parameters behind generated past days: rates and paces that the files show only through their effects. Models learned from the
/// files can be compared with them.
///
/// Paces of operations and technicians are drawn from the seed. The rates are the same for all seeds, and invented unless a source is
/// given.
package struct HistoryGroundTruth: Hashable, Sendable {
  /// The mean duration of each operation by name, in percent of the planned time. Operations of machines, which are not listed, take
  /// exactly the planned time. Planned is as in rule H9: standard minutes by the site's efficiency, rounded up, or an alternative's
  /// own minutes.
  package let operations: [String: Int]
  /// An additional factor for each technician by id, in percent from 85 to 120; the only technician of a trade is a fast one. In a
  /// crew, the slowest counts.
  package let technicians: [String: Int]
  /// The standard deviation of durations, in percent of the mean; the distribution is lognormal.
  package let variation = 25

  /// The percentage of absent customers who cancel; the others are no-shows.
  package let cancelledPercent = 35
  /// The percentage of booked arrivals that are late, and by how many minutes on average (exponential).
  package let late = (percent: 25, minutes: 12)
  /// The percentage of booked arrivals that are early, and by how many minutes on average (exponential).
  package let early = (percent: 35, minutes: 10)
  /// The number of customers who leave without being received, in percent of walk-ins without road calls.
  package let lostPercent = 6
  /// The percentage of visits with technicians' work in which further work is found, at most once per visit.
  package let addedPercent = 15
  /// The standard minutes of added work, in percent of the operation on which it is found: mean and variation of a lognormal.
  package let addedSize = (mean: 60, variation: 60)
  /// The mean number of minutes until the customer approves added work (exponential).
  package let approvalMinutes = 20
  /// The minutes between two jobs of a technician on different vehicles (uniform).
  package let slackMinutes = 0...10
  /// The minutes after which another crew helps.
  package let helpAfter = 45
  /// The maximum number of minutes of overtime to finish a job.
  package let overtimeMinutes = 60

  /// Draws the parameters of a seed for a site.
  init(site: Site, seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "truth")
    var operations: [String: Int] = [:]
    for job in StandardJobCatalogue.all where job.crew != nil {
      // The mean is 95, because most surviving shops need slightly less than the flat-rate times that they sell. Few reach the 125
      // to 135 percent of sold by worked hours in NADA's guides.
      operations[job.name] = random.pick([75, 80, 85, 90, 90, 95, 100, 110, 130])
    }
    self.operations = operations
    technicians = Self.paces(of: site.technicians, &random)
  }

  /// Distinct paces from 85 to 120 percent. The only technicians of a trade get the fastest ones, or the shop would be overloaded.
  private static func paces(of technicians: [Technician], _ random: inout SplitMix64) -> [String: Int] {
    let steps = max(1, technicians.count - 1)
    let trades = technicians.map { technician in
      technician.skills.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
    }
    let inOrder = random.shuffled(Array(technicians.indices))
    let alone = inOrder.filter { index in trades.count { $0 == trades[index] } == 1 }
    let others = inOrder.filter { !alone.contains($0) }
    return Dictionary(
      (alone + others).enumerated().map { (technicians[$1].id, 85 + 35 * $0 / steps) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The percentage of bookings for an hour (0 to 23) of a weekday that fail, cancelled or not; about 13 overall.
  package func absentPercent(on weekday: Weekday, hour: Int) -> Double {
    let day =
      switch weekday {
      case .monday: 17
      case .tuesday: 12
      case .wednesday: 10
      case .thursday: 12
      case .friday: 15
      case .saturday, .sunday: 19
      }
    let time =
      switch hour {
      case ..<9: 130
      case ..<12: 90
      case ..<14: 75
      default: 115
      }
    return Double(day * time) / 100
  }

  /// The percentage of walk-ins among the orders of a weekday, without road calls, which are never booked, and comebacks and recalls,
  /// which always are. About 52 percent of all orders are then booked, as Chinese dealers report (50 to 55).
  package func walkInPercent(on weekday: Weekday) -> Int {
    switch weekday {
    case .monday: 50
    case .tuesday: 42
    case .wednesday: 38
    case .thursday: 40
    case .friday: 45
    case .saturday, .sunday: 55
    }
  }

  /// The relative frequency of walk-ins in each of the 24 hours of the day: ``ArrivalHours`` an hour earlier, from the opening to 90
  /// minutes before closing.
  package func walkInHours(opening: Int, closing: Int) -> [Int] {
    let hours = ArrivalHours.hours(opening: opening, closing: closing - 90)
    return (0..<24).map { hours.contains($0) ? ArrivalHours.weight(ofHour: $0) : 0 }
  }

  /// Compares the paces; the rates are always the same.
  package static func == (left: HistoryGroundTruth, right: HistoryGroundTruth) -> Bool {
    left.operations == right.operations && left.technicians == right.technicians
  }

  /// Hashes the paces.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(operations)
    hasher.combine(technicians)
  }
}
