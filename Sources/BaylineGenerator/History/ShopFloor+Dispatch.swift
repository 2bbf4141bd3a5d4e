import BaylineModel

extension ShopFloor {
  /// Starts all work that can start at a time: first each crew's own and that which only other crews can do, by reception; then
  /// help for other crews.
  mutating func dispatch(at time: Int) {
    let all = Array(technicians.indices)
    for vehicle in waiting where vehicles[vehicle].open <= time {
      let crew = shop.crews[vehicles[vehicle].advisor]
      begin(vehicle, at: time, by: isAble(crew, vehicle) ? crew : all)
    }
    for vehicle in waiting where vehicles[vehicle].open + shop.truth.helpAfter <= time {
      begin(vehicle, at: time, by: all)
    }
    waiting = waiting.filter { vehicles[$0].next < vehicles[$0].steps.count }
  }

  /// Whether a crew is qualified for the next step of a vehicle.
  private func isAble(_ crew: [Int], _ vehicle: Int) -> Bool {
    switch vehicles[vehicle].steps[vehicles[vehicle].next].needs {
    case .crew(_, let able, let size, _): able.count { crew.contains($0) } >= size
    case .machine: true
    case .ways(let ways): ways.contains { $0.technician.map { crew.contains($0) } ?? true }
    }
  }

  /// Starts the next step of a vehicle if qualified technicians among some people and a bay are free.
  private mutating func begin(_ vehicle: Int, at time: Int, by people: [Int]) {
    let own = vehicles[vehicle]
    guard own.next < own.steps.count else { return }
    let step = own.steps[own.next]
    switch step.needs {
    case .machine(let bays, let minutes):
      let bay = bays.first { self.bays[$0] <= time }
      guard roster.runsMachines(at: time), let bay else { return }
      let span = MinuteSpan(from: time, to: time + minutes)
      work(vehicle, ShopFloorVehicle.WorkDone(bay: bay, technicians: [], spans: [span]))
    case .crew(let bays, let able, let size, let minutes):
      let free = able.filter { technician in
        people.contains(technician) && isFree(technician, for: vehicle, at: time)
          && roster.begins(technician, at: time, planned: planned(minutes, technician))
      }
      guard free.count >= size else { return }
      var bay: Int?
      if let bays {
        bay = bays.first { self.bays[$0] <= time }
        if bay == nil { return }
      }
      let crew = Array(free.sorted { rank($0, own, vehicle) < rank($1, own, vehicle) }.prefix(size))
      let minutes = duration(step, crew.map { (planned(minutes, $0), $0) }, step.pace)
      work(
        vehicle,
        ShopFloorVehicle.WorkDone(
          bay: bay, technicians: crew, spans: roster.spans(of: minutes, from: time, crew)))
    case .ways(let ways):
      for way in ways {
        if let bay = way.bay, bays[bay] > time { continue }
        let crew = way.technician.map { [$0] } ?? []
        let isReady = crew.allSatisfy {
          people.contains($0) && isFree($0, for: vehicle, at: time)
            && roster.begins($0, at: time, planned: way.minutes)
        }
        guard isReady else { continue }
        let minutes = duration(step, crew.map { (way.minutes, $0) }, step.pace)
        let spans =
          crew.isEmpty
          ? [MinuteSpan(from: time, to: time + way.minutes)] : roster.spans(of: minutes, from: time, crew)
        work(vehicle, ShopFloorVehicle.WorkDone(bay: way.bay, technicians: crew, spans: spans))
        return
      }
    }
  }

  /// The preferred technician first, then the one already on the vehicle, then the one free the longest.
  private func rank(_ technician: Int, _ own: ShopFloorVehicle, _ vehicle: Int) -> (Int, Int, Int, Int) {
    (
      own.visit.preferredTechnician == shop.site.technicians[technician].id ? 0 : 1,
      technicians[technician].vehicle == vehicle ? 0 : 1, technicians[technician].free, technician
    )
  }

  /// Whether a technician is free for a vehicle; continuing on the same one needs no slack.
  private func isFree(_ technician: Int, for vehicle: Int, at time: Int) -> Bool {
    let last = technicians[technician]
    return (last.vehicle == vehicle ? last.end : last.free) <= time
  }

  /// The planned minutes by the technician's efficiency (H9).
  private func planned(_ minutes: Int, _ technician: Int) -> Int {
    shop.site.technicians[technician].workMinutes(for: minutes)
  }

  /// The actual duration of a step, by the pace of the slowest technician of the crew and that of the operation.
  private func duration(
    _ step: ShopFloorVehicle.Step, _ crew: [(planned: Int, technician: Int)], _ pace: Double
  )
    -> Int
  {
    let percent = step.operation.name.flatMap { shop.truth.operations[$0] } ?? 100
    let slowest =
      crew.map {
        $0.planned * (shop.truth.technicians[shop.site.technicians[$0.technician].id] ?? 100)
      }.max() ?? 0
    return max(1, Int((Double(slowest * percent) * pace / 10_000).rounded()))
  }

  /// Records the work of a step and the work found on it; crew and bay wait for the customer's approval.
  private mutating func work(_ vehicle: Int, _ done: ShopFloorVehicle.WorkDone) {
    let place = vehicles[vehicle].next
    let step = vehicles[vehicle].steps[place]
    vehicles[vehicle].steps[place].work = done
    vehicles[vehicle].next += 1
    var end = done.end
    if let added = step.added {
      let found = Self.middle(of: done.spans)
      var further = ShopFloorVehicle.Step(
        operation: added.operation, needs: added.needs, pace: added.pace, slack: step.slack, found: found)
      let start = roster.next(from: max(end, found + added.approval), done.technicians)
      let minutes = duration(further, planned(added.needs, done), added.pace)
      let spans = roster.spans(of: minutes, from: start, done.technicians)
      further.work = ShopFloorVehicle.WorkDone(bay: done.bay, technicians: done.technicians, spans: spans)
      vehicles[vehicle].steps.insert(further, at: place + 1)
      vehicles[vehicle].next += 1
      end = further.work?.end ?? end
    }
    for technician in done.technicians {
      technicians[technician] = (end, vehicle, end + step.slack)
      eventTimes.add(end + step.slack)
    }
    if let bay = done.bay { bays[bay] = end }
    vehicles[vehicle].free = end
    scheduleEvents(vehicle)
    if vehicles[vehicle].next == vehicles[vehicle].steps.count {
      vehicles[vehicle].ready = end + shop.site.booking.finishMinutes + step.slack
    }
  }

  /// The planned minutes of added work for each technician of a crew.
  private func planned(_ needs: ShopFloorVehicle.Needs, _ done: ShopFloorVehicle.WorkDone) -> [(
    planned: Int, technician: Int
  )] {
    done.technicians.map { technician in
      switch needs {
      case .crew(_, _, _, let minutes), .machine(_, let minutes): (planned(minutes, technician), technician)
      case .ways(let ways):
        (ways.first { $0.bay == done.bay && $0.technician == technician }?.minutes ?? 1, technician)
      }
    }
  }

  /// The minute at which half of the work is done.
  private static func middle(of spans: [MinuteSpan]) -> Int {
    var left = spans.minutes / 2
    for span in spans {
      if left <= span.minutes { return span.from + left }
      left -= span.minutes
    }
    return spans.last?.to ?? 0
  }
}
