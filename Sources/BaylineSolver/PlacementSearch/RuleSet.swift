/// A set of the hard rules H1–H18.
package struct RuleSet: OptionSet, Sendable, Hashable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  package static let h1 = RuleSet(rawValue: 1 << 1)
  package static let h2 = RuleSet(rawValue: 1 << 2)
  package static let h3 = RuleSet(rawValue: 1 << 3)
  package static let h4 = RuleSet(rawValue: 1 << 4)
  package static let h5 = RuleSet(rawValue: 1 << 5)
  package static let h6 = RuleSet(rawValue: 1 << 6)
  package static let h7 = RuleSet(rawValue: 1 << 7)
  package static let h8 = RuleSet(rawValue: 1 << 8)
  package static let h9 = RuleSet(rawValue: 1 << 9)
  package static let h10 = RuleSet(rawValue: 1 << 10)
  package static let h11 = RuleSet(rawValue: 1 << 11)
  package static let h12 = RuleSet(rawValue: 1 << 12)
  package static let h13 = RuleSet(rawValue: 1 << 13)
  package static let h14 = RuleSet(rawValue: 1 << 14)
  package static let h15 = RuleSet(rawValue: 1 << 15)
  package static let h16 = RuleSet(rawValue: 1 << 16)
  package static let h17 = RuleSet(rawValue: 1 << 17)
  package static let h18 = RuleSet(rawValue: 1 << 18)

  package var count: Int { rawValue.nonzeroBitCount }

  /// The numbers of the rules, ascending; 1 is H1.
  package var numbers: [Int] { (1...18).filter { rawValue >> $0 & 1 == 1 } }

  /// All subsets of a given size, in lexicographic order.
  package func subsets(of size: Int) -> [RuleSet] {
    var result: [RuleSet] = []
    func extend(_ chosen: RuleSet, _ rest: ArraySlice<Int>) {
      if chosen.count == size { return result.append(chosen) }
      for (position, number) in zip(rest.indices, rest) {
        extend(chosen.union(RuleSet(rawValue: 1 << number)), rest[(position + 1)...])
      }
    }
    extend([], numbers[...])
    return result
  }
}
