import BaylineModel

/// The prices as a vector of floating-point numbers, one per constraint.
struct BoundDuals {
  /// Points per unit of each constraint.
  var values: [Double]
  /// The relative step size of each price per unit of excess.
  let scales: [Double]

  private let coupling: CouplingConstraints
  private let firstDay: Int
  private let firstWindows: [Int]
  private let firstParts: [Int]
  private let firstLoan: Int
  private let firstLoad: Int
  /// Epochs of parts whose stock all needs together would exceed.
  private let isScarce: [[Bool]]

  // Prices differ in magnitude: a technician minute costs points, an arrival tens of points, a scarce part as much as
  // leaving a visit unscheduled. Tuned on generated days.
  private static let dayScale = 0.02
  private static let arrivalScale = 9.0
  private static let partScale = 30_000.0
  private static let loanScale = 2.0
  private static let loadScale = 0.0005

  init(_ coupling: CouplingConstraints) {
    self.coupling = coupling
    let buckets = coupling.bucketCount
    var scales: [Double] = []
    for pool in coupling.resources.pools {
      // With many constraints, many are in excess or in deficit at the same time.
      let count = pool.reduce(0) { $0 + coupling.resources.all[$1].count }
      scales += Array(repeating: 1 / Double(max(1, count)), count: buckets)
    }
    firstDay = scales.count
    scales += Array(repeating: Self.dayScale, count: coupling.problem.days)
    var firstWindows: [Int] = []
    for constraint in coupling.limits.all {
      firstWindows.append(scales.count)
      scales += Array(repeating: Self.arrivalScale, count: constraint.limits.count)
    }
    var firstParts: [Int] = []
    var wanted = [Int](repeating: 0, count: coupling.cumulativeStock.count)
    for visit in coupling.visits where !visit.arrivalGroups.isEmpty {
      for need in coupling.problem.needs[visit.needs] { wanted[need.part.int] += need.quantity }
    }
    isScarce = zip(coupling.cumulativeStock, wanted).map { cumulativeStock, wanted in
      cumulativeStock.map { $0 < wanted }
    }
    for cumulativeStock in coupling.cumulativeStock {
      firstParts.append(scales.count)
      scales += Array(repeating: Self.partScale, count: cumulativeStock.count)
    }
    firstLoan = scales.count
    scales += Array(repeating: Self.loanScale, count: buckets)
    firstLoad = scales.count
    scales += Array(
      repeating: Self.loadScale, count: coupling.resources.representatives.count * coupling.problem.days)
    self.firstWindows = firstWindows
    self.firstParts = firstParts
    self.scales = scales
    values = Array(repeating: 0, count: scales.count)
  }

  /// The prices rounded to integers, and the cost of the supply at these prices.
  func prices() -> BoundPrices {
    var supply = 0
    let buckets = coupling.bucketCount
    var minute = [Int32](repeating: 0, count: buckets)
    var rows: [[Int32]] = []
    var booked: [[Int32]] = []
    for (index, resource) in coupling.resources.all.enumerated() {
      for bucket in 0..<buckets {
        var sum = 0.0
        for pool in resource.pools { sum += values[pool * buckets + bucket] }
        let price = rounded(sum * Double(resource.speed) / 100, upTo: BoundPrices.maxMinutePrice)
        minute[bucket] = Int32(price)
        supply += price * Int(coupling.free[index * buckets + bucket]) * resource.count
      }
      rows.append(row(of: resource, minute))
      guard coupling.resources.representatives.indices.contains(index) else {
        booked.append(rows[index])
        continue
      }
      let days = (0..<coupling.problem.days).map { load(of: index, onDay: $0) }
      for day in days { supply += day.gain * resource.count }
      booked.append(row(of: resource, minute, days.map { Int32($0.price) }))
    }
    let days = coupling.bookable.indices.map {
      rounded(values[firstDay + $0], upTo: BoundPrices.maxMinutePrice)
    }
    for (price, minutes) in zip(days, coupling.bookable) { supply += price * minutes }
    let windows = coupling.limits.all.indices.map { constraint in
      coupling.limits.all[constraint].limits.indices.map { window in
        let price = rounded(values[firstWindows[constraint] + window])
        supply += price * coupling.limits.all[constraint].limits[window]
        return price
      }
    }
    let slots = zip(coupling.limits.all, windows).map { constraint, prices in
      coupling.problem.slots.map { slot in
        coupling.limits.windows(of: constraint, at: slot).reduce(0) { $0 + prices[$1] }
      }
    }
    let parts = partPrices(&supply)
    var loans: [Int32] = [0]
    for bucket in 0..<buckets {
      let price = rounded(values[firstLoan + bucket], upTo: BoundPrices.maxMinutePrice)
      let length = coupling.buckets[bucket + 1] - coupling.buckets[bucket]
      supply += price * length * coupling.problem.site.loaners
      for _ in 0..<length { loans.append((loans.last ?? 0) &+ Int32(price)) }
    }
    return BoundPrices(
      rows: rows, booked: booked, reserve: reserve(days), days: days, windows: windows, slots: slots,
      parts: parts,
      loans: loans, supply: supply)
  }

