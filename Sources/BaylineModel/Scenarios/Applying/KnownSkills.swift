/// The trades and certifications that somebody at a workshop has or that an operation there needs.
package struct KnownSkills: Sendable {
  package let trades: Set<String>
  package let certifications: Set<String>

  /// Collects what the technicians of a site have and the operations of its demands need.
  /// - Complexity: O(technicians + operations).
  package init(site: Site, demands: [Demand]) {
    let operations = demands.flatMap(\.appointments).flatMap(\.operations)
    let crews = operations.compactMap { operation in
      if case .standard(let work) = operation.work { work.crew } else { nil }
    }
    trades = Set(site.technicians.flatMap(\.skills.keys)).union(crews.map(\.trade))
    certifications = Set(site.technicians.flatMap(\.certifications))
      .union(crews.flatMap(\.certifications))
  }
}
