import BaylineMath
import BaylineModel

/// Makes room for a visit at a given arrival: removes a few visits whose work is in its way, inserts it, and
/// reinserts them with arrival and advisor unchanged.
///
/// Ejection after F. Glover (1996), "Ejection chains, reference structures and alternating path methods for traveling
/// salesman problems"; the ejected visits are chosen by relatedness, as in P. Shaw's related removal (1998). Single
/// visits are tried first, then pairs, then a few random larger sets, so that few visits move. No visit that is ready
/// by its promise becomes late, and no late visit becomes later. The work is bounded by a number of candidates, so
/// that the result does not depend on the machine.
struct EjectionSearch {
  private let state: SearchState
  private let appointment: AppointmentIndex
  private let now: Int
  private let rows: [Bool]
  private var insertion: ArrivalInsertion
  private var random = SplitMix64(seed: 1, stream: "room")
  /// Remaining budget of candidates.
  private var rest = 60_000

  /// Fixed cost of an attempt, in candidates.
  private static let perAttempt = 100
  /// Number of nearby visits considered, and of those considered for pairs.
  private static let maxNear = 12
  private static let maxPaired = 7
  /// Sizes of larger sets, and the number of sets drawn per size.
  private static let largest = 4
  private static let draws = 10

  /// Creates a search that does not move work starting before `from`, in minutes.
  init(_ state: SearchState, for appointment: AppointmentIndex, from now: Int) {
    self.now = now
    self.state = state
    self.appointment = appointment
    rows = Self.rows(of: appointment, state.problem)
    insertion = ArrivalInsertion(state.problem)
  }

  private var problem: CompiledProblem { state.problem }
  private var visit: CompiledAppointment { problem.appointments[appointment] }

  /// The cheapest insertion found at an arrival that moves as few other visits as necessary; `nil` if none was found.
  ///
  /// - Precondition: The slot, the advisor, the parts and a driver who collects the vehicle are available.
  /// - Parameters:
  ///   - latest: The latest end of the last operation.
  ///   - limit: The exclusive limit on the increase of the total cost, in points.
  mutating func make(
    at reception: CompiledReception, latest: Int = .max, below limit: Int = .max
  ) -> OfferCandidate? {
    let rivals = rivals(near: reception)
    // What does not fit with all of them removed does not fit with some removed.
    guard rest > 0, !rivals.isEmpty, fits(reception, latest, without: rivals) else { return nil }
    for sets in sets(of: rivals) {
      var best: OfferCandidate?
      for set in sets where rest > 0 {
        guard let made = attempt(reception, latest, moving: set), made.extra < best?.extra ?? limit else {
          continue
        }
        best = made
      }
      if let best { return best }
    }
    return nil
  }

  // MARK: - Who is in the way

  /// The rows of all resources the visit could use.
  private static func rows(of appointment: AppointmentIndex, _ problem: CompiledProblem) -> [Bool] {
    var rows = [Bool](repeating: false, count: problem.row(ofEquipment: problem.site.equipment.count))
    for index in problem.appointments[appointment].operations {
      for row in problem.pools[problem.operations.elements[index].equipment] { rows[Int(row)] = true }
      for option in problem.operations.elements[index].options {
        for member in problem.crews[problem.options[option].crew] { rows[problem.row(of: member)] = true }
        for choice in problem.bayChoices[problem.options[option].bays] {
          rows[problem.row(of: choice.bay)] = true
        }
      }
    }
    rows[0] = false
    return rows
  }

  /// The visits with work nearest to this visit's ideal time on resources it could use.
  private func rivals(near reception: CompiledReception) -> [AppointmentIndex] {
    let from = reception.arrival + problem.site.booking.receptionMinutes
    let near = problem.appointments.indices.compactMap { other -> (Int, AppointmentIndex)? in
      guard state.isScheduled[other] else { return nil }
      let distances = problem.appointments[other].operations.compactMap { distance(of: $0, from: from) }
      return distances.min().map { ($0, other) }
    }
    return near.sorted { $0 < $1 }.prefix(Self.maxNear).map(\.1)
  }

