/// A value with an id.
protocol Identified {
  var id: String { get set }
}

extension Advisor: Identified {}
extension Bay: Identified {}
extension Technician: Identified {}
extension Equipment: Identified {}
extension BookingRules.ArrivalLimit: Identified {}
extension SparePart: Identified {}
extension Appointment: Identified {}
extension ServiceOperation: Identified {}
