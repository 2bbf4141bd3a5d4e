import BaylineModel
import BaylineSolver
import BaylineWording
import Testing

@testable import BaylineReports

@Suite struct NumberTextTests {
  @Test func numbersHaveOneMinusSignAndNoSignAtZero() {
    #expect(NumberText.text(-3.25, decimals: 1) == "−3.3")
    #expect(NumberText.text(3.24, decimals: 1, isSigned: true) == "+3.2")
    #expect(NumberText.text(-0.04, decimals: 1, isSigned: true) == "0.0")
    #expect(NumberText.text(1_234_567.5, decimals: 0) == "1,234,568")
    #expect(NumberText.text(.nan, decimals: 1) == "–")
    // Rounded up into one digit more.
    #expect(NumberText.text(9.96, decimals: 1) == "10.0")
    #expect(NumberText.text(1.5e18, decimals: 2) == "1.5×10^18")
  }

  @Test func numbersForProgramsHaveNoThousandsApart() {
    #expect(
      [1234.5, -0.25, 12, -1e-9, .infinity].map(NumberText.bare) == ["1234.5", "-0.25", "12", "0", ""])
  }

  // Whole numbers have none, hundreds none unless their intervals are narrow, small ones two digits.
  @Test func decimalsFollowTheGreatestNumberAndTheIntervals() {
    #expect(NumberText.decimals(for: [3, 12, 400]) == 0)
    #expect(NumberText.decimals(for: [3.5, 412.2]) == 0)
    #expect(NumberText.decimals(for: [101.23, 103.98], margins: [0.4, 0.6]) == 1)
    #expect(NumberText.decimals(for: [-3.21, 5]) == 1)
    #expect(NumberText.decimals(for: [0.034, 0.012]) == 3)
    #expect(NumberText.decimals(for: [0, .nan]) == 0)
  }

  @Test func anEstimateIsFollowedByItsInterval() {
    #expect(Estimate(-3.2, -5, -1.4).text(decimals: 1) == "−3.2 [−5.0, −1.4]")
    #expect(Estimate(2).text(decimals: 0, isSigned: true) == "+2")
  }

  @Test func anIntervalThatTouchesZeroJudgesNothing() {
    #expect(Judgement(Estimate(1, 0, 2), moreIsBetter: true) == .unclear)
    #expect(Judgement(Estimate(1, 0.1, 2), moreIsBetter: true) == .better)
    #expect(Judgement(Estimate(1, 0.1, 2), moreIsBetter: false) == .worse)
    #expect(Judgement(Estimate(-1, -2, -0.1), moreIsBetter: false) == .better)
    #expect(Judgement(Estimate(-1, -2, -0.1), moreIsBetter: nil) == .different)
  }

  // 0 to 97 in five steps of 19.4: the next of 1, 2, 5 and 10 is 20.
  @Test func scalesHaveRoundSteps() {
    #expect(NiceScale(around: [97, 3], steps: 5, hasZero: true).ticks == [0, 20, 40, 60, 80, 100])
    #expect(NiceScale(around: [0.11, 0.29], steps: 4, hasZero: false).ticks == [0.1, 0.15, 0.2, 0.25, 0.3])
    #expect(NiceScale(around: [-3, 4], steps: 4, hasZero: true).ticks == [-4, -2, 0, 2, 4])
    // All equal: a tenth on both sides, 4.5 to 5.5.
    let equal = NiceScale(around: [5, 5], steps: 5, hasZero: false)
    #expect(equal.low < 5 && equal.high > 5)
    #expect(NiceScale(around: [], steps: 5, hasZero: false).ticks.count > 1)
  }

  @Test(arguments: [1e-280, 1e-9, 1, 1e9, 1e290])
  func scalesHoldWhatTheyAreMadeFor(size: Double) {
    for numbers in [[1, 2], [-7, 13], [0, 0], [5, 5], [-1, 1e-6]].map({ $0.map { $0 * size } }) {
      for steps in 1...8 {
        let scale = NiceScale(around: numbers, steps: steps, hasZero: steps % 2 == 0)
        #expect(numbers.allSatisfy { (scale.low...scale.high).contains($0) })
        #expect((2...25).contains(scale.ticks.count), "\(numbers): \(scale.ticks)")
        #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0 < $1 })
      }
    }
  }

  @Test func greatNumbersAreShownInMillionsOrTenThousands() {
    let scale = NiceScale(around: [2_500_000], steps: 5, hasZero: true)
    let english = ScaleText(scale, Glossary(.english))
    #expect(english.tick(1_500_000) == "1.5" && english.title(.money("yuan")) == "yuan, in millions")
    let tiny = ScaleText(NiceScale(around: [2e-6], steps: 5, hasZero: true), Glossary(.english))
    #expect(tiny.title(.named("walk-ins")) == "walk-ins, ×10^−6")
    let chinese = ScaleText(scale, Glossary(.chinese))
    #expect(chinese.tick(1_500_000) == "150" && chinese.title(.money("元")) == "万元")
  }

  // 100 for 9, better and dearer 150 for 12; 120 for 8 is dearer and worse than the first.
  @Test func onlyWhatNoneBeatsIsOnTheFrontier() {
    let chart = FrontierChart(
      title: "", cost: .init("", .money("")), service: .init("", .percent), moreIsBetter: true,
      items: [(150, 12), (100, 9), (120, 8), (100, 7), (.nan, 99)].map {
        .init(name: "", cost: $0.0, service: Estimate($0.1))
      })
    #expect(chart.frontier == [1, 0])
  }

  @Test func wholeNumbersHaveAClassEach() {
    let chart = HistogramChart(title: "", measure: .vehicles, moreIsBetter: nil, values: [2, 0, 2, 3])
    #expect(chart.bins.map(\.count) == [1, 0, 2, 1])
    #expect(chart.bins.first?.from == -0.5)
    let all = HistogramChart(
      title: "", measure: .minutes, moreIsBetter: nil, values: (0..<100).map { Double($0) / 7 })
    #expect(all.bins.reduce(0) { $0 + $1.count } == 100)
  }

  @Test func measuresNameWhatTheyCount() {
    let (chinese, english) = (Glossary(.chinese), Glossary(.english))
    let cases: [(ValueUnit, String, String)] = [
      (.vehicles, "1 台", "1 vehicle"), (.customers, "1 位", "1 customer"), (.visits, "1 台次", "1 visit"),
    ]
    for (measure, one, other) in cases {
      #expect(measure.text(1, decimals: 0, chinese) == one)
      #expect(measure.text(1, decimals: 0, english) == other)
      #expect(measure.text(-2, decimals: 0, english).hasSuffix("s"))
    }
    #expect(ValueUnit(Figure.lost.unit).name(english) == "customers")
    #expect(ValueUnit(Figure.loanersMissing.unit).name(chinese) == "位")
    #expect(ValueUnit(Figure.served.unit).name(english) == "vehicles")
  }
}
