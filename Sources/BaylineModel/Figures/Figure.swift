/// What people judge a day by. `docs/figures.md` has a formula for each.
public enum Figure: String, CaseIterable, Sendable, Hashable {
  /// Vehicles that were received and are ready by the end of the horizon.
  case served
  /// Percent of the vehicles with a promise that are ready by it.
  case onTime
  /// Minutes from arrival to ready of customers who wait at the site, in the mean.
  case waiting
  /// Minutes from coming to being received, in the mean.
  case receptionWait
  /// Minutes from being received to the start of the work, in the mean.
  case workWait
  /// Open minutes from when a return could have been begun to when it is ready, in the mean.
  case returnDelay
  /// Percent of the technicians' shifts in which they work.
  case utilisation
  /// Minutes that technicians work outside their shifts, a day.
  case overtime
  /// Vehicles in house at closing that are not ready, a day.
  case carryOver
  /// Customers who left or were sent away.
  case lost
  /// Percent of the booked customers who come.
  case showRate
  /// Percent of the booked customers who come that are received within the grace time.
  case receivedInGrace
  /// Percent of the received vehicles that had a booking.
  case bookingShare
  /// Percent of the returns that are ready on the day on which they came.
  case sameDayReturns
  /// Percent of standard minutes to worked minutes of the technicians.
  case efficiency
  /// Percent of the opening hours in which bays are taken.
  case bayUse
  /// Loan vehicles out, in the mean over the opening hours.
  case loanersOut
  /// Customers for whom no loan vehicle was there.
  case loanersMissing
  /// Vehicles received by an advisor on a day of duty, in the mean.
  case advisorVehicles
  /// Visits that waited for parts in the workshop.
  case partsWaits

  /// What it counts.
  public enum Unit: String, Sendable, Hashable {
    /// Vehicles.
    case vehicles
    /// Customers.
    case customers
    /// Percent.
    case percent
    /// Minutes.
    case minutes
  }

  /// What it counts.
  public var unit: Unit {
    switch self {
    case .served, .carryOver, .loanersOut, .advisorVehicles, .partsWaits: .vehicles
    case .lost, .loanersMissing: .customers
    case .onTime, .utilisation, .showRate, .receivedInGrace, .bookingShare, .sameDayReturns, .efficiency,
      .bayUse:
      .percent
    case .waiting, .receptionWait, .workWait, .returnDelay, .overtime: .minutes
    }
  }

  /// Whether more of it is better (`true`), less of it is (`false`), or neither (`nil`).
  public var moreIsBetter: Bool? {
    switch self {
    case .served, .onTime, .receivedInGrace, .sameDayReturns, .showRate: true
    case .waiting, .receptionWait, .workWait, .returnDelay, .overtime, .carryOver, .lost, .loanersMissing,
      .partsWaits:
      false
    case .utilisation, .bookingShare, .efficiency, .bayUse, .loanersOut, .advisorVehicles: nil
    }
  }
}

/// The figures of one run of a day, or of days. A figure without anything to count has no value.
public struct FigureValues: Hashable, Sendable {
  private var values: [Double?] = Array(repeating: nil, count: Figure.allCases.count)

  /// No figure has a value.
  public init() {}

  /// The value of a figure.
  public subscript(figure: Figure) -> Double? {
    get { values[figure.position] }
    set { values[figure.position] = newValue }
  }
}

/// The figures of days as what they are divided from and by, so that those of several days can be added up.
public struct FigureSums: Hashable, Sendable {
  private var parts: [Double] = Array(repeating: 0, count: Figure.allCases.count)
  private var integers: [Double] = Array(repeating: 0, count: Figure.allCases.count)

  /// Nothing counted yet.
  public init() {}

  /// What a figure is divided from and by; percent is counted in shares.
  public subscript(figure: Figure) -> (part: Double, whole: Double) {
    get { (parts[figure.position], integers[figure.position]) }
    set { (parts[figure.position], integers[figure.position]) = newValue }
  }

  /// The figures; those without anything to count have no value.
  public var values: FigureValues {
    var values = FigureValues()
    for figure in Figure.allCases {
      let (part, whole) = self[figure]
      if whole > 0 { values[figure] = (figure.unit == .percent ? part * 100 : part) / whole }
    }
    return values
  }

  /// The sums of the days of both.
  public static func + (one: FigureSums, other: FigureSums) -> FigureSums {
    var sum = one
    for index in sum.parts.indices {
      sum.parts[index] += other.parts[index]
      sum.integers[index] += other.integers[index]
    }
    return sum
  }
}

extension Figure {
  /// Position in the order of all figures.
  var position: Int { Self.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
