import BaylineModel
import BaylineSimulation
import Testing

@Suite struct FigureTests {
  @Test func eachFigureHasAPlaceOfItsOwn() {
    var values = Figure.Values()
    for (place, figure) in Figure.allCases.enumerated() { values[figure] = Double(place) }
    for (place, figure) in Figure.allCases.enumerated() { #expect(values[figure] == Double(place)) }
  }
}
