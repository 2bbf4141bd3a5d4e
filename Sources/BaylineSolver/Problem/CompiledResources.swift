import BaylineMath
package import BaylineModel

package struct CompiledAdvisor: Sendable {
  package let shifts: WorkingTime
  /// Maximum number of arrivals in any 60 minutes.
  package let perHour: Int
  /// Maximum number of arrivals per day.
  package let perDay: Int
  /// The slots at which the advisor is on duty for the entire reception.
  package let onDuty: BitRow
}

package struct CompiledTechnician: Sendable {
  /// Working-time class of the shifts.
  package let shifts: ClassIndex
  /// For each day of the horizon, the minutes above which it counts as overloaded.
  package let dayLimits: [Int]
  /// For each day of the horizon, where its costs begin in `workloadCosts`.
  let dayCosts: [Int]
  /// The position of the team's reserve in `reserves`; 0 if the team has none.
  package let teamReserve: Int
  /// Shift minutes per day of the horizon.
  package let dayShifts: [Int]
}

package struct CompiledBay: Sendable {
  /// Working-time class of the calendar.
  package let use: ClassIndex
}

/// The stock of a part over time, as a step function with a step at each delivery.
package struct CompiledPart: Sendable {
  /// The time at which each epoch starts; the first precedes all others.
  package let from: [Int]
  /// Total quantity received by the start of each epoch.
  package let cumulativeStock: [Int]

  /// The index of the epoch that contains a time.
  /// - Complexity: O(log *n*) in the deliveries.
  package func epoch(at time: Int) -> Int {
    max(0, from.partitioningIndex { $0 > time } - 1)
  }
}

/// A quantity of a part.
package struct CompiledNeed: Sendable {
  package let part: PartIndex
  package let quantity: Int
  /// The quantity that the visit needs by then, this one included.
  package let cumulative: Int
}

/// A limit of arrivals (H17).
package struct CompiledLimit: Sendable {
  package let most: Int
  /// The minutes of a day in which it counts arrivals.
  package let hours: Range<Int>
  /// Whether it counts arrivals, by weekday, beginning with that of the horizon's first day.
  package let weekdays: [Bool]

  /// Whether it counts an arrival at a time, if it counts the visit.
  package func counts(_ arrival: Int) -> Bool {
    let day = day(of: arrival)
    return weekdays[((day % 7) + 7) % 7] && hours.contains(arrival - day * 1440)
  }
}

/// Technicians of whose time a share stays free (H14).
package struct CompiledReserve: Sendable {
  /// The team's name; `nil` for all technicians.
  package let team: String?
  /// The minutes that may be booked by day, excluding the reserve and the past.
  package let bookable: [Int]
}
