import BaylineModel
import Testing

@testable import BaylineSolver

@Suite struct RuleSetTests {
  @Test func rulesAreCountedAndNumbered() {
    let rules: RuleSet = [.h15, .h1, .h7]
    #expect(rules.count == 3)
    #expect(rules.numbers == [1, 7, 15])
    #expect(RuleSet().numbers.isEmpty)
  }

  @Test func subsetsComeInTheOrderOfTheirNumbers() {
    let rules: RuleSet = [.h2, .h5, .h9]
    #expect(rules.subsets(of: 0) == [[]])
    #expect(rules.subsets(of: 1) == [.h2, .h5, .h9])
    #expect(rules.subsets(of: 2) == [[.h2, .h5], [.h2, .h9], [.h5, .h9]])
    #expect(rules.subsets(of: 3) == [rules])
    #expect(rules.subsets(of: 4).isEmpty)
  }
}
