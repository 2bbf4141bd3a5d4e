public import BaylineModel

/// One technician moved from a workshop to another: two what-if studies, one of each workshop, and what both change
/// together.
///
/// Each study is an ordinary one with a single scenario, so that `bayline whatif` with that scenario gives the same result.
public struct GroupTransfer: Sendable {
  /// The workshop that the technician leaves: it has one less.
  public let leaving: Scenario
  /// The workshop that the technician joins: it has one more, with the same skills, certifications, speed and shifts.
  public let joining: Scenario

  /// The transfer of a technician of a site; `nil` if there is none with this id.
  public init?(_ id: String, from site: Site) {
    guard let technician = site.technicians.first(where: { $0.id == id }) else { return nil }
    leaving = Scenario(name: "-1 \(id)", changes: [.removeTechnicians(.these([id]))])
    let shifts = site.calendars[technician.calendar].map(Scenario.CalendarSource.inline)
    joining = Scenario(
      name: "+1 \(id)",
      changes: [
        .addTechnicians(
          count: 1,
          .with(
            skills: technician.skills, certifications: technician.certifications,
            efficiency: technician.efficiency, calendar: shifts))
      ])
  }
}
