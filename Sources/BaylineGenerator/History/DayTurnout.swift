import BaylineMath
import BaylineModel

/// The events of a day that are unknown the evening before: which booked customers come and when, and the walk-ins.
struct DayTurnout {
  /// What a booked customer does.
  enum Attendance {
    /// Comes, at a minute of the day.
    case arrives(at: Int)
    /// Does not come, with or without cancelling.
    case absent(ActualDay.Visit.Outcome, reason: String)
  }

  /// A customer without a booking.
  struct WalkIn {
    let visit: Appointment
    /// The minute of the day.
    let came: Int
    /// Why the customer left without being received; `nil` if the customer stayed.
    let leaves: String?
  }

  /// The attendance of each booked visit.
  let attendance: [Attendance]
  /// The walk-ins by arrival.
  let walkIns: [WalkIn]

  /// Draws the events of a day with some bookings.
  init(_ day: GeneratedBookings, at shop: HistoryWorkshop, seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "showing")
    let absent = Self.absent(of: day, shop.truth, &random)
    let closing = shop.workshop.opening(on: day.date)?.to ?? 0
    attendance = day.booked.enumerated().map { place, booked in
      var random = SplitMix64(seed: seed, stream: "customer/\(booked.visit.id)")
      return absent.contains(place)
        ? Self.absence(shop.truth, &random)
        : .arrives(at: Self.arrival(booked.slot.minute, closing: closing, shop.truth, &random))
    }
    // Walk-ins make up the record's number of each kind beyond the bookings that come.
    var rest: [VisitKind: Int] = [:]
    for kind in day.kinds { rest[kind, default: 0] += 1 }
    for (place, booked) in day.booked.enumerated() where !absent.contains(place) {
      rest[booked.visit.kind, default: 0] -= 1
    }
    let kinds = VisitKind.known.flatMap { [VisitKind](repeating: $0, count: max(0, rest[$0] ?? 0)) }
    walkIns = Self.walkIns(kinds, day, at: shop, seed: seed)
  }

  // MARK: - Bookings

  /// Draws the absent customers, as many as the day needs, by the odds of their hours and weekday. If more visits of a kind are
  /// booked than the record has, the excess is absent.
  private static func absent(
    of day: GeneratedBookings, _ truth: HistoryGroundTruth, _ random: inout SplitMix64
  ) -> Set<Int> {
    let odds = day.booked.map { booked in
      let rate = truth.absentPercent(on: day.date.weekday, hour: booked.slot.minute / 60) / 100
      return rate / (1 - rate)
    }
    var absent: Set<Int> = []
    for kind in VisitKind.known {
      let ofKind = day.booked.indices.filter { day.booked[$0].visit.kind == kind }
      let excess = ofKind.count - day.kinds.count { $0 == kind }
      absent.formUnion(choice(of: max(0, excess), from: ofKind, odds: odds, &random))
    }
    let rest = day.booked.indices.filter { !absent.contains($0) }
    return absent.union(choice(of: max(0, day.absent - absent.count), from: rest, odds: odds, &random))
  }

  /// Draws a fixed number of places as independent draws with these odds would, given that number (conditional Poisson sampling,
  /// J. Hájek, 1964): each place is chosen with the share of the remaining sets that contain it.
  private static func choice(
    of count: Int, from places: [Int], odds: [Double], _ random: inout SplitMix64
  ) -> Set<Int> {
    guard count > 0 else { return [] }
    // sets[place][size] is the total weight of the sets of that size among the places from `place` on.
    var sets = [[Double]](
      repeating: [1] + [Double](repeating: 0, count: count), count: places.count + 1)
    for place in places.indices.reversed() {
      for size in 1...count {
        sets[place][size] = sets[place + 1][size] + odds[places[place]] * sets[place + 1][size - 1]
      }
    }
    var chosen: Set<Int> = []
    var left = count
    for place in places.indices where left > 0 {
      let share = odds[places[place]] * sets[place + 1][left - 1] / sets[place][left]
      if random.uniform() < share {
        chosen.insert(places[place])
        left -= 1
      }
    }
    return chosen
  }

  private static func absence(_ truth: HistoryGroundTruth, _ random: inout SplitMix64) -> Attendance {
    random.chance(truth.cancelledPercent)
      ? .absent(.cancelled, reason: random.pick(["临时有事，改天再约", "出差", "已在别处修好", "下雨不来了"]))
      : .absent(.noShow, reason: random.pick(["忘记", "联系不上", "联系不上", "临时有事", "记错日期"]))
  }

  /// The minute at which a booked customer comes: late, early or on time.
  private static func arrival(
    _ booked: Int, closing: Int, _ truth: HistoryGroundTruth, _ random: inout SplitMix64
  ) -> Int {
    let (side, size) = (random.below(100), random.uniform())
    func minutes(_ mean: Int) -> Int {
      Int((-Double(mean) * ExactMath.log(size)).rounded(.up))
    }
    if side < truth.late.percent { return min(booked + minutes(truth.late.minutes), closing - 1) }
    if side < truth.late.percent + truth.early.percent {
      return max(360, booked - minutes(truth.early.minutes))
    }
    return booked
  }

  // MARK: - Walk-ins

  private static func walkIns(
    _ kinds: [VisitKind], _ day: GeneratedBookings, at shop: HistoryWorkshop, seed: UInt64
  ) -> [WalkIn] {
    guard let (opening, closing) = shop.workshop.opening(on: day.date) else { return [] }
    var random = SplitMix64(seed: seed, stream: "walkIns")
    enum Manner { case stays, leaves, towed }
    var coming: [(came: Int, kind: VisitKind, manner: Manner)] = []
    func add(_ kind: VisitKind, _ manner: Manner) {
      let came = ArrivalHours.draw(opening: opening, closing: closing - 90, grid: 1, &random)
      coming.append((came, kind, manner))
    }
    for kind in kinds {
      add(kind, .stays)
      if random.chance(shop.truth.lostPercent) { add(kind, .leaves) }
    }
    for _ in 0..<day.roadCalls { add(.repair, .towed) }
    let inOrder = coming.indices.sorted { (coming[$0].came, $0) < (coming[$1].came, $1) }
    return inOrder.enumerated().map { place, index in
      let (came, kind, manner) = coming[index]
      var visit = shop.visit(
        GeneratedBookings.id("W", day.date, place + 1), kind, on: day.date, at: came, seed: seed, &random)
      let time = CivilTime(day.date, minuteOfDay: came)
      visit.walkIn = true
      visit.preferredAdvisor = nil
      visit.preferredArrival = time
      visit.availability = [TimeWindow(from: time, to: CivilTime(day.date, minuteOfDay: closing))]
      visit.card.called = nil
      visit.card.note = "未预约进店"
      if manner == .towed { breakDown(&visit, at: time, &random) }
      let reason = random.pick(["等不及，先走了", "人多，改天再来", "当天做不完，去了别处"])
      return WalkIn(visit: visit, came: came, leaves: manner == .leaves ? reason : nil)
    }
  }

  /// Turns a visit into that of a vehicle towed in after a breakdown.
  private static func breakDown(_ visit: inout Appointment, at time: CivilTime, _ random: inout SplitMix64) {
    visit.waiting = false
    visit.readyBy = nil
    visit.card.called = time + -random.within(30...60)
    visit.card.note = "路上抛锚，拖车进厂"
  }
}
