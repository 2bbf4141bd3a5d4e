import BaylineModel

/// A trip of a driver who collects or delivers a vehicle.
struct DriverTrip {
  let visit: Int
  let isDelivery: Bool
  let minutes: Int
  /// When it is to begin.
  let due: Int
  /// Whether it begins on time even without a free driver.
  let isForced: Bool
  /// When it began.
  var began: Int?

  /// Whether its driver is away at a time that is not before now; a collection begins as planned.
  func isUnderWay(at time: Int) -> Bool {
    guard let start = began ?? (isDelivery ? nil : due) else { return false }
    return start <= time && time < start + minutes
  }
}

/// Collecting and delivering vehicles.
///
/// Drivers go in the order in which trips are due, collections first, within the site's hours. A vehicle arrives when its
/// driver does; a delivery waits for a driver whom no collection needs before the driver is back.
extension ShopRun {
  /// Adds the collection of a booked vehicle.
  mutating func expectCollection(of index: Int) {
    let visit = shop.visits[index]
    guard let arrival = visit.arrival, let minutes = visit.collect else { return }
    events.add(.slotExpires, of: index, at: arrival + shop.grace)
    let start = arrival - minutes
    let trip = DriverTrip(
      visit: index, isDelivery: false, minutes: minutes, due: start, isForced: visit.isCollectionForced)
    trips.append(trip)
    if start < now { return begin(trip: trips.count - 1, at: start) }
    events.add(.tripIsDue, of: trips.count - 1, at: start)
  }

  /// Adds the delivery of a vehicle that is ready at a time.
  mutating func expectDelivery(of index: Int, minutes: Int, from ready: Int) {
    guard let first = shop.hours.firstFit(of: minutes, from: ready) else { return }
    unsettled += 1
    trips.append(
      DriverTrip(visit: index, isDelivery: true, minutes: minutes, due: ready, isForced: false))
    // A vehicle that was ready before the simulation starts is on its way or has been delivered.
    if first < now, now == shop.now { return begin(trip: trips.count - 1, at: first) }
    events.add(.tripIsDue, of: trips.count - 1, at: max(now, ready))
  }

  mutating func makeDue(trip index: Int) {
    let trip = trips[index]
    let place =
      waitingTrips.firstIndex { other in
        let other = trips[other]
        return other.due != trip.due ? trip.due < other.due : !trip.isDelivery && other.isDelivery
      } ?? waitingTrips.count
    waitingTrips.insert(index, at: place)
    startTrips()
  }

  /// Lets drivers begin the trips that they can.
  mutating func startTrips() {
    var place = 0
    while place < waitingTrips.count {
      let index = waitingTrips[place]
      if canStart(trips[index]) {
        waitingTrips.remove(at: place)
        begin(trip: index, at: now)
      } else {
        place += 1
      }
    }
  }

  mutating func endTrip(_ index: Int) {
    driversOut -= 1
    let trip = trips[index]
    if trip.isDelivery {
      visits[trip.visit].deliveredAt = now
      unsettled -= 1
    } else if !visits[trip.visit].isNoShow {
      visits[trip.visit].arrivedAt = now
      arrives(trip.visit)
    }
    startTrips()
  }

  private mutating func begin(trip index: Int, at time: Int) {
    driversOut += 1
    trips[index].began = time
    events.add(.tripEnds, of: index, at: max(now, time + trips[index].minutes))
  }

  private mutating func canStart(_ trip: DriverTrip) -> Bool {
    if trip.isForced { return true }
    guard driversOut < shop.drivers else { return false }
    // The plan may collect a promised vehicle outside the hours.
    if !trip.isDelivery, trip.due == now { return true }
    if !shop.hours.covers(now, now + trip.minutes),
      let next = shop.hours.firstFit(of: trip.minutes, from: now)
    {
      events.add(.driversLook, of: 0, at: next)
      return false
    }
    return !trip.isDelivery || leavesDrivers(until: now + trip.minutes)
  }

  /// Whether a driver can be away from now to a time without delaying a collection that is planned to begin meanwhile.
  private func leavesDrivers(until end: Int) -> Bool {
    trips.allSatisfy { trip in
      if trip.isDelivery || trip.began != nil || trip.due < now || trip.due >= end { return true }
      return trips.count { $0.isUnderWay(at: trip.due) } < shop.drivers
    }
  }
}
