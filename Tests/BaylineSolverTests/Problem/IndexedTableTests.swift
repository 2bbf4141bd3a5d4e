import BaylineModel
import Testing

@testable import BaylineSolver

@Suite struct IndexedTableTests {
  @Test func indicesAreOrderedAsTheTable() {
    let table = IndexedTable<Bay, String>(["a", "b", "c"])
    #expect(table.count == 3)
    #expect(Array(table.indices) == [BayIndex(0), BayIndex(1), BayIndex(2)])
    #expect(BayIndex(0) < BayIndex(2))
    #expect(BayIndex(2).int == 2)
  }

  @Test func anElementIsChangedInPlace() {
    var table = IndexedTable<Bay, [Int]>(repeating: [], count: 2)
    table[BayIndex(1)].append(7)
    #expect(table.elements == [[], [7]])
    #expect(table[BayIndex(1)] == [7])
  }

  @Test func anEmptyTableHasNoIndices() {
    let table = IndexedTable<Bay, Int>([])
    #expect(table.count == 0)
    #expect(Array(table.indices).isEmpty)
  }
}
