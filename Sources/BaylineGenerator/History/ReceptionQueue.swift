import BaylineModel

/// The counter of a day: who waits for an advisor, and who is received next.
///
/// A booked customer is received by the advisor of the booking as soon as that one is free from the booked time on, or before it, if nobody
/// else is booked for then. Those without a booking are received by whichever advisor is free and expects nobody within the reception;
/// of several, by the one who has received the fewest. A slot is held for as long as a reception takes, also where its customer does not
/// come; only who has called off frees it. Returns come first, then who came first. After closing all who are there are received.
struct ReceptionQueue {
  /// Somebody who comes.
  struct Customer {
    let visit: Appointment
    /// When, in minutes as ``CivilTime`` counts them.
    let came: Int
    /// The booking; `nil` for those without one.
    let slot: NearestSlotBook.Slot?
    /// From when on the parts are there; `nil` if they have not been promised yet.
    let partsFrom: CivilTime?
  }

  private let customers: [Customer]
  private let midnight: Int
  private let closing: Int
  private let minutes: Int
  private let shifts: [[DayInterval]]
  /// Slots whose customers do not come, without having said so.
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

  /// The minutes at which somebody may be received, but for the ends of receptions.
  var eventTimes: [Int] {
    var times = customers.map(\.came) + [closing]
    for slot in customers.compactMap(\.slot) + holds {
      times += [midnight + slot.minute, midnight + slot.minute + minutes]
    }
    return times + shifts.flatMap { $0 }.map { midnight + $0.start }
  }

  /// Receives somebody at a time, if anybody can be: the guest with the advisor.
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

  /// Whether an advisor expects somebody else within a reception from a time on.
  private func isHeld(_ advisor: Int, _ time: Int, except customer: Int) -> Bool {
    func overlaps(_ slot: NearestSlotBook.Slot) -> Bool {
      slot.advisor == advisor && abs(midnight + slot.minute - time) < minutes
    }
    return holds.contains(where: overlaps)
      || waiting.contains { $0 != customer && (customers[$0].slot.map(overlaps) ?? false) }
  }
}
