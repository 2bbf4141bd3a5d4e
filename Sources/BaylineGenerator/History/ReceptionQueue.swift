import BaylineModel

/// The queue at the counter of a day: the waiting customers, and who is received next.
///
/// A booked customer is received by the booked advisor, as soon as that one is free from the booked time on, or earlier if nobody else
/// is booked for then. A walk-in is received by the free advisor with the fewest receptions who expects nobody during this one. A slot
/// is held for the length of a reception, even for a no-show; only a cancellation frees it. Comebacks come first, then the order of
/// arrival. After closing, everybody present is received.
struct ReceptionQueue {
  /// A customer who comes.
  struct Customer {
    let visit: Appointment
    /// The arrival in minutes as ``CivilTime`` counts them.
    let came: Int
    /// The booked slot; `nil` for walk-ins.
    let slot: NearestSlotBook.Slot?
    /// When the parts are available; `nil` if they are not reserved yet.
    let partsFrom: CivilTime?
  }

  private let customers: [Customer]
  private let midnight: Int
  private let closing: Int
  private let minutes: Int
  private let shifts: [[WorkCalendar.DayInterval]]
  /// The slots of no-shows.
  private let holds: [NearestSlotBook.Slot]
  private var waiting: [Int]
  private var free: [Int]
  private var counts: [Int]

  init(_ workshop: Workshop, date: CivilDate, customers: [Customer], holds: [NearestSlotBook.Slot]) {
    self.customers = customers
    self.holds = holds
    let site = workshop.site
    midnight = CivilTime(date).minutes
    closing = midnight + (workshop.opening(on: date)?.to ?? 0)
    minutes = site.booking.receptionMinutes
    shifts = site.advisors.map { site.intervals(of: $0.calendar, on: date) }
    waiting = customers.indices.sorted { (customers[$0].came, $0) < (customers[$1].came, $1) }
    free = site.advisors.map { _ in 0 }
    counts = site.advisors.map { _ in 0 }
  }

  /// The minutes at which a reception may start, except for the ends of other receptions.
  var eventTimes: [Int] {
    var times = customers.map(\.came) + [closing]
    for slot in customers.compactMap(\.slot) + holds {
      times += [midnight + slot.minute, midnight + slot.minute + minutes]
    }
    return times + shifts.flatMap { $0 }.map { midnight + $0.start }
  }

  /// Receives the next customer at a time; `nil` if none can be received.
  mutating func receive(at time: Int) -> (customer: Int, advisor: Int)? {
    let present = waiting.prefix { customers[$0].came <= time }
    if present.isEmpty { return nil }
    let able = free.indices.filter { free[$0] <= time && isOnDuty($0, time) }
    for customer in present.filter({ customers[$0].visit.kind == .comeback })
      + present.filter({ customers[$0].visit.kind != .comeback })
    {
      let advisor: Int?
      if let slot = customers[customer].slot {
        let isDue = midnight + slot.minute <= time && time < midnight + slot.minute + minutes
        advisor = able.first {
          $0 == slot.advisor && (isDue || !isHeld($0, time, except: customer))
        }
      } else {
        advisor = able.filter { !isHeld($0, time, except: customer) }.min {
          (counts[$0], $0) < (counts[$1], $1)
        }
      }
      if let advisor {
        waiting.removeAll { $0 == customer }
        free[advisor] = time + minutes
        counts[advisor] += 1
        return (customer, advisor)
      }
    }
    return nil
  }

  private func isOnDuty(_ advisor: Int, _ time: Int) -> Bool {
    time >= closing || shifts[advisor].contains { midnight + $0.start <= time && time < midnight + $0.end }
  }

  /// Whether an advisor expects somebody else during a reception that starts at a time.
  private func isHeld(_ advisor: Int, _ time: Int, except customer: Int) -> Bool {
    func overlaps(_ slot: NearestSlotBook.Slot) -> Bool {
      slot.advisor == advisor && abs(midnight + slot.minute - time) < minutes
    }
    return holds.contains(where: overlaps)
      || waiting.contains { $0 != customer && (customers[$0].slot.map(overlaps) ?? false) }
  }
}
