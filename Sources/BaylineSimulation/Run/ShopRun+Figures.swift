import BaylineModel

/// The figures of a simulated day; `docs/figures.md` has the formulas.
extension ShopRun {
  /// Marks the vehicles still in house at the last minute as ready then.
  mutating func settle() {
    for index in visits.indices where visits[index].phase == .inHouse {
      visits[index].readyAt = shop.lastMinute
    }
  }

  /// - Parameter start: Customers who arrived before it are simulated but not counted (warm-up).
  func figures(from start: Int = .min) -> Figure.Values {
    sums(from: start).values
  }

  /// The figures as sums that can be added to those of other days.
  func sums(from start: Int = .min) -> FigureSums {
    var values = FigureSums()
    let received = visits.indices.filter {
      visits[$0].readyAt != nil && !visits[$0].isLockedOnly && visits[$0].arrivedAt >= start
    }
    values[.served] = (Double(received.count { (visits[$0].readyAt ?? .max) <= shop.horizonEnd }), 1)
    values[.lost] = (Double(tally.lost + shop.lost), 1)
    values[.loanersMissing] = (Double(tally.loanersMissing), 1)
    values[.partsWaits] = (Double(tally.partsWaits), 1)
    customers(received, &values)
    bookings(received, &values)
    capacity(received, &values)
    return values
  }

  private func customers(_ received: [Int], _ values: inout FigureSums) {
    let promised = received.compactMap { index -> Bool? in
      visits[index].readyBy.map { (visits[index].readyAt ?? .max) <= $0 }
    }
    values[.onTime] = share(promised.count { $0 }, of: promised.count)
    let told = received.compactMap(isPromiseKept)
    values[.promisesKept] = share(told.count { $0 }, of: told.count)
    values[.waiting] = mean(
      received.filter { visits[$0].isWaiting }.map { index in
        min(visits[index].readyAt ?? 0, closing(after: visits[index].arrivedAt)) - visits[index].arrivedAt
      })
    let newArrivals = received.filter { visits[$0].isNewArrival }
    values[.receptionWait] = mean(
      newArrivals.map {
        max(0, visits[$0].receivedAt - max(visits[$0].arrivedAt, visits[$0].bookedArrival ?? 0))
      })
    values[.workWait] = mean(
      newArrivals.compactMap { index in visits[index].begunAt.map { max(0, $0 - visits[index].availableAt) } }
    )
    let returns = received.filter { visits[$0].isReturn }
    values[.returnDelay] = mean(
      returns.map { index in
        shop.hours.minutes(
          from: visits[index].earliest ?? visits[index].arrivedAt, to: visits[index].readyAt ?? 0)
      })
    let sameDay = returns.count { (visits[$0].readyAt ?? 0) <= (visits[$0].arrivedAt / 1440 + 1) * 1440 }
    values[.sameDayReturns] = share(sameDay, of: returns.count)
  }

  /// The percentage of promises kept by kind; kinds without one are missing.
  func promisesKept() -> [VisitKind: Double] {
    var counts: [VisitKind: (kept: Int, told: Int)] = [:]
    for index in shop.visits.indices where visits[index].readyAt != nil && !visits[index].isLockedOnly {
      guard let isKept = isPromiseKept(of: index) else { continue }
      let kind = shop.kinds[visits[index].kind]
      counts[kind, default: (0, 0)].told += 1
      if isKept { counts[kind]?.kept += 1 }
    }
    return counts.mapValues { 100 * Double($0.kept) / Double($0.told) }
  }

  /// Whether the customer has the vehicle, or can fetch it, by the time told; `nil` if none was told.
  func isPromiseKept(of index: Int) -> Bool? {
    guard let promise = visits[index].promise else { return nil }
    return (visits[index].handover(of: shop.visits[index]) ?? .max) <= promise
  }

  /// The closing time on the day of an arrival; `.max` for a customer who arrives after it.
  private func closing(after time: Int) -> Int {
    shop.capacity.closings.first { $0 > time && $0 / 1440 == time / 1440 } ?? .max
  }

  private func bookings(_ received: [Int], _ values: inout FigureSums) {
    let booked = visits.indices.filter { visits[$0].bookedArrival != nil }
    let shown = booked.filter { !visits[$0].isNoShow }
    values[.showRate] = share(shown.count, of: booked.count)
    let prompt = shown.count { index in
      visits[index].phase != .departed
        && visits[index].receivedAt <= (visits[index].bookedArrival ?? 0) + shop.grace
    }
    values[.receivedInGrace] = share(prompt, of: shown.count)
    let newArrivals = received.filter { visits[$0].isNewArrival }
    values[.bookingShare] = share(
      newArrivals.count { visits[$0].bookedArrival != nil }, of: newArrivals.count)
    values[.advisorVehicles] = share(receptions.reduce(0, +), of: shop.capacity.advisorDays)
  }

  private func capacity(_ received: [Int], _ values: inout FigureSums) {
    let capacity = shop.capacity
    values[.utilisation] = share(tally.inShift, of: capacity.shifts)
    values[.overtime] = share(tally.outside - tally.inBreaks, of: capacity.closings.count)
    values[.breakWork] = share(tally.inBreaks, of: capacity.closings.count)
    values[.efficiency] = share(tally.standard, of: tally.worked)
    values[.bayUse] = share(tally.bayMinutes, of: capacity.open * shop.bays.count)
    let over = capacity.closings.reduce(0) { sum, closing in
      sum + received.count { visits[$0].availableAt < closing && (visits[$0].readyAt ?? 0) > closing }
    }
    values[.carryOver] = share(over, of: capacity.closings.count)
    let lent = received.reduce(0) { sum, index in
      guard visits[index].hasLoaner else { return sum }
      let back = min(visits[index].readyAt ?? 0, shop.arrivalEnd)
      return sum + shop.hours.minutes(from: visits[index].availableAt, to: back)
    }
    values[.loanersOut] = share(lent, of: capacity.open)
  }

  private func share(_ part: Int, of whole: Int) -> (part: Double, whole: Double) {
    (Double(part), Double(whole))
  }

  private func mean(_ numbers: [Int]) -> (part: Double, whole: Double) {
    (Double(numbers.reduce(0, +)), Double(numbers.count))
  }
}
