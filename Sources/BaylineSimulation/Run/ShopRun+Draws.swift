import BaylineMath
import BaylineModel

/// Random events drawn before the day starts: walk-ins and late deliveries.
extension ShopRun {
  /// Draws the walk-ins: how many, when and for what.
  mutating func drawWalkIns() {
    let plan = shop.walkIns
    for known in plan.known where known.at >= shop.now {
      add(known.job, known.kind, at: known.at, known.key, known)
    }
    guard let total = plan.kinds.last?.cumulativeWeight else { return }
    for (day, mean) in plan.means.enumerated() where mean > 0 {
      let ofDay = StreamKey.of(UInt64(day), in: 0x5eed)
      var random = randomNumbers.stream(.walkIns, of: ofDay)
      let count = random.count(mean: mean, dispersion: plan.dispersion)
      var times: [(at: Int, key: UInt64)] = (0..<count).map { place in
        let key = StreamKey.of(UInt64(place), in: ofDay)
        return (minute(in: plan.spans[day], randomNumbers.uniform(.walkInTimes, of: key)), key)
      }
      times.sort { ($0.at, $0.key) < ($1.at, $1.key) }
      // The draws do not depend on the minute from which the day is simulated.
      for (at, key) in times where at >= shop.now {
        let kind = plan.kinds[
          position(
            of: randomNumbers.uniform(.walkInKind, of: key) * total, in: plan.kinds.map(\.cumulativeWeight))
        ].kind
        let jobs = plan.jobs[kind]
        let drawn = Int(randomNumbers.uniform(.walkInJob, of: key) * Double(jobs.count))
        add(jobs[min(jobs.count - 1, drawn)], kind, at: at, key)
      }
    }
  }

  private mutating func add(
    _ job: WalkInJob, _ kind: Int, at time: Int, _ key: UInt64, _ known: ObservedWalkIn? = nil
  ) {
    let first = works.count
    for (place, step) in job.operations.enumerated() {
      works.append(.unplanned(step, operation: place, of: visits.count, key))
      states.append(.unassigned)
      starts.append(0)
      ends.append(0)
      expectedEnds.append(0)
    }
    var visit = RunVisit(
      key: key, kind: kind, isReturn: shop.kinds[kind] == .comeback, isWaiting: job.isWaiting,
      needsLoaner: job.needsLoaner, priority: job.priority, finish: known?.finish ?? shop.finish,
      works: first..<works.count,
      next: first)
    visit.arrivedAt = time
    visit.dropCost = job.dropCost
    visit.job = job.appointment
    (visit.readyBy, visit.earliest) = (known?.readyBy, known?.earliest)
    if known == nil, randomNumbers.happens(shop.addedPercent[kind], .addedWork, of: key) {
      visit.addedWorkTrigger = place(
        of: key, among: visit.works.filter { shop.needs[works[$0].need].crew > 0 })
    }
    unsettled += 1
    if known?.isInHouse == true { return admit(visit) }
    events.add(.arrives, of: visits.count, at: time)
    visits.append(visit)
  }

  /// Admits a vehicle that is in house without a place in the plan; its work is open.
  private mutating func admit(_ visit: RunVisit) {
    var visit = visit
    (visit.phase, visit.isNewArrival) = (.inHouse, false)
    (visit.receivedAt, visit.availableAt) = (visit.arrivedAt, visit.arrivedAt)
    visits.append(visit)
    promiseWork(of: visits.count - 1)
    makeReady(visits.count - 1)
  }

  /// The minute at which the cumulative weight of some spans reaches a share of the total.
  private func minute(in spans: [(start: Int, end: Int, cumulativeWeight: Double)], _ share: Double) -> Int {
    guard let total = spans.last?.cumulativeWeight else { return shop.now }
    let place = position(of: share * total, in: spans.map(\.cumulativeWeight))
    let before = place > 0 ? spans[place - 1].cumulativeWeight : 0
    let span = spans[place]
    let part = (share * total - before) / (span.cumulativeWeight - before)
    return min(span.end - 1, span.start + Int(part * Double(span.end - span.start)))
  }

  private func position(of weight: Double, in sums: [Double]) -> Int {
    sums.firstIndex { weight < $0 } ?? sums.count - 1
  }

  /// Draws which deliveries are late, and from that when each visit has its parts: stock and deliveries are allocated
  /// in the order of the plan.
  mutating func drawParts() {
    for part in shop.supply {
      var deliveries: [(at: Int, quantity: Int)] = []
      for (place, delivery) in part.deliveries.enumerated() {
        let key = StreamKey.of(UInt64(place), in: part.key)
        // A delivery due by the first minute has arrived.
        let isLate =
          delivery.at > shop.now && randomNumbers.happens(shop.latePartsPercent, .delivery, of: key)
        let delay = isLate ? shop.lateParts.minutes(at: randomNumbers.uniform(.deliveryDelay, of: key)) : 0
        deliveries.append((delivery.at + delay, delivery.quantity))
      }
      deliveries.sort { $0.at < $1.at }
      var next = 0
      var stock = part.onHand
      var last = Int.min
      for need in part.needs {
        stock -= need.quantity
        while stock < 0, next < deliveries.count {
          stock += deliveries[next].quantity
          last = deliveries[next].at
          next += 1
        }
        if let work = need.work {
          works[work].partsAt = max(works[work].partsAt, last)
        } else {
          visits[need.visit].partsAt = max(visits[need.visit].partsAt, last)
        }
      }
    }
  }
}