  /// Minutes between an operation that could make room and the visit's ideal time; `nil` if it cannot be moved or
  /// uses none of the resources.
  private func distance(of index: Int, from: Int) -> Int? {
    let operation = problem.operations.elements[index]
    let placement = state.placements.elements[index]
    guard operation.lock == nil, placement.start >= now else { return nil }
    let isOnRow =
      rows[problem.row(of: problem.bay(of: operation, placement))]
      || problem.crews[problem.crew(of: operation, placement)].contains { rows[problem.row(of: $0)] }
      || problem.pools[operation.equipment].contains { rows[Int($0)] }
    guard isOnRow else { return nil }
    return max(0, Int(placement.start) - (from + visit.span), from - Int(placement.end))
  }

  /// The sets of visits to move: singles, then pairs, then larger ones.
  private mutating func sets(of rivals: [AppointmentIndex]) -> [[[AppointmentIndex]]] {
    var sets = [rivals.map { [$0] }]
    let paired = rivals.prefix(Self.maxPaired)
    sets.append(paired.indices.flatMap { first in paired[..<first].map { [$0, paired[first]] } })
    for size in stride(from: 3, through: min(Self.largest, rivals.count), by: 1) {
      sets.append(
        (0..<Self.draws).map { _ in
          var pool = rivals
          while pool.count > size { pool.remove(at: random.below(pool.count)) }
          return pool
        })
    }
    return sets
  }

  // MARK: - Attempts

  private mutating func fits(
    _ reception: CompiledReception, _ latest: Int, without rivals: [AppointmentIndex]
  )
    -> Bool
  {
    var trial = state
    for rival in rivals { trial.remove(rival) }
    insertion.begin(appointment, in: trial)
    return insertion.best(of: appointment, reception, in: trial, latest: latest) != nil
  }

  private mutating func attempt(
    _ reception: CompiledReception, _ latest: Int, moving rivals: [AppointmentIndex]
  ) -> OfferCandidate? {
    let looked = insertion.evaluations
    defer { rest -= insertion.evaluations - looked + Self.perAttempt }
    var trial = state
    for rival in rivals { trial.remove(rival) }
    insertion.begin(appointment, in: trial)
    guard let new = insertion.best(of: appointment, reception, in: trial, latest: latest) else { return nil }
    let placements = insertion.placements
    trial.insert(new, placements)
    var moved: [MovedVisit] = []
    for rival in rivals.sorted(by: { since($0) < since($1) }) {
      insertion.begin(rival, in: trial)
      guard
        let back = insertion.best(of: rival, state.receptions[rival], in: trial, latest: latestEnd(of: rival))
      else { return nil }
      trial.insert(back, insertion.placements)
      let before = state.placements.elements[problem.appointments[rival].operations]
      for (old, new) in zip(before, insertion.placements) where old != new {
        guard old.start >= now, new.start >= now else { return nil }
      }
      if !before.elementsEqual(insertion.placements) {
        moved.append(MovedVisit(appointment: rival, placements: insertion.placements))
      }
    }
    return OfferCandidate(
      reception: reception, placements: placements, extra: trial.cost - state.cost + visit.drop, moved: moved)
  }

  /// The order of reinsertion: by arrival, ties by position in the demand.
  private func since(_ rival: AppointmentIndex) -> (Int, AppointmentIndex) {
    (state.receptions[rival]?.arrival ?? problem.appointments[rival].onSiteSince, rival)
  }

  /// The latest end of a visit that keeps its promise or, if late already, makes it no later.
  private func latestEnd(of rival: AppointmentIndex) -> Int {
    let visit = problem.appointments[rival]
    guard let readyBy = visit.readyBy else { return .max }
    return max(readyBy - problem.site.booking.finishMinutes, state.completion(of: visit))
  }
}
