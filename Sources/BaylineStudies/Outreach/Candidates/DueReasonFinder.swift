package import BaylineModel

/// Finds the reasons to call a customer within a range of days.
package struct DueReasonFinder: Sendable {
  /// The day on which the list is made: the first day of calls.
  package let today: CivilDate
  /// The last day of calls and visits.
  package let end: CivilDate
  /// The intervals and limits of the reasons.
  package let rules: OutreachRules

  /// Creates a finder for a number of days, 1 or more.
  package init(from today: CivilDate, days: Int, rules: OutreachRules = OutreachRules()) {
    self.today = today
    end = today.advanced(by: max(1, days) - 1)
    self.rules = rules
  }

  /// The reasons to call about a vehicle within the days, the most urgent first. A reason that an earlier call covered
  /// is omitted.
  /// - Complexity: O(1).
  package func reasons(for vehicle: CustomerVehicle) -> [OutreachPlan.DueReason] {
    let found = [
      service(vehicle), warranty(vehicle), newOwner(vehicle), unseen(vehicle), outOfWarranty(vehicle),
    ]
    return found.compactMap(\.self).sorted { $0.reason < $1.reason }
  }

  // MARK: - Services

  /// The day on which the next service is due, by date or by mileage, whichever is first; `nil` if unknown.
  package func serviceDue(_ vehicle: CustomerVehicle) -> CivilDate? {
    var days: [CivilDate] = []
    if let date = vehicle.nextServiceDate {
      days.append(date)
    } else if let last = vehicle.lastVisit {
      days.append(last.advanced(months: vehicle.intervalMonths ?? rules.serviceMonths))
    } else if let sold = vehicle.sold {
      days.append(sold.advanced(months: rules.firstServiceMonths))
    }
    if let day = dueByMileage(vehicle) { days.append(day) }
    return days.min()
  }

  /// The day on which the mileage of the next service is reached.
  private func dueByMileage(_ vehicle: CustomerVehicle) -> CivilDate? {
    guard let daily = vehicle.kilometresADay, daily > 0 else { return nil }
    func day(after start: CivilDate, _ kilometres: Int) -> CivilDate {
      // Limited to ten years, against overflow.
      start.advanced(by: Int(min(3_650, max(-3_650, (Double(kilometres) / daily).rounded(.up)))))
    }
    if let mileage = vehicle.card.mileage, let read = vehicle.mileageRead ?? vehicle.lastVisit {
      if let due = vehicle.nextServiceKilometres { return day(after: read, due - mileage) }
      guard let last = vehicle.lastVisit else {
        return day(after: read, rules.firstServiceKilometres - mileage)
      }
      // From the last service on, when the odometer was read or its reading is estimated.
      return day(after: last, vehicle.intervalKilometres ?? rules.serviceKilometres)
    }
    if let last = vehicle.lastVisit {
      return day(after: last, vehicle.intervalKilometres ?? rules.serviceKilometres)
    }
    return vehicle.sold.map { day(after: $0, rules.firstServiceKilometres) }
  }

  private func service(_ vehicle: CustomerVehicle) -> OutreachPlan.DueReason? {
    guard let due = serviceDue(vehicle) else { return nil }
    let isFirst = vehicle.lastVisit == nil && vehicle.sold != nil
    // A first service missed long ago counts as an unseen vehicle instead.
    if isFirst, due.advanced(months: rules.firstServiceMissedMonths) < today { return nil }
    let call = due.advanced(by: -rules.serviceCallDays)
    return made(
      isFirst ? .firstService : .serviceDue, of: vehicle, day: due,
      call: window(call, rules.serviceCallSlack),
      visit: OutreachPlan.DayWindow(
        call.advanced(by: rules.leadDays), due, due.advanced(by: rules.serviceLateDays)))
  }

  // MARK: - Warranty

  private func warranty(_ vehicle: CustomerVehicle) -> OutreachPlan.DueReason? {
    guard let last = vehicle.warrantyEnd, last >= today.advanced(by: rules.leadDays) else { return nil }
    let first = last.advanced(months: -rules.warrantyCallMonths)
    let second = last.advanced(by: -rules.warrantyCallDays)
    // The first call applies until the window of the second one starts.
    if today < second.advanced(by: -rules.warrantyCallSlack) {
      let reason = made(
        .warrantyEnding, of: vehicle, day: last,
        call: OutreachPlan.DayWindow(
          first.advanced(by: -rules.warrantyCallSlack), first,
          second.advanced(by: -rules.warrantyCallSlack - 1)),
        visit: OutreachPlan.DayWindow(
          first.advanced(by: rules.leadDays - rules.warrantyCallSlack), second, last))
      if let reason { return reason }
    }
    return made(
      .warrantyEndsSoon, of: vehicle, day: last, call: window(second, rules.warrantyCallSlack),
      visit: OutreachPlan.DayWindow(
        second.advanced(by: rules.leadDays - rules.warrantyCallSlack), last.advanced(by: -7), last))
  }

  private func outOfWarranty(_ vehicle: CustomerVehicle) -> OutreachPlan.DueReason? {
    guard let last = vehicle.warrantyEnd, let seen = vehicle.lastSeen, seen <= last, last < today
    else { return nil }
    let start = max(last.advanced(by: 1), seen.advanced(months: rules.unseenMonths))
    return check(.outOfWarranty, of: vehicle, day: last, from: start)
  }

  // MARK: - Owners

  private func newOwner(_ vehicle: CustomerVehicle) -> OutreachPlan.DueReason? {
    guard let sold = vehicle.sold else { return nil }
    for call in rules.newOwnerCalls {
      let (first, last) = (sold.advanced(by: call.day), sold.advanced(by: call.latest))
      guard last >= today else { continue }
      let reason = made(
        .newOwner, of: vehicle, day: first, call: OutreachPlan.DayWindow(first, first, last), visit: nil)
      if let reason { return reason }
    }
    return nil
  }

  private func unseen(_ vehicle: CustomerVehicle) -> OutreachPlan.DueReason? {
    guard let seen = vehicle.lastSeen else { return nil }
    let half = seen.advanced(months: rules.freeCheckMonths)
    if half <= end { return check(.sixMonthsUnseen, of: vehicle, day: seen, from: half) }
    let quarter = seen.advanced(months: rules.unseenMonths)
    guard quarter <= end else { return nil }
    return check(.threeMonthsUnseen, of: vehicle, day: seen, from: quarter)
  }

  /// A reason that holds on every day from some day on.
  private func check(
    _ reason: OutreachPlan.Reason, of vehicle: CustomerVehicle, day: CivilDate, from start: CivilDate
  ) -> OutreachPlan.DueReason? {
    guard start <= end else { return nil }
    if vehicle.failedCalls == 0, let called = vehicle.lastCalled,
      called >= start, called.advanced(by: rules.repeatDays) > today
    {
      return nil
    }
    let first = max(today, start)
    let arrival = first.advanced(by: rules.leadDays)
    guard reason.kind != nil else {
      return OutreachPlan.DueReason(
        reason: reason, day: day, call: OutreachPlan.DayWindow(first, first, end), visit: nil)
    }
    guard arrival <= end else { return nil }
    return OutreachPlan.DueReason(
      reason: reason, day: day,
      call: OutreachPlan.DayWindow(first, first, end.advanced(by: -rules.leadDays)),
      visit: OutreachPlan.DayWindow(arrival, arrival, end))
  }

  // MARK: - Windows

  private func window(_ best: CivilDate, _ slack: Int) -> OutreachPlan.DayWindow {
    OutreachPlan.DayWindow(best.advanced(by: -slack), best, best.advanced(by: slack))
  }

  /// A reason clipped to the days of the list; `nil` if it does not fall in them or was covered by an earlier call.
  private func made(
    _ reason: OutreachPlan.Reason, of vehicle: CustomerVehicle, day: CivilDate, call: OutreachPlan.DayWindow,
    visit: OutreachPlan.DayWindow?
  ) -> OutreachPlan.DueReason? {
    // An answered call within its window was about this.
    if vehicle.failedCalls == 0, let called = vehicle.lastCalled, called >= call.earliest { return nil }
    guard call.earliest <= end else { return nil }
    var call = call
    if call.latest < today.advanced(by: rules.overdueCallDays - 1) {
      call.latest = max(call.latest, today.advanced(by: rules.overdueCallDays - 1))
    }
    call = OutreachPlan.DayWindow(max(today, call.earliest), max(today, call.best), min(call.latest, end))
    guard var visit else { return OutreachPlan.DueReason(reason: reason, day: day, call: call, visit: nil) }
    let soonest = today.advanced(by: rules.leadDays)
    if visit.best < soonest, reason.isService {
      visit = OutreachPlan.DayWindow(soonest, soonest, soonest.advanced(by: rules.overdueVisitDays - 1))
    }
    guard visit.latest >= soonest else { return nil }
    // A visit best made later belongs to the next list.
    guard visit.best <= end, max(visit.earliest, soonest) <= end else { return nil }
    visit = OutreachPlan.DayWindow(max(visit.earliest, soonest), visit.best, min(visit.latest, end))
    call.latest = max(call.earliest, min(call.latest, visit.latest.advanced(by: -rules.leadDays)))
    return OutreachPlan.DueReason(
      reason: reason, day: day, call: OutreachPlan.DayWindow(call.earliest, call.best, call.latest),
      visit: visit)
  }
}
