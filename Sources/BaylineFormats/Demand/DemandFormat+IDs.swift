public import BaylineModel

extension DemandFormat {
  /// The ids of a demand that other files refer to: parts, and appointments with their operations.
  /// They are available even if the rest of the demand is invalid.
  public struct IDs: Sendable {
    /// The ids and the state of one visit.
    struct VisitIDs: Sendable {
      /// Ids of the operations; `nil` if some could not be read.
      var operations: [String]?
      /// Whether the vehicle is on the premises.
      var hasArrived: Bool
    }

    // `nil`: some could not be read, so no reference is reported as unknown.
    var parts: IDList?
    var appointments: IDList?
    /// Parallel to `appointments`.
    var visits: [VisitIDs] = []
    var spellings: Set<String> = []
    /// The ids of visits by plate (see `Appointment.CustomerCard.plateKey`), and by customer.
    var plates: [String: [String]] = [:]
    var customers: [String: [String]] = [:]

    /// The ids of a demand.
    public init(_ demand: Demand) {
      parts = IDList(demand.parts.map(\.id))
      appointments = IDList(demand.appointments.map(\.id))
      visits = demand.appointments.map {
        VisitIDs(operations: $0.operations.map(\.id), hasArrived: $0.arrived != nil)
      }
      spellings = Set(
        demand.parts.map(\.id) + demand.appointments.flatMap { [$0.id] + $0.operations.map(\.id) })
      for visit in demand.appointments { addNames(of: visit, id: visit.id) }
    }

    /// Lets a visit be named by its plate and customer.
    mutating func addNames(of visit: Appointment, id: String) {
      if let plate = visit.card.plate.map(Appointment.CustomerCard.plateKey), !plate.isEmpty {
        plates[plate, default: []].append(id)
      }
      if let customer = visit.card.customer, !customer.isEmpty { customers[customer, default: []].append(id) }
    }

    /// The ids of the visits with a plate or, if there are none, with a customer.
    func visits(called name: String) -> [String] {
      plates[Appointment.CustomerCard.plateKey(name)] ?? customers[name] ?? []
    }

    init(parts: IDList?) {
      self.parts = parts
    }
  }
}

extension DemandFormat {
  /// The result of decoding a demand file.
  public struct Decoded: Sendable {
    /// The demand; `nil` if there are problems.
    public let demand: Demand?
    /// Its ids, as far as they could be read; `nil` if the file is not a JSON object of this format.
    public let names: DemandFormat.IDs?
    /// All problems of the file.
    public let diagnostics: [Diagnostic]

    /// The demand.
    ///
    /// - Throws: All problems of the file.
    public func get() throws(Diagnostics) -> Demand {
      guard let demand else { throw Diagnostics(diagnostics) }
      return demand
    }
  }
}
