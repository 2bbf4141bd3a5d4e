import BaylineMath
public import BaylineModel

/// What is true of the made-up past and stands in none of its files: rates, paces and customs that a record shows only through what
/// came of them. Whoever learns them from records can be compared with this.
///
/// Paces of operations and technicians are drawn from the seed; the rates are the same for all seeds, and made up, but for those
/// with a source.
public struct HistoryGroundTruth: Hashable, Sendable {
  /// Percent of the planned time that an operation takes in the mean, by its name; those of machines, which are not
  /// named here, take exactly what is planned. Planned is what rule H9 says: standard minutes by the site's efficiency, rounded up,
  /// or an alternative's own minutes.
  public let operations: [String: Int]
  /// Percent of the planned time that a technician takes in the mean, by id, on top: from 85 to 120; those who
  /// have a trade for themselves are the quicker ones. Of a crew, the slowest counts.
  public let technicians: [String: Int]
  /// Standard deviation of an operation's time in percent of its mean; the distribution is lognormal.
  public let variation = 25

  /// Of a hundred who do not come, how many call it off (the others are no-shows).
  public let cancelledPercent = 35
  /// Of a hundred booked customers who come, how many are late, and by how many minutes in the mean (exponential).
  public let late = (percent: 25, minutes: 12)
  /// Of a hundred booked customers who come, how many are early, and by how many minutes in the mean (exponential).
  public let early = (percent: 35, minutes: 10)
  /// Customers who leave without being received, for a hundred who come without a booking, road calls aside.
  public let lostPercent = 6
  /// Of a hundred visits with work that somebody does, in how many more is found; at most once in a visit.
  public let addedPercent = 15
  /// Standard minutes of added work in percent of the operation on which it was found: mean and variation of a lognormal.
  public let addedSize = (mean: 60, variation: 60)
  /// Minutes until the customer agrees to added work, in the mean (exponential).
  public let approvalMinutes = 20
  /// Minutes between two jobs of a technician on different vehicles, each as likely.
  public let slackMinutes = 0...10
  /// Minutes after which another crew helps.
  public let helpAfter = 45
  /// Minutes that a technician works on after the shift at most, to finish a job.
  public let overtimeMinutes = 60

  /// The truth of a seed at a site.
  init(site: Site, seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "truth")
    var operations: [String: Int] = [:]
    for job in StandardJobCatalogue.all where job.crew != nil {
      // A mean of 95: flat-rate times are sold, and most shops that live need a little less (NADA's guides of 125 to 135 percent
      // sold by worked hours are reached by few).
      operations[job.name] = random.pick([75, 80, 85, 90, 90, 95, 100, 110, 130])
    }
    self.operations = operations
    technicians = Self.paces(of: site.technicians, &random)
  }

  /// Paces from 85 to 120 percent, each technician's different. The quicker ones go to those who have a main trade for themselves:
  /// with slow ones the shop would drown.
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

  /// Of a hundred bookings for an hour (0 to 23) of a weekday, how many do not come, called off or not; some 13 over all.
  public func absentPercent(on weekday: Weekday, hour: Int) -> Double {
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

  /// Of a hundred orders of a weekday that are neither road calls, which are never booked, nor returns or recalls, which are, how
  /// many come without a booking. With road calls this leaves some 52 percent booked, as Chinese dealers report (50 to 55).
  public func walkInPercent(on weekday: Weekday) -> Int {
    switch weekday {
    case .monday: 50
    case .tuesday: 42
    case .wednesday: 38
    case .thursday: 40
    case .friday: 45
    case .saturday, .sunday: 55
    }
  }

  /// How likely those without a booking come in each hour of the day, 24 weights: ``ArrivalHours`` an hour earlier, from the opening
  /// to 90 minutes before closing.
  public func walkInHours(opening: Int, closing: Int) -> [Int] {
    let hours = ArrivalHours.hours(opening: opening, closing: closing - 90)
    return (0..<24).map { hours.contains($0) ? ArrivalHours.weight(ofHour: $0) : 0 }
  }

  /// Whether two have the same paces; the rates are always the same.
  public static func == (left: HistoryGroundTruth, right: HistoryGroundTruth) -> Bool {
    left.operations == right.operations && left.technicians == right.technicians
  }

  /// Puts the paces in.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(operations)
    hasher.combine(technicians)
  }
}
