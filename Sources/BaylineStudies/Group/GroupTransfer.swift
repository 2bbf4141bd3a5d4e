public import BaylineModel

/// One technician moved from a workshop to another: two what-if studies, one of each workshop, and what both change
/// together.
///
/// Each study is an ordinary one with a single scenario, so that `bayline whatif` with that scenario gives the same result.
public struct GroupTransfer: Sendable {
  /// The workshop that the technician leaves: it has one less.
  public let leaving: Scenario
  /// The workshop that the technician joins: it has one more, with the same certifications, speed and shifts, and with those of
  /// the skills that the workshop has a use for.
  public let joining: Scenario

  /// The transfer of a technician of a site; `nil` if there is none with this id.
  ///
  /// Trades and certifications that nobody at the other workshop has and no operation there needs are left behind, but not
  /// all trades: where none is of use, applying `joining` says so.
  public init?(_ id: String, from site: Site, to other: Scenario.Instance) {
    guard let technician = site.technicians.first(where: { $0.id == id }) else { return nil }
    let known = KnownSkills(site: other.site, demands: other.demands)
    let skills = technician.skills.filter { known.trades.contains($0.key) }
    leaving = Scenario(name: "-1 \(id)", changes: [.removeTechnicians(.these([id]))])
    let shifts = site.calendars[technician.calendar].map(Scenario.CalendarSource.inline)
    joining = Scenario(
      name: "+1 \(id)",
      changes: [
        .addTechnicians(
          count: 1,
          .with(
            skills: skills.isEmpty ? technician.skills : skills,
            certifications: technician.certifications.intersection(known.certifications),
            efficiency: technician.efficiency, calendar: shifts))
      ])
  }
}
