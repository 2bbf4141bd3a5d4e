package import BaylineModel

/// How a visit's arrival time is determined.
package enum ArrivalRule: Sendable, Equatable {
  /// Any slot in its ranges.
  case free
  /// The promised time.
  case booked(Int)
  /// The vehicle is on site; no work starts before this time.
  case arrived(Int)

  /// Whether the vehicle is on site.
  package var isArrived: Bool {
    if case .arrived = self { return true }
    return false
  }
}

package struct CompiledAppointment: Sendable {
  package let operations: Range<Int>
  package let rule: ArrivalRule
  /// Range in `slotRanges`; empty unless the arrival is free.
  package let slotRanges: Range<Int>
  /// Range in `needs` of its own parts; empty if they have been picked or are no longer needed.
  package let needs: Range<Int>
  /// Points for leaving it unscheduled.
  package let drop: Int
  /// Percent of a point per open minute until it is ready: the delay cost of its kind times its priority.
  package let delayPercent: Int
  /// The earliest time at which work could have begun, if it does not arrive before the customer's first choice.
  package let earliestStart: Int
  /// The same, ignoring the customer's first choice.
  package let earliestWithoutWish: Int
  /// The customer's first choice, for a free arrival.
  package let preferred: Int?
  /// The slot at which the search for an arrival starts.
  package let anchor: Int
  package let readyBy: Int?
  package let waiting: Bool
  package let loaner: Bool
  /// The minutes of a driver to fetch the vehicle; 0 if the customer brings it.
  package let collect: Int
  /// The minutes of a driver to bring it back; 0 if the customer fetches it.
  package let deliver: Int
  /// Range in `visitLimits`.
  package let limits: Range<Int>
  package let walkIn: Bool
  /// The advisor who incurs no cost; `nil` if no advisor incurs any.
  package let expectedAdvisor: AdvisorIndex?
  /// The advisors allowed to receive it.
  package let advisors: [AdvisorIndex]
  /// Shifts of the original technician, whose absence at the arrival costs points.
  package let originalShifts: WorkingTime?
  /// When an arrived vehicle's stay began (H12, H13, stay cost).
  package let onSiteSince: Int
  /// Points independent of the placement: for locked operations, and for an arrived vehicle's original technician.
  package let constantCost: Int
  /// Minimum minutes from the start of the first operation to the end of the last.
  package let span: Int
  /// End of the leading run of locked operations; `nil` if the first operation is not locked.
  package let lockedPrefixEnd: Int?
  /// Minimum technician minutes booked by its unlocked operations.
  package let minBookedMinutes: Int
  /// Minimum points for the options of its unlocked operations.
  package let minOptionCost: Int
  /// Whether it can never be scheduled, for reasons of its own: a lock that never ends, or an operation nobody can
  /// do.
  package let isInfeasible: Bool
}

/// From when the delay of a visit counts.
struct DelayOrigin {
  var time: Int
  /// Open minutes before it.
  var openBefore: Int
}
