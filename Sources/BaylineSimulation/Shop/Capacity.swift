import BaylineModel

/// The capacity of people, bays and opening hours on the arrival days from the first minute on.
struct Capacity: Sendable {
  /// The total minutes of the technicians' shifts.
  let shifts: Int
  /// The opening minutes of the site.
  let open: Int
  /// The number of days on duty, summed over the advisors.
  let advisorDays: Int
  /// The closing times of the open days.
  let closings: [Int]

  init() {
    (shifts, open, advisorDays, closings) = (0, 0, 0, [])
  }

  init(_ shop: Shop, _ times: WorkingTimeSet) {
    let (from, to) = (shop.now, shop.arrivalEnd)
    shifts = shop.technicians.reduce(0) { $0 + times.all[$1.time].minutes(from: from, to: to) }
    open = shop.hours.minutes(from: from, to: to)
    closings = shop.arrivalDays.compactMap { shop.hours.closing(ofDay: $0) }.filter { $0 > from }
    advisorDays = shop.advisors.reduce(0) { sum, advisor in
      sum
        + shop.arrivalDays.count { day in
          times.all[advisor.time].minutes(from: max(from, day * 1440), to: (day + 1) * 1440) > 0
        }
    }
  }
}
