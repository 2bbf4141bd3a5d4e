/// A performance figure of a workshop day. `docs/figures.md` defines each.
public enum Figure: String, CaseIterable, Sendable, Hashable {
  /// Vehicles received and ready by the end of the horizon.
  case served
  /// Percent of the vehicles with a promised time that are ready by then.
  case onTime
  /// Percent of the vehicles whose customer was told a time by the plan that are ready, or delivered, by then.
  case promisesKept
  /// Average minutes from arrival to ready of customers who wait at the site.
  case waiting
  /// Average minutes from arrival to reception.
  case receptionWait
  /// Average minutes from reception to the start of the work.
  case workWait
  /// Average open minutes from the earliest possible start of a comeback to when it is ready.
  case returnDelay
  /// Percent of the technicians' shift time spent working.
  case utilisation
  /// Minutes technicians work outside their shifts, per day, without those in breaks.
  case overtime
  /// Minutes technicians work in breaks of their shifts, per day.
  case breakWork
  /// Vehicles in house at closing time that are not ready, per day.
  case carryOver
  /// Customers who left or were turned away.
  case lost
  /// Percent of the booked customers who come.
  case showRate
  /// Percent of the booked customers who come and are received within the grace time.
  case receivedInGrace
  /// Percent of the received vehicles that had a booking.
  case bookingShare
  /// Percent of the comebacks that are ready on the day they arrive.
  case sameDayReturns
  /// Standard minutes in percent of the minutes technicians worked.
  case efficiency
  /// Percent of the opening hours during which bays are occupied.
  case bayUse
  /// Average number of loan vehicles out during opening hours.
  case loanersOut
  /// Customers for whom no loan vehicle was available.
  case loanersMissing
  /// Average number of vehicles an advisor receives per day of duty.
  case advisorVehicles
  /// Visits that waited in the workshop for parts.
  case partsWaits

  /// The unit of a figure.
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

  /// The unit of the figure.
  public var unit: Unit {
    switch self {
    case .served, .carryOver, .loanersOut, .advisorVehicles, .partsWaits: .vehicles
    case .lost, .loanersMissing: .customers
    case .onTime, .promisesKept, .utilisation, .showRate, .receivedInGrace, .bookingShare, .sameDayReturns,
      .efficiency, .bayUse:
      .percent
    case .waiting, .receptionWait, .workWait, .returnDelay, .overtime, .breakWork: .minutes
    }
  }

  /// Whether a higher value is better (`true`), a lower one (`false`), or neither (`nil`).
  public var moreIsBetter: Bool? {
    switch self {
    case .served, .onTime, .promisesKept, .receivedInGrace, .sameDayReturns, .showRate: true
    case .waiting, .receptionWait, .workWait, .returnDelay, .overtime, .breakWork, .carryOver, .lost,
      .loanersMissing,
      .partsWaits:
      false
    case .utilisation, .bookingShare, .efficiency, .bayUse, .loanersOut, .advisorVehicles: nil
    }
  }
}

extension Figure {
  /// The figures of one run over one or more days. A figure with nothing to count has no value.
  public struct Values: Hashable, Sendable {
    private var values: [Double?] = Array(repeating: nil, count: Figure.allCases.count)

    /// Creates figures without values.
    public init() {}

    /// The value of a figure.
    public subscript(figure: Figure) -> Double? {
      get { values[figure.position] }
      set { values[figure.position] = newValue }
    }
  }
}

/// The numerators and denominators of figures, so that the figures of several days can be added up.
package struct FigureSums: Hashable, Sendable {
  private var numerators: [Double] = Array(repeating: 0, count: Figure.allCases.count)
  private var denominators: [Double] = Array(repeating: 0, count: Figure.allCases.count)

  /// Creates sums of nothing.
  package init() {}

  /// The numerator and denominator of a figure; percentages count as shares of 1.
  package subscript(figure: Figure) -> (part: Double, whole: Double) {
    get { (numerators[figure.position], denominators[figure.position]) }
    set { (numerators[figure.position], denominators[figure.position]) = newValue }
  }

  /// The figures; those with nothing to count have no value.
  package var values: Figure.Values {
    var values = Figure.Values()
    for figure in Figure.allCases {
      let (part, whole) = self[figure]
      if whole > 0 { values[figure] = (figure.unit == .percent ? part * 100 : part) / whole }
    }
    return values
  }

  /// The sums over the days of both.
  package static func + (one: FigureSums, other: FigureSums) -> FigureSums {
    var sum = one
    for index in sum.numerators.indices {
      sum.numerators[index] += other.numerators[index]
      sum.denominators[index] += other.denominators[index]
    }
    return sum
  }
}

extension Figure {
  /// The position among all figures.
  var position: Int { Self.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
