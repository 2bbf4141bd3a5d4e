import BaylineModel

/// What there is of people, places and open hours on the arrival days from the first minute on.
struct Capacity: Sendable {
  /// Minutes of all technicians' shifts.
  let shifts: Int
  /// Minutes in which the site is open.
  let open: Int
  /// Days on which advisors are on duty, summed over them.
  let advisorDays: Int
  /// The ends of the days on which the site is open.
  let closings: [Int]

  /// Nothing yet.
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
