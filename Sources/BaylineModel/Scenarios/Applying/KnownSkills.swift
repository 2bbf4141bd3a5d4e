/// The trades and certifications that somebody at a workshop has or that an operation there needs.
package struct KnownSkills: Sendable {
  package let trades: Set<String>
  package let certifications: Set<String>

  /// Collects what the technicians of a site have and the operations of its demands need.
  /// - Complexity: O(technicians + operations).
  package init(site: Site, demands: [Demand]) {
    let crews = demands.standardWork.compactMap(\.crew)
    trades = Set(site.technicians.flatMap(\.skills.keys)).union(crews.map(\.trade))
    certifications = Set(site.technicians.flatMap(\.certifications))
      .union(crews.flatMap(\.certifications))
  }
}

extension [Demand] {
  /// The standard work of all operations.
  var standardWork: [WorkRequirement.StandardWork] {
    flatMap(\.appointments).flatMap(\.operations).compactMap { operation in
      if case .standard(let work) = operation.work { work } else { nil }
    }
  }
}
