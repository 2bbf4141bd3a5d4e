package import BaylineModel

/// A position in one of the problem's tables, typed by what the table holds.
package struct TableIndex<Entity>: Hashable, Comparable, Sendable {
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

package typealias AppointmentIndex = TableIndex<Appointment>
package typealias OperationIndex = TableIndex<ServiceOperation>
package typealias AdvisorIndex = TableIndex<Advisor>
package typealias BayIndex = TableIndex<Bay>
package typealias TechnicianIndex = TableIndex<Technician>
package typealias PartIndex = TableIndex<SparePart>
package typealias ClassIndex = TableIndex<WorkingTime>

/// An array whose positions are typed.
package struct IndexedTable<Entity, Element> {
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
  package var indices: LazyMapSequence<Range<Int>, TableIndex<Entity>> {
    (0..<elements.count).lazy.map { TableIndex($0) }
  }

  package subscript(index: TableIndex<Entity>) -> Element {
    get { elements[index.int] }
    _modify { yield &elements[index.int] }
  }
}

extension IndexedTable: Sendable where Element: Sendable {}
extension IndexedTable: Equatable where Element: Equatable {}
