package import BaylineModel

/// An index into one of the problem's tables, typed by the entity it holds.
package struct TableIndex<Entity>: Hashable, Comparable, Sendable {
  package let raw: Int32

  package init(_ raw: Int) {
    self.raw = Int32(truncatingIfNeeded: raw)
  }

  package var int: Int { Int(raw) }

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

/// An array with typed indices.
package struct IndexedTable<Entity, Element> {
  package var elements: [Element]

  package init(_ elements: [Element]) {
    self.elements = elements
  }

  package init(repeating element: Element, count: Int) {
    self.elements = Array(repeating: element, count: count)
  }

  package var count: Int { elements.count }

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
