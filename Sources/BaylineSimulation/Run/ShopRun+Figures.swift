import BaylineModel
import BaylineSolver

/// The figures of a day that has been played; `docs/figures.md` has the formulas.
extension ShopRun {
  /// Ends what goes on after the last minute that is played.
  mutating func settle() {
    for index in visits.indices where visits[index].phase == .inHouse {
      visits[index].readyAt = shop.lastMinute
    }
  }

  /// - Parameter start: Customers who came before it are played, but do not count: the shop was not yet as it usually is.
  func figures(from start: Int = .min) -> FigureValues {
    var values = FigureValues()
    let received = visits.indices.filter {
      visits[$0].readyAt != nil && !visits[$0].isShadow && visits[$0].come >= start
    }
    values[.served] = Double(received.count { (visits[$0].readyAt ?? .max) <= shop.horizonEnd })
    values[.lost] = Double(tally.lost + shop.lost)
    values[.loanersMissing] = Double(tally.loanersMissing)
    values[.partsWaits] = Double(tally.partsWaits)
    customers(received, &values)
    bookings(received, &values)
    capacity(received, &values)
    return values
  }

  private func customers(_ received: [Int], _ values: inout FigureValues) {
    let promised = received.compactMap { index -> Bool? in
      visits[index].readyBy.map { (visits[index].readyAt ?? .max) <= $0 }
    }
    values[.onTime] = percent(promised.count { $0 }, of: promised.count)
    values[.waiting] = mean(
      received.filter { visits[$0].isWaiting }.map { (visits[$0].readyAt ?? 0) - visits[$0].come })
    let fresh = received.filter { visits[$0].isFresh }
    values[.receptionWait] = mean(
      fresh.map { max(0, visits[$0].receivedAt - max(visits[$0].come, visits[$0].told ?? 0)) })
    values[.workWait] = mean(
      fresh.compactMap { index in visits[index].begunAt.map { max(0, $0 - visits[index].availableAt) } })
    let returns = received.filter { visits[$0].isReturn }
    values[.returnDelay] = mean(
      returns.map { index in
        shop.hours.minutes(
          from: visits[index].earliest ?? visits[index].come, to: visits[index].readyAt ?? 0)
      })
    let sameDay = returns.count { (visits[$0].readyAt ?? 0) <= (visits[$0].come / 1440 + 1) * 1440 }
    values[.sameDayReturns] = percent(sameDay, of: returns.count)
  }

  private func bookings(_ received: [Int], _ values: inout FigureValues) {
    let booked = visits.indices.filter { visits[$0].told != nil }
    let shown = booked.filter { !visits[$0].isNoShow }
    values[.showRate] = percent(shown.count, of: booked.count)
    let prompt = shown.count { index in
      visits[index].phase != .gone && visits[index].receivedAt <= (visits[index].told ?? 0) + shop.grace
    }
    values[.receivedInGrace] = percent(prompt, of: shown.count)
    let fresh = received.filter { visits[$0].isFresh }
    values[.bookingShare] = percent(fresh.count { visits[$0].told != nil }, of: fresh.count)
    values[.advisorVehicles] = ratio(Double(receptions.reduce(0, +)), Double(shop.capacity.advisorDays))
  }

  private func capacity(_ received: [Int], _ values: inout FigureValues) {
    let capacity = shop.capacity
    values[.utilisation] = percent(tally.inShift, of: capacity.shifts)
    values[.overtime] = ratio(Double(tally.outside), Double(capacity.closings.count))
    values[.efficiency] = percent(tally.standard, of: tally.worked)
    values[.bayUse] = percent(tally.bayMinutes, of: capacity.open * shop.bays.count)
    let over = capacity.closings.reduce(0) { sum, closing in
      sum + received.count { visits[$0].availableAt < closing && (visits[$0].readyAt ?? 0) > closing }
    }
    values[.carryOver] = ratio(Double(over), Double(capacity.closings.count))
    let lent = received.reduce(0) { sum, index in
      guard visits[index].hasLoaner else { return sum }
      let back = min(visits[index].readyAt ?? 0, shop.arrivalEnd)
      return sum + shop.hours.minutes(from: visits[index].availableAt, to: back)
    }
    values[.loanersOut] = ratio(Double(lent), Double(capacity.open))
  }

  private func percent(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) * 100 / Double(whole) : nil
  }

  private func mean(_ numbers: [Int]) -> Double? {
    ratio(Double(numbers.reduce(0, +)), Double(numbers.count))
  }

  private func ratio(_ part: Double, _ whole: Double) -> Double? {
    whole > 0 ? part / whole : nil
  }
}
