/// Which visits are taken out together with a first one: what they share with it.
///
/// Each changes something that the others leave alone; which one is drawn is learned as the search goes
/// (`AdaptiveWeights`).
enum Neighbourhood: Int, CaseIterable {
  /// Work at the same time: arrivals, advisors, bays and technicians change hands.
  case time
  /// The same technicians, before and after: their work is put in another order, or moves to others.
  /// Adjacent removal after J. Christiaens and G. Vanden Berghe (2020), "Slack induction by string removals for
  /// vehicle routing problems".
  case crew
  /// The same bays, before and after.
  case bay
  /// The same advisor around the same time: arrivals are swapped.
  case advisor
  /// What stands where the first visit would be best of all, on any technician or bay that could do it: it goes
  /// there, and the others find new places. So a visit that is late, or left out, is let in by a chain of
  /// ejections (F. Glover, 1996, "Ejection chains, reference structures and alternating path methods for
  /// traveling salesman problems").
  case blocking
  /// Rivals for the same part or for a loan vehicle.
  case rival
  /// Any visits.
  case random
}
