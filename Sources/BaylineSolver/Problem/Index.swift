package import BaylineModel

/// A position in one of the problem's tables, typed by what the table holds.
package struct Index<Entity>: Hashable, Comparable, Sendable {
  /// The position, from 0.
  package let raw: Int32

  /// The position `raw`.
  package init(_ raw: Int) {
    self.raw = Int32(truncatingIfNeeded: raw)
  }

  /// The position as an array index.
  package var int: Int { Int(raw) }

  /// The order of the table.
  package static func < (left: Self, right: Self) -> Bool {
    left.raw < right.raw
  }
}

package typealias AppointmentIndex = Index<Appointment>
package typealias OperationIndex = Index<Operation>
package typealias AdvisorIndex = Index<Advisor>
package typealias BayIndex = Index<Bay>
package typealias TechnicianIndex = Index<Technician>
package typealias PartIndex = Index<Part>
package typealias ClassIndex = Index<WorkingTime>

/// An array whose positions are typed.
package struct Table<Entity, Element> {
  /// The elements in the order of their indices.
  package var elements: [Element]

  /// A table of the elements in their order.
  package init(_ elements: [Element]) {
    self.elements = elements
  }

  /// A table of equal elements.
  package init(repeating element: Element, count: Int) {
    self.elements = Array(repeating: element, count: count)
  }

  /// How many elements there are.
  package var count: Int { elements.count }

  /// All indices, ascending.
  package var indices: LazyMapSequence<Range<Int>, Index<Entity>> {
    (0..<elements.count).lazy.map { Index($0) }
  }

  package subscript(index: Index<Entity>) -> Element {
    get { elements[index.int] }
    _modify { yield &elements[index.int] }
  }
}

extension Table: Sendable where Element: Sendable {}
extension Table: Equatable where Element: Equatable {}