  private func rounded(_ value: Double, upTo limit: Int = BoundPrices.maxPoints) -> Int {
    Int(min(max(0, value * Double(BoundPrices.unit) + 0.5), Double(limit)))
  }

  /// For each part, the price per unit by the epoch from which it is needed; adds the cost of the supply.
  private func partPrices(_ supply: inout Int) -> [[Int]] {
    var prices = coupling.cumulativeStock
    for part in prices.indices {
      // A part used early is missing in all later epochs.
      var sum = 0
      for epoch in prices[part].indices.reversed() {
        if isScarce[part][epoch] {
          let price = rounded(values[firstParts[part] + epoch])
          supply += price * coupling.cumulativeStock[part][epoch]
          sum += price
        }
        prices[part][epoch] = sum
      }
    }
    return prices
  }

  /// The price of a minute that a technician of a group is booked on a day; the most by which the price of the minutes
  /// of such a day can exceed what they cost for overload and balance, in fixed point; and the minutes where it does.
  private func load(of group: Int, onDay day: Int) -> (price: Int, gain: Int, minutes: Int) {
    let problem = coupling.problem
    let technician = coupling.resources.representatives[group]
    let value = values[firstLoad + group * problem.days + day] * Double(BoundPrices.unit) + 0.5
    let price = Int(min(value, Double(BoundPrices.maxLoadPrice)))
    var best = (gain: 0, minutes: 0)
    guard price > 0 else { return (0, 0, 0) }
    for minutes in 0...problem.technicians[technician].dayShifts[day] {
      let cost = problem.workloadCost(of: technician, onDay: day, minutes: minutes)
      let gain = price * minutes - cost * BoundPrices.unit
      if gain > best.gain { best = (gain, minutes) }
    }
    return (price, best.gain, best.minutes)
  }

  private func row(of resource: BoundResource, _ minute: [Int32], _ days: [Int32] = []) -> [Int32] {
    var row = [Int32](repeating: 0, count: coupling.active.count + 1)
    var sum: Int32 = 0
    var position = 0
    for (start, end) in zip(resource.starts, resource.ends) {
      while position < start {
        position += 1
        row[position] = sum
      }
      while position < end {
        sum &+= minute[Int(coupling.bucketOf[position])]
        if !days.isEmpty { sum &+= days[coupling.active.minute(at: position) / 1440] }
        position += 1
        row[position] = sum
      }
    }
    while position < coupling.active.count {
      position += 1
      row[position] = sum
    }
    return row
  }

  private func reserve(_ days: [Int]) -> [ClassIndex: [Int32]] {
    var result: [ClassIndex: [Int32]] = [:]
    for index in coupling.reserveClasses {
      let time = coupling.problem.classes[index]
      var row = [Int32](repeating: 0, count: coupling.active.count + 1)
      for interval in time.starts.indices {
        let start = coupling.active.position(at: time.starts[interval])
        let end = coupling.active.position(at: time.ends[interval])
        for position in start..<end {
          row[position + 1] = Int32(days[coupling.active.minute(at: position) / 1440])
        }
      }
      for position in row.indices.dropFirst() { row[position] &+= row[position - 1] }
      result[index] = row
    }
    return result
  }

  /// Use minus supply of each constraint.
  func excess(_ use: BoundUsage) -> [Double] {
    var result = [Double](repeating: 0, count: values.count)
    let buckets = coupling.bucketCount
    for (index, resource) in coupling.resources.all.enumerated() {
      let speed = Double(resource.speed) / 100
      for bucket in 0..<buckets {
        let position = index * buckets + bucket
        let excess =
          Double(Int(use.minutes[position]) - resource.count * Int(coupling.free[position])) * speed
        for pool in resource.pools { result[pool * buckets + bucket] += excess }
      }
    }
    for day in use.days.indices { result[firstDay + day] = Double(use.days[day] - coupling.bookable[day]) }
    for (constraint, limits) in coupling.limits.all.enumerated() {
      for window in limits.limits.indices {
        result[firstWindows[constraint] + window] = Double(
          use.windows[constraint][window] - limits.limits[window])
      }
    }
    for part in coupling.cumulativeStock.indices {
      var needed = 0
      for epoch in coupling.cumulativeStock[part].indices {
        needed += use.parts[part][epoch]
        if isScarce[part][epoch] {
          result[firstParts[part] + epoch] = Double(needed - coupling.cumulativeStock[part][epoch])
        }
      }
    }
    for bucket in 0..<buckets {
      let length = coupling.buckets[bucket + 1] - coupling.buckets[bucket]
      result[firstLoan + bucket] = Double(use.loans[bucket] - length * coupling.problem.site.loaners)
    }
    let days = coupling.problem.days
    for group in coupling.resources.representatives.indices {
      for day in 0..<days {
        result[firstLoad + group * days + day] = Double(
          use.loads[group * days + day]
            - load(of: group, onDay: day).minutes * coupling.resources.all[group].count)
      }
    }
    return result
  }
}
